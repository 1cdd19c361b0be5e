#include "core/Result.h"

#include <QtTest>
#include <memory>

using namespace tallybridge;

namespace {

Result<std::unique_ptr<int>> make(bool well)
{
    if (!well)
        return Failure{FailureCode::DiskFull, {QStringLiteral("p")}, QStringLiteral("words"), true};
    return std::make_unique<int>(7);
}

Result<void> act(bool well)
{
    if (!well)
        return Failure{FailureCode::Cancelled, {}, {}, true};
    return {};
}

} // namespace

class TestResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void value()
    {
        auto result = make(true);
        QVERIFY(result.ok() && result);
        QCOMPARE(**result, 7);
        const std::unique_ptr<int> moved = std::move(*result);
        QCOMPARE(*moved, 7);
    }

    void failure()
    {
        const auto result = make(false);
        QVERIFY(!result.ok() && !result);
        QCOMPARE(result.failure().code, FailureCode::DiskFull);
        QCOMPARE(result.failure().arguments, QStringList{QStringLiteral("p")});
        QCOMPARE(result.failure().detail, QStringLiteral("words"));
        QVERIFY(result.failure().retryable);
    }

    void valueThatIsFalse()
    {
        const Result<bool> no = false;
        QVERIFY(no.ok());
        QVERIFY(!*no);
        const Result<std::unique_ptr<int>> null = std::unique_ptr<int>();
        QVERIFY(null.ok());
    }

    void withoutValue()
    {
        QVERIFY(act(true).ok());
        QVERIFY(!act(false).ok());
        QCOMPARE(act(false).failure().code, FailureCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestResult)
#include "tst_Result.moc"

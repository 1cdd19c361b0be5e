#include "core/FailureCode.h"
#include "core/FailureReason.h"
#include "core/ItemKind.h"
#include "core/Outcome.h"
#include "core/RunState.h"

#include <QRegularExpression>
#include <QSet>
#include <QtTest>

using namespace tallybridge;

namespace {

template <typename Values, typename Name>
void verifyNames(const Values &values, Name name)
{
    const QRegularExpression form(QStringLiteral("\\A[a-z]+[0-9]*(-[a-z0-9]+)*\\z"));
    QSet<QString> names;
    int place = 0;
    for (const auto value : values) {
        QCOMPARE(int(value), place++);
        const QString text = name(value);
        QVERIFY2(form.match(text).hasMatch(), qPrintable(text));
        QVERIFY2(!names.contains(text), qPrintable(text));
        names.insert(text);
    }
}

} // namespace

class TestMachineNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failureCodes()
    {
        verifyNames(allFailureCodes(), failureCodeName);
        QCOMPARE(QString(failureCodeName(FailureCode::LedgerNewer)), QStringLiteral("ledger-newer"));
        QVERIFY(failureCodeName(FailureCode(int(allFailureCodes().size()))).isEmpty());
    }

    void everyFailureCodeOfTheHeaderHasAName()
    {
        // The enum itself cannot be counted; its header can.
        QFile header(QStringLiteral(TALLYBRIDGE_SOURCE_DIR "/src/core/FailureCode.h"));
        QVERIFY(header.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(header.readAll());
        const qsizetype begin = text.indexOf(QLatin1String("enum class FailureCode {"));
        QVERIFY(begin > 0);
        const QString body = text.sliced(begin, text.indexOf(QLatin1String("};"), begin) - begin);
        auto match = QRegularExpression(QStringLiteral("^ {4}([A-Z]\\w+),"), QRegularExpression::MultilineOption).globalMatch(body);
        QStringList expected;
        while (match.hasNext()) {
            QString name = match.next().captured(1);
            name.replace(QRegularExpression(QStringLiteral("(?<!^)([A-Z])")), QStringLiteral("-\\1"));
            expected.append(name.toLower());
        }
        QStringList names;
        for (const FailureCode code : allFailureCodes())
            names.append(failureCodeName(code));
        QVERIFY(expected.size() > 50);
        QCOMPARE(names, expected);
    }

    void failureReasons()
    {
        // The names of the product's contract.
        const QStringList contract{QStringLiteral("unmapped"),
                                   QStringLiteral("owner-unmapped"),
                                   QStringLiteral("ambiguous-number"),
                                   QStringLiteral("no-mailbox"),
                                   QStringLiteral("access-denied"),
                                   QStringLiteral("item-too-large"),
                                   QStringLiteral("malformed-message"),
                                   QStringLiteral("missing-from-delivery"),
                                   QStringLiteral("encrypted-item"),
                                   QStringLiteral("rejected-by-destination"),
                                   QStringLiteral("destination-unavailable"),
                                   QStringLiteral("cancelled")};
        verifyNames(allFailureReasons(), failureReasonName);
        QStringList names;
        for (const FailureReason reason : allFailureReasons()) {
            names.append(failureReasonName(reason));
            QCOMPARE(failureReasonFromName(names.last()), std::optional(reason));
        }
        QCOMPARE(names, contract);
        QVERIFY(!failureReasonFromName(u"Unmapped"));
        QVERIFY(!failureReasonFromName(u""));
    }

    void finishedBySync()
    {
        for (const FailureReason reason : allFailureReasons())
            QCOMPARE(isFinishedBySync(reason), reason == FailureReason::Cancelled || reason == FailureReason::DestinationUnavailable);
    }

    void itemKinds()
    {
        verifyNames(allItemKinds(), itemKindName);
        for (const ItemKind kind : allItemKinds())
            QCOMPARE(itemKindFromName(QString(itemKindName(kind))), std::optional(kind));
        QCOMPARE(int(ItemKind::Other) + 1, int(allItemKinds().size()));
        QVERIFY(!itemKindFromName(u"nothing"));
    }

    void outcomes()
    {
        const std::array values{Outcome::Open, Outcome::Imported, Outcome::Partial, Outcome::Skipped, Outcome::Failed, Outcome::Superseded};
        verifyNames(values, outcomeName);
        for (const Outcome outcome : values)
            QCOMPARE(outcomeFromName(QString(outcomeName(outcome))), std::optional(outcome));
        QVERIFY(!outcomeFromName(u""));
    }

    void runs()
    {
        const std::array states{RunState::Running, RunState::Succeeded, RunState::WithFailures,
                                RunState::Failed,  RunState::Cancelled, RunState::Interrupted};
        verifyNames(states, runStateName);
        for (const RunState state : states)
            QCOMPARE(runStateFromName(QString(runStateName(state))), std::optional(state));
        const std::array kinds{RunKind::Sync, RunKind::Resync, RunKind::Retry, RunKind::Repair};
        verifyNames(kinds, runKindName);
        for (const RunKind kind : kinds)
            QCOMPARE(runKindFromName(QString(runKindName(kind))), std::optional(kind));
        QVERIFY(!runStateFromName(u"sync"));
        QVERIFY(!runKindFromName(u"running"));
    }
};

QTEST_APPLESS_MAIN(TestMachineNames)
#include "tst_MachineNames.moc"

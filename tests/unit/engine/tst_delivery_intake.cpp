#include "engine/DeliveryGaps.h"
#include "engine/DeliveryIntake.h"
#include "ledger/Ledger.h"
#include "support/TestEngine.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

/// What is done with files that are no good deliveries.
class TestDeliveryIntake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void youngFilesWaitOnceForAll();
    void aFileThatChangesAfterTheWaitIsYoungToo();
    void filesThatAreNoZipDoNotStretchTheRange();

private:
    using Verdict = DeliveryIntake::Verdict;

    /// Examines all deliveries of the engine's source; duringWait is called while the intake waits, before each file's name comes before it
    /// is examined.
    std::vector<Verdict> examineAll(const std::function<void()> &duringWait, const std::function<void(const QString &)> &before);

    TestEngine m_engine;
    int m_waits = 0;
};

std::vector<DeliveryIntake::Verdict> TestDeliveryIntake::examineAll(const std::function<void()> &duringWait,
                                                                    const std::function<void(const QString &)> &before)
{
    auto ledger = Ledger::open(m_engine.context().ledgerPath(), Ledger::Mode::ReadWrite);
    RunContext context;
    auto clock = std::make_shared<FixedClock>();
    clock->time = QDateTime::currentDateTimeUtc();
    context.clock = clock;
    context.source = std::make_unique<FolderSource>(QString(m_engine.root() + QLatin1String("/source")));
    m_waits = 0;
    DeliveryIntake intake(context, **ledger, [&](std::chrono::seconds, const CancelToken &) {
        ++m_waits;
        duringWait();
        return true;
    });
    std::vector<Verdict> verdicts;
    const auto listing = context.source->list({});
    for (const SourceDelivery &delivery : listing->deliveries) {
        before(delivery.name.name);
        verdicts.push_back(intake.examine(delivery, {})->verdict);
    }
    return verdicts;
}

void TestDeliveryIntake::youngFilesWaitOnceForAll()
{
    for (int number = 1; number <= 5; ++number)
        m_engine.write(TestEngine::deliveryName(20, number), "this is no ZIP");
    const auto grow = [this] { m_engine.write(TestEngine::deliveryName(20, 2), "this is no ZIP, and it grows"); };
    const auto verdicts = examineAll(grow, [](const QString &) {});
    QCOMPARE(m_waits, 1);
    QCOMPARE(verdicts,
             (std::vector{Verdict::Quarantined, Verdict::TooYoung, Verdict::Quarantined, Verdict::Quarantined, Verdict::Quarantined}));
}

void TestDeliveryIntake::aFileThatChangesAfterTheWaitIsYoungToo()
{
    const QString last = TestEngine::deliveryName(20, 5);
    m_engine.write(last, "this is no ZIP");
    const auto growLast = [&](const QString &name) {
        if (name == last)
            m_engine.write(last, "this is no ZIP, and it grows late");
    };
    const auto verdicts = examineAll([] {}, growLast);
    QCOMPARE(m_waits, 1);
    QCOMPARE(verdicts.back(), Verdict::TooYoung);
}

void TestDeliveryIntake::filesThatAreNoZipDoNotStretchTheRange()
{
    SourceListing listing;
    for (const auto &[day, number] :
         {std::pair{10, 1}, std::pair{12, 2}, std::pair{12, 5}, std::pair{13, 1}, std::pair{14, 1}, std::pair{20, 1}})
        listing.deliveries.push_back({*DeliveryName::parse(TestEngine::deliveryName(day, number)), 1, {}});
    QCOMPARE(fileNumberGaps(listing, {}),
             (QStringList{QStringLiteral("2026-11-12 #1"), QStringLiteral("2026-11-12 #3"), QStringLiteral("2026-11-12 #4")}));
    QCOMPARE(daysWithoutDelivery(listing, {}).size(), 6);
    const QSet<QString> noDeliveries{TestEngine::deliveryName(10, 1), TestEngine::deliveryName(12, 5), TestEngine::deliveryName(13, 1),
                                     TestEngine::deliveryName(20, 1)};
    QCOMPARE(fileNumberGaps(listing, noDeliveries), QStringList(QStringLiteral("2026-11-12 #1")));
    // The 13th has a file, which is in quarantine: it is on that list.
    QCOMPARE(daysWithoutDelivery(listing, noDeliveries), QStringList());
}

QTEST_GUILESS_MAIN(TestDeliveryIntake)
#include "tst_delivery_intake.moc"

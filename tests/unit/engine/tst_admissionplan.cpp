#include "engine/AdmissionPlan.h"

#include <QTest>

using namespace tallybridge;

namespace {

const QDateTime now = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);

MailAddress address(const char *text)
{
    return *MailAddress::parse(QString::fromLatin1(text));
}

Recipient mailbox(const char *text)
{
    return {address(text), QString::fromLatin1(text), std::nullopt};
}

Recipient failing(FailureReason reason, const char *participant)
{
    return {{}, QString::fromLatin1(participant), reason};
}

CopyRecord row(qint64 id, const char *mailbox, Outcome outcome, std::optional<FailureReason> reason = {}, const char *participant = "")
{
    CopyRecord record;
    record.id = id;
    record.itemId = 1;
    if (*mailbox)
        record.mailbox = address(mailbox);
    record.participant = QString::fromLatin1(*participant ? participant : mailbox);
    record.outcome = outcome;
    record.reason = reason;
    record.runId = 1;
    return record;
}

PreparedItem item(std::vector<Recipient> recipients, bool partial = false)
{
    PreparedItem prepared;
    prepared.recipients = std::move(recipients);
    auto message = std::make_shared<ComposedMessage>();
    if (partial)
        message->dropped.push_back({QStringLiteral("film.mp4"), 20'000'000, {}});
    prepared.message = message;
    return prepared;
}

AdmissionPlan plan(AdmissionMode mode, const PreparedItem &prepared, std::vector<CopyRecord> rows, qint64 firstEntries = 0,
                   ItemTable::ArchiveState archived = ItemTable::ArchiveState::Absent)
{
    return planAdmission({mode, prepared, firstEntries, std::move(rows), {}, [archived](const MailAddress &) { return archived; }, 7, now});
}

int delivered(const AdmissionPlan &plan)
{
    return int(std::count_if(plan.copies.begin(), plan.copies.end(), [](const PlannedCopy &copy) { return copy.deliver; }));
}

int withOutcome(const AdmissionPlan &plan, Outcome outcome)
{
    return int(
        std::count_if(plan.copies.begin(), plan.copies.end(), [&](const PlannedCopy &copy) { return copy.copy.outcome == outcome; }));
}

} // namespace

class TestAdmissionPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWaivedEntryStaysWaivedWhoeverIsMappedSince()
    {
        CopyRecord nobody = row(1, "", Outcome::Failed, FailureReason::Unmapped, "4477");
        nobody.waived = true;
        const auto ofItem = item({mailbox("a@x.example"), mailbox("b@x.example")});
        const auto reread = plan(AdmissionMode::Reread, ofItem, {nobody}, 1);
        QVERIFY(reread.copies.empty());
        QCOMPARE(reread.skipped, 1);
        const auto continued = plan(AdmissionMode::Continue, ofItem, {nobody}, 1);
        QVERIFY(continued.copies.empty());
        QCOMPARE(continued.skipped, 1);

        // One participant's part was waived: another one who is mapped since gets a copy.
        CopyRecord owner = row(1, "", Outcome::Failed, FailureReason::OwnerUnmapped, "a@x.example");
        owner.waived = true;
        const CopyRecord old = row(2, "c@x.example", Outcome::Imported);
        const auto all = item({mailbox("a@x.example"), mailbox("b@x.example"), mailbox("c@x.example")});
        const auto others = plan(AdmissionMode::Reread, all, {owner, old}, 2);
        QCOMPARE(delivered(others), 1);
        QCOMPARE(others.copies.front().copy.mailbox, address("b@x.example"));
        QCOMPARE(others.skipped, 2);
        for (const AdmissionMode mode : {AdmissionMode::Continue, AdmissionMode::Retry}) {
            const auto again = plan(mode, all, {owner, old}, 2);
            QCOMPARE(delivered(again), 1);
            QCOMPARE(again.copies.front().copy.mailbox, address("b@x.example"));
        }
    }

    void newItemFansOut()
    {
        const auto prepared = item({mailbox("a@x.example"), failing(FailureReason::OwnerUnmapped, "4477")});
        const auto result = plan(AdmissionMode::New, prepared, {});
        QCOMPARE(result.skipped, 0);
        QCOMPARE(delivered(result), 1);
        QCOMPARE(withOutcome(result, Outcome::Failed), 1);
        QVERIFY(!result.copies[0].lookFirst);
        QCOMPARE(result.copies[1].copy.since, now);
    }

    void seenItemOnlySkipsAsManyAsItHad()
    {
        const auto prepared = item({mailbox("a@x.example"), mailbox("b@x.example")});
        const auto result = plan(AdmissionMode::Seen, prepared, {}, 5);
        QCOMPARE(result.skipped, 5);
        QVERIFY(result.copies.empty());
    }

    void newCopyThatLiesInTheArchiveIsSkipped()
    {
        const auto result = plan(AdmissionMode::New, item({mailbox("a@x.example")}), {}, 0, ItemTable::ArchiveState::Whole);
        QCOMPARE(delivered(result), 0);
        QCOMPARE(withOutcome(result, Outcome::Skipped), 1);
    }

    void newCopyWithAPartialMailInTheArchive()
    {
        const auto whole = plan(AdmissionMode::New, item({mailbox("a@x.example")}), {}, 0, ItemTable::ArchiveState::Partial);
        QCOMPARE(delivered(whole), 1);
        QVERIFY(whole.copies[0].replacePartial && whole.copies[0].lookFirst);
        const auto again = plan(AdmissionMode::New, item({mailbox("a@x.example")}, true), {}, 0, ItemTable::ArchiveState::Partial);
        QCOMPARE(delivered(again), 0);
        QCOMPARE(withOutcome(again, Outcome::Partial), 1);
    }

    void interruptedItemIsCountedWhole()
    {
        const auto prepared = item({mailbox("a@x.example"), mailbox("b@x.example"), mailbox("c@x.example"), mailbox("d@x.example"),
                                    failing(FailureReason::OwnerUnmapped, "4477")});
        const auto result = plan(AdmissionMode::Continue, prepared,
                                 {row(1, "a@x.example", Outcome::Imported), row(2, "b@x.example", Outcome::Open),
                                  row(3, "c@x.example", Outcome::Failed, FailureReason::Cancelled),
                                  row(4, "", Outcome::Failed, FailureReason::OwnerUnmapped, "4477")});
        QCOMPARE(result.skipped, 1);
        QCOMPARE(delivered(result), 3);
        QCOMPARE(withOutcome(result, Outcome::Failed), 1);
        for (const PlannedCopy &planned : result.copies)
            QVERIFY(!planned.deliver || planned.lookFirst == (planned.copy.id != 0));
    }

    void openIntentIsFinishedThoughTheMappingHasChanged()
    {
        const auto result = plan(AdmissionMode::Continue, item({mailbox("new@x.example")}), {row(1, "old@x.example", Outcome::Open)});
        QCOMPARE(delivered(result), 2);
    }

    void rereadGivesCopiesToThoseMappedSince()
    {
        const auto prepared = item({mailbox("a@x.example"), mailbox("new@x.example")});
        const auto result = plan(AdmissionMode::Reread, prepared, {row(1, "a@x.example", Outcome::Imported)}, 1);
        QCOMPARE(result.skipped, 1);
        QCOMPARE(delivered(result), 1);
        QCOMPARE(result.copies[0].copy.id, 0);

        const auto mapped =
            plan(AdmissionMode::Reread, item({mailbox("a@x.example")}), {row(1, "", Outcome::Failed, FailureReason::Unmapped, "4477")}, 1);
        QCOMPARE(mapped.skipped, 0);
        QCOMPARE(delivered(mapped), 1);
        QCOMPARE(withOutcome(mapped, Outcome::Superseded), 1);

        const auto still = plan(AdmissionMode::Reread, item({failing(FailureReason::Unmapped, "4477")}),
                                {row(1, "", Outcome::Failed, FailureReason::Unmapped, "4477")}, 1);
        QCOMPARE(still.skipped, 1);
        QVERIFY(still.copies.empty());
    }

    void rereadAddsNoFailedEntries()
    {
        const auto imported = row(1, "a@x.example", Outcome::Imported);
        for (const FailureReason reason : {FailureReason::Unmapped, FailureReason::OwnerUnmapped, FailureReason::ItemTooLarge}) {
            const auto result = plan(AdmissionMode::Reread, item({failing(reason, "4477")}), {imported}, 1);
            QCOMPARE(result.skipped, 1);
            QVERIFY(result.copies.empty());
        }
        // What fails for another reason today stays on the list.
        const auto unmapped = row(2, "", Outcome::Failed, FailureReason::Unmapped, "4477");
        const auto tooLarge = plan(AdmissionMode::Reread, item({failing(FailureReason::ItemTooLarge, "4488")}), {unmapped}, 1);
        QCOMPARE(tooLarge.skipped, 1);
        QVERIFY(tooLarge.copies.empty());
        const auto halfMapped =
            plan(AdmissionMode::Reread, item({mailbox("a@x.example"), failing(FailureReason::OwnerUnmapped, "4488")}), {unmapped}, 1);
        QCOMPARE(halfMapped.skipped, 1);
        QCOMPARE(delivered(halfMapped), 1);
        QCOMPARE(withOutcome(halfMapped, Outcome::Superseded), 0);
    }

    void rereadSkipsAsManyAsTheItemHadAtFirst()
    {
        const auto result =
            plan(AdmissionMode::Reread, item({mailbox("a@x.example"), mailbox("b@x.example")}),
                 {row(1, "", Outcome::Superseded), row(2, "a@x.example", Outcome::Imported), row(3, "b@x.example", Outcome::Imported)}, 1);
        QCOMPARE(result.skipped, 1);
        QVERIFY(result.copies.empty());
    }

    void retryFansOutWhatWasUnmapped()
    {
        const auto result = plan(AdmissionMode::Retry, item({mailbox("a@x.example"), mailbox("b@x.example")}),
                                 {row(1, "", Outcome::Failed, FailureReason::Unmapped, "4477")});
        QCOMPARE(delivered(result), 2);
        QCOMPARE(withOutcome(result, Outcome::Superseded), 1);
        QCOMPARE(result.skipped, 0);
    }

    void retryOfAnOwnerWhoseMailboxHasItsCopyIsSkipped()
    {
        const auto result =
            plan(AdmissionMode::Retry, item({mailbox("a@x.example")}),
                 {row(1, "a@x.example", Outcome::Imported), row(2, "", Outcome::Failed, FailureReason::OwnerUnmapped, "4477")});
        QCOMPARE(delivered(result), 0);
        QCOMPARE(withOutcome(result, Outcome::Superseded), 1);
        QCOMPARE(result.skipped, 1);
    }

    void retryLeavesWaivedAndUnaskedRowsAlone()
    {
        CopyRecord waived = row(1, "", Outcome::Failed, FailureReason::Unmapped, "4477");
        waived.waived = true;
        const auto result = plan(AdmissionMode::Retry, item({failing(FailureReason::Unmapped, "4477")}), {waived});
        QVERIFY(result.copies.empty());
        QCOMPARE(result.skipped, 0);

        const auto prepared = item({failing(FailureReason::Unmapped, "4477")});
        const auto unasked = planAdmission({AdmissionMode::Retry,
                                            prepared,
                                            1,
                                            {row(1, "", Outcome::Failed, FailureReason::Unmapped, "4477")},
                                            [](const CopyRecord &) { return false; },
                                            {},
                                            7,
                                            now});
        QVERIFY(unasked.copies.empty());
    }

    void retryOfAPartialCopy()
    {
        const CopyRecord partial = row(1, "a@x.example", Outcome::Partial, FailureReason::ItemTooLarge);
        const auto whole = plan(AdmissionMode::Retry, item({mailbox("a@x.example")}), {partial});
        QCOMPARE(delivered(whole), 1);
        QVERIFY(whole.copies[0].replacePartial);
        const auto again = plan(AdmissionMode::Retry, item({mailbox("a@x.example")}, true), {partial});
        QCOMPARE(delivered(again), 0);
        QCOMPARE(withOutcome(again, Outcome::Partial), 1);
        PreparedItem unmapped = item({failing(FailureReason::Unmapped, "4477")});
        unmapped.message.reset();
        const auto kept = plan(AdmissionMode::Retry, unmapped, {partial});
        QCOMPARE(withOutcome(kept, Outcome::Partial), 1);
    }

    void unavailableOriginalFailsAgainWithItsReason()
    {
        PreparedItem gone;
        gone.unavailable = RawItem::Unavailability::Gone;
        const auto result =
            plan(AdmissionMode::Retry, gone,
                 {row(1, "a@x.example", Outcome::Failed, FailureReason::RejectedByDestination), row(2, "b@x.example", Outcome::Imported)});
        QCOMPARE(int(result.copies.size()), 1);
        QCOMPARE(result.copies[0].copy.reason, FailureReason::RejectedByDestination);
    }
};

QTEST_APPLESS_MAIN(TestAdmissionPlan)
#include "tst_admissionplan.moc"

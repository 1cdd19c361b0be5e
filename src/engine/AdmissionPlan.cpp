#include "engine/AdmissionPlan.h"

#include <algorithm>

namespace tallybridge {

namespace {

/// Failed entries that stand for all copies an item could have, whoever is mapped.
bool isOfWholeItem(FailureReason reason)
{
    return reason == FailureReason::Unmapped || reason == FailureReason::ItemTooLarge || reason == FailureReason::MalformedMessage ||
           reason == FailureReason::MissingFromDelivery || reason == FailureReason::EncryptedItem;
}

// Makes the rows of one plan; keeps which known rows have been spoken for.
class Planner
{
public:
    explicit Planner(const AdmissionInput &input) : m_input(input), m_spokenFor(input.rows.size(), false) {}

    AdmissionPlan plan()
    {
        if (m_input.mode == AdmissionMode::Seen) {
            for (const Recipient &recipient : m_input.item.recipients) {
                if (!recipient.failure)
                    planMailbox(recipient);
            }
            m_plan.skipped = std::max<qint64>(0, m_input.firstEntries - m_broughtHere);
            return m_plan;
        }
        if (m_input.mode == AdmissionMode::Repair) {
            bringWantedBack();
            return m_plan;
        }
        if (m_input.item.unavailable) {
            failWantedAgain();
            return m_plan;
        }
        for (const Recipient &recipient : m_input.item.recipients) {
            if (recipient.failure)
                planFailure(recipient);
            else
                planMailbox(recipient);
        }
        planLeftOverRows();
        if (m_input.mode == AdmissionMode::Reread)
            m_plan.skipped += std::max<qint64>(0, m_input.firstEntries - m_broughtHere - (hasNewCopies() ? m_superseded : 0));
        return m_plan;
    }

private:
    bool wanted(const CopyRecord &row) const { return !row.isSettled() && (!m_input.wanted || m_input.wanted(row)); }
    bool isPartialMail() const { return m_input.item.message && m_input.item.message->isPartial(); }

    CopyRecord *findMailboxRow(const MailAddress &mailbox)
    {
        for (size_t i = 0; i < m_input.rows.size(); ++i) {
            const CopyRecord &row = m_input.rows[i];
            if (!m_spokenFor[i] && row.mailbox == mailbox && !isFailedEntry(row) && row.outcome != Outcome::Superseded)
                return speakFor(i);
        }
        return nullptr;
    }

    CopyRecord *findEntryRow(const Recipient &recipient)
    {
        const auto isEntryOf = [&](const CopyRecord &row, bool sameReason) {
            return isFailedEntry(row) && row.participant == recipient.participant && (!sameReason || row.reason == recipient.failure);
        };
        for (const bool sameReason : {true, false}) {
            for (size_t i = 0; i < m_input.rows.size(); ++i) {
                if (!m_spokenFor[i] && isEntryOf(m_input.rows[i], sameReason))
                    return speakFor(i);
            }
        }
        return nullptr;
    }

    // A person settled what stood for this copy: the item as a whole, or this participant's part in it.
    bool isWaived(const Recipient &recipient) const
    {
        return std::any_of(m_input.rows.begin(), m_input.rows.end(), [&](const CopyRecord &row) {
            return row.waived && isFailedEntry(row) && (isOfWholeItem(*row.reason) || row.participant == recipient.participant);
        });
    }

    CopyRecord *speakFor(size_t index)
    {
        m_spokenFor[index] = true;
        m_row = m_input.rows[index];
        return &m_row;
    }

    CopyRecord newRow(const Recipient &recipient) const
    {
        CopyRecord row;
        row.mailbox = recipient.mailbox;
        row.participant = recipient.participant;
        row.runId = m_input.runId;
        return row;
    }

    void addFailed(CopyRecord row, FailureReason reason)
    {
        row.outcome = Outcome::Failed;
        row.reason = reason;
        if (row.detail.isEmpty())
            row.detail = m_input.item.failureDetail;
        row.runId = m_input.runId;
        ++row.attempts;
        if (!row.since.isValid())
            row.since = m_input.now;
        m_plan.copies.push_back({std::move(row)});
    }

    // An attempt before wrote it and lost its receipt.
    void addFound(CopyRecord row, bool partial)
    {
        row.runId = m_input.runId;
        row.reason.reset();
        if (partial) {
            addStillPartial(std::move(row));
            return;
        }
        row.outcome = Outcome::Imported;
        row.since = {};
        m_plan.copies.push_back({std::move(row)});
    }

    void addDelivery(CopyRecord row, bool lookFirst, bool replacePartial)
    {
        row.outcome = Outcome::Open;
        row.reason.reset();
        row.runId = m_input.runId;
        ++row.attempts;
        m_plan.copies.push_back({.copy = std::move(row), .deliver = true, .lookFirst = lookFirst, .replacePartial = replacePartial});
    }

    bool isElsewhere(const CopyRecord &row) const { return row.hasReceipt() && row.runId < m_input.firstRunHere; }

    // A copy that only a former destination is known to hold.
    void bringHere(CopyRecord row)
    {
        ++m_broughtHere;
        row.messageSha256.clear();
        row.location.clear();
        row.since = {};
        row.runId = m_input.runId;
        addCopy(std::move(row));
    }

    // A copy nobody has tried to write to this destination yet.
    void addCopy(CopyRecord row)
    {
        switch (m_input.archived ? m_input.archived(row.mailbox) : ItemTable::ArchiveState::Absent) {
        case ItemTable::ArchiveState::Absent:
            addDelivery(std::move(row), false, false);
            return;
        case ItemTable::ArchiveState::Whole:
            row.outcome = Outcome::Skipped;
            row.reason.reset();
            m_plan.copies.push_back({std::move(row)});
            return;
        case ItemTable::ArchiveState::Partial:
            if (isPartialMail())
                addStillPartial(std::move(row));
            else
                addDelivery(std::move(row), true, true);
            return;
        }
    }

    // The mail lies there without its large attachments, and this limit would drop them again.
    void addStillPartial(CopyRecord row)
    {
        row.outcome = Outcome::Partial;
        row.reason = FailureReason::ItemTooLarge;
        row.runId = m_input.runId;
        ++row.attempts;
        if (!row.since.isValid())
            row.since = m_input.now;
        m_plan.copies.push_back({std::move(row)});
    }

    void planMailbox(const Recipient &recipient)
    {
        const CopyRecord *row = findMailboxRow(recipient.mailbox);
        if (!row) {
            if (m_input.mode != AdmissionMode::Seen && !isWaived(recipient))
                addCopy(newRow(recipient));
            return;
        }
        if (isElsewhere(*row) && (m_input.mode != AdmissionMode::Retry || wanted(*row))) {
            bringHere(*row);
            return;
        }
        switch (m_input.mode) {
        case AdmissionMode::Continue:
            // A receipt settles the matter; anything else may have been written before the interruption.
            if (row->hasReceipt() || row->waived)
                ++m_plan.skipped;
            else
                addDelivery(*row, true, false);
            return;
        case AdmissionMode::Retry:
            if (!wanted(*row))
                return;
            if (row->outcome == Outcome::Partial && isPartialMail())
                addStillPartial(*row);
            else
                addDelivery(*row, true, row->outcome == Outcome::Partial);
            return;
        case AdmissionMode::Reread:
            // What a crash or a stop left without a receipt is finished by the run that comes along.
            if (row->outcome == Outcome::Open ||
                (row->outcome == Outcome::Failed && !row->waived && row->reason && isFinishedBySync(*row->reason))) {
                ++m_broughtHere;
                addDelivery(*row, true, false);
            }
            return;
        case AdmissionMode::New:
        case AdmissionMode::Seen:
        case AdmissionMode::Repair:
            return;
        }
    }

    void planFailure(const Recipient &recipient)
    {
        const CopyRecord *row = findEntryRow(recipient);
        if (!row && m_input.mode == AdmissionMode::Reread) {
            ++m_newFailures;
            return;
        }
        if (!row) {
            addFailed(newRow(recipient), *recipient.failure);
            return;
        }
        switch (m_input.mode) {
        case AdmissionMode::Continue:
            if (row->waived)
                ++m_plan.skipped;
            else
                addFailed(*row, *recipient.failure);
            return;
        case AdmissionMode::Retry:
            if (wanted(*row))
                addFailed(*row, *recipient.failure);
            return;
        case AdmissionMode::Reread:
        case AdmissionMode::New:
        case AdmissionMode::Seen:
        case AdmissionMode::Repair:
            return;
        }
    }

    bool hasNewCopies() const
    {
        return std::any_of(m_plan.copies.begin(), m_plan.copies.end(), [](const PlannedCopy &planned) { return planned.copy.id == 0; });
    }

    // Rows that today's mapping does not ask for.
    void planLeftOverRows()
    {
        bool countedSkip = hasNewCopies();
        for (size_t i = 0; i < m_input.rows.size(); ++i) {
            const CopyRecord &row = m_input.rows[i];
            if (m_spokenFor[i] || row.outcome == Outcome::Superseded)
                continue;
            if (isFailedEntry(row)) {
                if (row.waived && m_input.mode == AdmissionMode::Continue)
                    ++m_plan.skipped;
                if (row.waived || (m_input.mode == AdmissionMode::Retry && !wanted(row)))
                    continue;
                // A re-read adds no failed entry: the one that is there goes on standing for what fails today.
                if (m_input.mode == AdmissionMode::Reread && m_newFailures > 0) {
                    --m_newFailures;
                    continue;
                }
                supersede(row);
                // The retried entry has its mailbox's copy already: it is counted, or the retry's sums would not show it.
                if (m_input.mode == AdmissionMode::Retry && !countedSkip) {
                    ++m_plan.skipped;
                    countedSkip = true;
                }
            } else if (m_input.mode == AdmissionMode::Reread) {
                if (row.hasReceipt() || row.waived || !m_input.item.message)
                    continue;
                ++m_broughtHere;
                planUnaskedRow(row);
            } else if (row.hasReceipt() && !(m_input.mode == AdmissionMode::Retry && wanted(row))) {
                if (m_input.mode != AdmissionMode::Retry)
                    ++m_plan.skipped;
            } else if (m_input.mode == AdmissionMode::Continue || wanted(row)) {
                planUnaskedRow(row);
            }
        }
    }

    // A copy of a mailbox that nobody is mapped to any more, which may have been written: it is looked for where its mail can be told, and
    // never written.
    void planUnaskedRow(CopyRecord row)
    {
        if (row.outcome == Outcome::Partial) {
            addStillPartial(std::move(row));
        } else if (!m_input.item.message) {
            addFailed(row, row.reason.value_or(FailureReason::Cancelled));
        } else {
            row.outcome = Outcome::Open;
            row.reason.reset();
            row.runId = m_input.runId;
            ++row.attempts;
            m_plan.copies.push_back({.copy = std::move(row), .deliver = true, .lookFirst = true, .lookOnly = true});
        }
    }

    void supersede(CopyRecord row)
    {
        ++m_superseded;
        row.outcome = Outcome::Superseded;
        row.reason.reset();
        row.runId = m_input.runId;
        m_plan.copies.push_back({std::move(row)});
    }

    // Whoever is mapped today: what was there comes back, or stays missing where its mail cannot be made.
    void bringWantedBack()
    {
        if (!m_input.item.message)
            return;
        for (const CopyRecord &row : m_input.rows) {
            if (wanted(row))
                addDelivery(row, true, false);
        }
    }

    void failWantedAgain()
    {
        for (CopyRecord row : m_input.rows) {
            if (!wanted(row))
                continue;
            const auto &found = m_input.item.found;
            const auto mail =
                std::find_if(found.begin(), found.end(), [&](const RawItem::FoundMail &there) { return there.copyId == row.id; });
            if (mail != found.end()) {
                addFound(std::move(row), mail->partial);
                continue;
            }
            row.detail = QString(unavailabilityName(*m_input.item.unavailable));
            if (row.outcome == Outcome::Partial)
                addStillPartial(std::move(row));
            else
                addFailed(row, row.reason.value_or(FailureReason::Cancelled));
        }
    }

    const AdmissionInput &m_input;
    std::vector<bool> m_spokenFor;
    CopyRecord m_row;
    qint64 m_newFailures = 0; ///< of a re-read: failures of today that no row stands for
    qint64 m_superseded = 0;
    qint64 m_broughtHere = 0;
    AdmissionPlan m_plan;
};

} // namespace

QLatin1String unavailabilityName(RawItem::Unavailability value)
{
    switch (value) {
    case RawItem::Unavailability::Gone:
        break;
    case RawItem::Unavailability::Damaged:
        return QLatin1String("original-damaged");
    case RawItem::Unavailability::WithoutKey:
        return QLatin1String("original-without-key");
    }
    return QLatin1String("original-gone");
}

bool isFailedEntry(const CopyRecord &row)
{
    if (row.outcome != Outcome::Failed || !row.reason)
        return false;
    switch (*row.reason) {
    case FailureReason::Unmapped:
    case FailureReason::OwnerUnmapped:
    case FailureReason::AmbiguousNumber:
    case FailureReason::NoMailbox:
    case FailureReason::ItemTooLarge:
    case FailureReason::MalformedMessage:
    case FailureReason::MissingFromDelivery:
    case FailureReason::EncryptedItem:
        return true;
    case FailureReason::AccessDenied:
    case FailureReason::RejectedByDestination:
    case FailureReason::DestinationUnavailable:
    case FailureReason::Cancelled:
        return false;
    }
    return false;
}

AdmissionPlan planAdmission(const AdmissionInput &input)
{
    return Planner(input).plan();
}

} // namespace tallybridge

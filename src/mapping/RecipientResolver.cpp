#include "mapping/RecipientResolver.h"

#include "mapping/OwnerValue.h"

#include <QSet>
#include <algorithm>

namespace tallybridge {

namespace {

constexpr qsizetype longestLabel = 320;

/// What became of one participant.
struct Answer {
    enum class Kind { Mailbox, Ambiguous, NoMailbox, Nothing };

    Kind kind = Kind::Nothing;
    MailAddress mailbox; ///< for NoMailbox the one the mapping names
};

/// The copies of one item while they are collected.
class Collector
{
public:
    void add(const Answer &answer, const PhoneNumber &number, const QString &label)
    {
        switch (answer.kind) {
        case Answer::Kind::Mailbox:
            m_mappedNumbers.insert(number.digits());
            if (!m_mailboxes.contains(answer.mailbox)) {
                m_mailboxes.insert(answer.mailbox);
                m_entries.push_back({{answer.mailbox, label, std::nullopt}, number});
            }
            break;
        case Answer::Kind::Ambiguous:
            if (!m_ambiguousNumbers.contains(number.digits())) {
                m_ambiguousNumbers.insert(number.digits());
                m_entries.push_back({{MailAddress(), label, FailureReason::AmbiguousNumber}, number});
            }
            break;
        case Answer::Kind::NoMailbox:
            m_entries.push_back({{answer.mailbox, label, FailureReason::NoMailbox}, number});
            break;
        case Answer::Kind::Nothing:
            break;
        }
    }

    bool anyMailbox() const { return !m_mailboxes.isEmpty(); }

    /// The copies, each mailbox once.
    std::vector<Recipient> take()
    {
        std::vector<Recipient> copies;
        QSet<MailAddress> missing;
        for (Entry &entry : m_entries) {
            if (entry.recipient.failure == FailureReason::NoMailbox) {
                // The same person may stand in From and To, and only one of the two carry the address that helps.
                if (m_mappedNumbers.contains(entry.number.digits()) || missing.contains(entry.recipient.mailbox))
                    continue;
                missing.insert(entry.recipient.mailbox);
            }
            copies.push_back(std::move(entry.recipient));
        }
        return copies;
    }

private:
    struct Entry {
        Recipient recipient;
        PhoneNumber number;
    };

    std::vector<Entry> m_entries;
    QSet<MailAddress> m_mailboxes;
    QSet<QString> m_mappedNumbers;
    QSet<QString> m_ambiguousNumbers;
};

/// Looks a participant up by number and address.
class ParticipantLookup
{
public:
    ParticipantLookup(const MappingTable &mapping, Directory &directory, bool automaticMapping, QDate day)
        : m_mapping(mapping), m_directory(directory), m_automaticMapping(automaticMapping), m_day(day)
    {
    }

    Result<Answer> find(const PhoneNumber &number, const MailAddress &address) const
    {
        const MappingTable::Lookup mapped = m_mapping.lookup(number, m_day);
        if (mapped.ambiguous)
            return Answer{Answer::Kind::Ambiguous, MailAddress()};
        if (!mapped.mailbox.isNull()) {
            const auto mailbox = existing(mapped.mailbox);
            if (!mailbox)
                return mailbox.failure();
            if (!mailbox->isNull())
                return Answer{Answer::Kind::Mailbox, *mailbox};
        }
        if (m_automaticMapping && address != mapped.mailbox) {
            const auto mailbox = existing(address);
            if (!mailbox)
                return mailbox.failure();
            if (!mailbox->isNull())
                return Answer{Answer::Kind::Mailbox, *mailbox};
        }
        if (!mapped.mailbox.isNull())
            return Answer{Answer::Kind::NoMailbox, mapped.mailbox};
        return Answer{};
    }

private:
    /// Addresses under .invalid never exist, whatever a destination that takes every domain would say.
    Result<MailAddress> existing(const MailAddress &address) const
    {
        if (address.isNull() || address.isUnderInvalid())
            return MailAddress();
        return m_directory.findMailbox(address);
    }

    const MappingTable &m_mapping;
    Directory &m_directory;
    bool m_automaticMapping;
    QDate m_day;
};

QString label(const PhoneNumber &number, const MailAddress &address)
{
    return number.isNull() ? address.text() : number.digits();
}

/// Whom an item for nobody stands for: the owner, else the first participant that can be named.
QString unmappedLabel(const Item &item, const OwnerValue &owner)
{
    if (owner.known())
        return label(owner.number, owner.address);
    if (!owner.text.isEmpty())
        return owner.text.left(longestLabel);
    for (const Participant &participant : item.participants) {
        if (const QString itsLabel = label(participant.number, participant.address); !itsLabel.isEmpty())
            return itsLabel;
    }
    return item.participants.empty() ? QString() : item.participants.front().rawAddress.trimmed().left(longestLabel);
}

} // namespace

RecipientResolver::RecipientResolver(std::shared_ptr<const MappingTable> mapping, std::shared_ptr<Directory> directory,
                                     bool automaticMapping)
    : m_mapping(std::move(mapping)), m_directory(std::move(directory)), m_automaticMapping(automaticMapping)
{
}

Result<Recipients> RecipientResolver::resolve(const Item &item, QDate day) const
{
    const ParticipantLookup lookup(*m_mapping, *m_directory, m_automaticMapping, day);
    const OwnerValue owner = OwnerValue::read(item.owner);
    Collector collector;

    bool ownerTakesPart = false;
    QString ownerLabel = label(owner.number, owner.address);
    // True when the owner has a mailbox, or a failed entry of the owner's own that says why not.
    bool ownerAnswered = false;
    for (const Participant &participant : item.participants) {
        const auto answer = lookup.find(participant.number, participant.address);
        if (!answer)
            return answer.failure();
        collector.add(*answer, participant.number, label(participant.number, participant.address));
        if (owner.isSameAs(participant)) {
            // The same words as for the copy that a mapping gives later.
            if (!ownerTakesPart)
                ownerLabel = label(participant.number, participant.address);
            ownerTakesPart = true;
            ownerAnswered = ownerAnswered || answer->kind != Answer::Kind::Nothing;
        }
    }
    if (owner.known() && !ownerTakesPart) {
        const auto answer = lookup.find(owner.number, owner.address);
        if (!answer)
            return answer.failure();
        collector.add(*answer, owner.number, label(owner.number, owner.address));
        ownerAnswered = answer->kind != Answer::Kind::Nothing;
    }

    Recipients recipients;
    recipients.ownerOfUnknownForm = !owner.text.isEmpty() && !owner.known();
    recipients.copies = collector.take();
    if (recipients.copies.empty())
        recipients.copies.push_back({MailAddress(), unmappedLabel(item, owner), FailureReason::Unmapped});
    else if (owner.known() && !ownerAnswered && collector.anyMailbox())
        recipients.copies.push_back({MailAddress(), ownerLabel, FailureReason::OwnerUnmapped});
    return recipients;
}

} // namespace tallybridge

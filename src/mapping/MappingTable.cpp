#include "mapping/MappingTable.h"

namespace tallybridge {

void MappingTable::add(MappingEntry entry)
{
    m_byNumber[entry.number.digits()].push_back(m_entries.size());
    m_entries.push_back(std::move(entry));
}

MappingTable::Lookup MappingTable::lookup(const PhoneNumber &number, QDate day) const
{
    Lookup result;
    const auto found = m_byNumber.constFind(number.digits());
    if (number.isNull() || found == m_byNumber.constEnd())
        return result;
    for (const size_t index : *found) {
        const MappingEntry &entry = m_entries[index];
        // Without a day only an entry for all days is sure to be right.
        const bool covers = day.isValid() ? entry.covers(day) : !entry.validFrom.isValid() && !entry.validUntil.isValid();
        if (!covers || entry.mailbox == result.mailbox)
            continue;
        if (!result.mailbox.isNull())
            return {MailAddress(), true};
        result.mailbox = entry.mailbox;
    }
    return result;
}

} // namespace tallybridge

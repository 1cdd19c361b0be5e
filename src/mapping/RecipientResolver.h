#pragma once

#include "core/FailureReason.h"
#include "core/Item.h"
#include "core/Result.h"
#include "mapping/Directory.h"
#include "mapping/MappingTable.h"

#include <memory>
#include <vector>

namespace tallybridge {

/// One copy an item has: for a mailbox, or failed from the start.
struct Recipient {
    MailAddress mailbox;                  ///< of the copy; for NoMailbox the one the mapping names; null for the other failures
    QString participant;                  ///< number or address of the participant it stands for (the first one)
    std::optional<FailureReason> failure; ///< Unmapped, OwnerUnmapped, AmbiguousNumber or NoMailbox

    bool operator==(const Recipient &) const = default;
};

struct Recipients {
    std::vector<Recipient> copies;   ///< at least one; mailboxes are distinct
    bool ownerOfUnknownForm = false; ///< a note: the owner's value is neither number nor address
};

/// Decides who gets a copy: for each participant the custom mapping by number and day first, then the item's address.
/// Read-only; any thread may call resolve().
class RecipientResolver
{
public:
    RecipientResolver(std::shared_ptr<const MappingTable> mapping, std::shared_ptr<Directory> directory, bool automaticMapping);

    /// day: the item's UTC date (or its delivery's when it has none). Failures: those of the directory.
    Result<Recipients> resolve(const Item &item, QDate day) const;

private:
    std::shared_ptr<const MappingTable> m_mapping;
    std::shared_ptr<Directory> m_directory;
    bool m_automaticMapping;
};

} // namespace tallybridge

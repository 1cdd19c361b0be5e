#pragma once

#include "core/CancelToken.h"
#include "core/MailAddress.h"
#include "core/PhoneNumber.h"
#include "core/Result.h"
#include "engine/EngineContext.h"

#include <QString>

#include <vector>

namespace tallybridge {

/// A mailbox whose person has a number in the directory. For a human to decide: a copy is never delivered because of it.
struct NumberSuggestion {
    MailAddress mailbox;
    QString name;   ///< of the person, as the directory shows it
    QString number; ///< as it stands there

    bool operator==(const NumberSuggestion &) const = default;
};

/// Looks for people with this number in the directory of a connector's destination, by mailbox; several may share a number. Reads the
/// whole directory: numbers stand there as somebody typed them. Empty for a destination without a directory. Failures: ConnectorNotFound,
/// Destination::listPeople()'s.
Result<std::vector<NumberSuggestion>> suggestMailboxes(const EngineContext &engine, const QString &connector, const PhoneNumber &number,
                                                       const CancelToken &cancel);

} // namespace tallybridge

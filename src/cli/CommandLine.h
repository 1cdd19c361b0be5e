#pragma once

#include "cli/Arguments.h"
#include "cli/CommandSpec.h"

#include <span>
#include <variant>

namespace tallybridge {

/// A call as understood.
struct ParsedLine {
    QString dataFolder; ///< --data-dir; empty: the default
    bool json = false;
    bool quiet = false;
    bool help = false; ///< of `command`, of the group `group`, or of everything
    bool version = false;
    const CommandSpec *command = nullptr;
    QString group; ///< "connector" when only the first word of a command was given
    Arguments arguments;
};

/// A call that cannot be understood.
struct UsageError {
    QString code;    ///< "usage", or a failureCodeName
    QString message; ///< one sentence
    QString command; ///< whose --help tells more; empty: the general one
};

/// Understands the words after the program's name. Values of options never come back in a message, because a secret may
/// have been put there by mistake.
std::variant<ParsedLine, UsageError> parseCommandLine(const QStringList &words, std::span<const CommandSpec> commands);

/// Whether --json stands among the words, also in a call that cannot be understood.
bool wantsJson(const QStringList &words);

} // namespace tallybridge

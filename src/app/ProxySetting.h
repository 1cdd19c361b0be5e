#pragma once

#include "core/Result.h"

#include <QString>

namespace tallybridge {

/// The proxy that HTTPS goes through in the whole program. It is kept in `<data folder>/network.ini`, so that the window and the command
/// line go the same way. (The proxy of an SFTP source is a setting of its connector.)
struct ProxySetting {
    enum class Kind { System, None, Manual };

    Kind kind = Kind::System;
    QString host;     ///< Manual only
    quint16 port = 0; ///< Manual only

    /// "system", "none" or "http://host:port". Nothing for anything else, a user or password among it.
    static std::optional<ProxySetting> parse(const QString &text);
    /// What parse() takes.
    QString text() const;

    /// The one that is kept; System when none is. Failures: ProxySettingInvalid, for going round a proxy unasked is no way out.
    static Result<ProxySetting> read(const QString &dataFolder);
    /// Failures: FileNotWritable.
    Result<void> write(const QString &dataFolder) const;
    /// Makes it the proxy of this process; calls that are under way keep theirs.
    void apply() const;

    bool operator==(const ProxySetting &) const = default;
};

} // namespace tallybridge

#pragma once

#include "core/Result.h"
#include "engine/EngineContext.h"

#include <QString>

namespace tallybridge {

/// The composition root: the one place that chooses the concrete clock, source and destination classes.
class Application
{
public:
    /// Names the running program to Qt, so that every front end finds the same data folder. Call it once, after the
    /// QCoreApplication was made.
    static void identify();

    /// The data folder used when none is named, e.g. "~/.local/share/Tallybridge".
    static QString defaultDataFolder();

    /// Makes the data folder where it does not exist (closed to other accounts) and gives the engine what it works
    /// with. dataFolder: absolute or relative to the working directory; empty: the default. givenSecrets: those of this call,
    /// asked before the keychain; null: none. The kept ProxySetting becomes the process's. Failures: FileNotWritable, ProxySettingInvalid.
    static Result<EngineContext> open(const QString &dataFolder, std::shared_ptr<SecretStore> givenSecrets = {});
};

} // namespace tallybridge

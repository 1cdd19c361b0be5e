#pragma once

#include "core/ProgramLog.h"
#include "core/Result.h"

#include <QString>

namespace tallybridge {

/// How much the program log tells, kept in `<data folder>/log.ini`, so that the window and the command line tell as much.
struct LogSetting {
    LogLevel level = LogLevel::Information;

    /// The kept one; Information when none is kept or it is not understood, for no log is worth a program that does not start.
    static LogSetting read(const QString &dataFolder);
    /// Failures: FileNotWritable.
    Result<void> write(const QString &dataFolder) const;

    bool operator==(const LogSetting &) const = default;
};

/// The folder of the program log.
QString logFolder(const QString &dataFolder);

} // namespace tallybridge

#pragma once

#include <QDate>
#include <QFile>
#include <QLatin1String>
#include <QString>

#include <initializer_list>
#include <mutex>
#include <optional>

namespace tallybridge {

/// How much the program log tells; each level tells what those before it do.
enum class LogLevel {
    Errors,      ///< operations that failed
    Warnings,    ///< calls that went wrong and are made again
    Information, ///< begin and end of programs and runs
    Details,     ///< each call of a server
};

QLatin1String logLevelName(LogLevel level);
std::optional<LogLevel> logLevelFromName(QStringView name);

/// One "name=value" of a log line. Only numbers and machine names can be told, so that nothing of a message, a person or a secret gets in.
class LogField
{
public:
    LogField(QLatin1String name, qint64 number) : m_name(name), m_value(QString::number(number)) {}
    LogField(QLatin1String name, QLatin1String machineName) : m_name(name), m_value(machineName) {}
    /// What a server made up, as its request id: cut to 64 of the characters A-Z a-z 0-9 . : -
    static LogField foreign(QLatin1String name, QByteArrayView text);

    QString text() const { return QString(m_name) + QLatin1Char('=') + m_value; }

private:
    QLatin1String m_name;
    QString m_value;
};

/// What the program did, for whoever helps when something goes wrong; what was done with messages stands in the ledger. A file for each
/// day (UTC), closed to other accounts, kept for 30 days, at most 32 MiB each. A log that cannot be written stops nothing. Several
/// processes may write to one folder (on Windows lines of the same moment may be lost then). Any thread may call anything.
class ProgramLog
{
public:
    static constexpr int daysKept = 30;
    static constexpr qint64 largestFile = 32 << 20;

    /// Writes nothing, anywhere.
    ProgramLog() = default;
    /// folder: made with the first line.
    ProgramLog(QString folder, LogLevel level) : m_folder(std::move(folder)), m_level(level) {}

    void setLevel(LogLevel level);
    /// area: what part of the program speaks, e.g. "run".
    void write(LogLevel level, QLatin1String area, QLatin1String event, std::initializer_list<LogField> fields = {});

    /// The end of the newest file, at most mostBytes, in whole lines; empty when there is none.
    QString newest(qint64 mostBytes) const;

private:
    bool openFor(const QDate &day);
    void removeOld(const QDate &today) const;

    mutable std::mutex m_mutex;
    const QString m_folder;
    LogLevel m_level = LogLevel::Information;
    QFile m_file;
    QDate m_day;
};

} // namespace tallybridge

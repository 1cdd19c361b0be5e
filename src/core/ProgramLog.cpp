#include "core/ProgramLog.h"

#include "core/NameTable.h"
#include "core/PrivateFolder.h"

#include <QDateTime>
#include <QDir>

namespace tallybridge {

namespace {

constexpr qsizetype longestForeign = 64;
const auto nameFormat = QStringLiteral("yyyy-MM-dd");
const auto suffix = QStringLiteral(".log");

const NameTable levelNames(std::array{
    std::pair{LogLevel::Errors, QLatin1String("errors")},
    std::pair{LogLevel::Warnings, QLatin1String("warnings")},
    std::pair{LogLevel::Information, QLatin1String("information")},
    std::pair{LogLevel::Details, QLatin1String("details")},
});

/// Of a line: as logs of other programs have it.
QLatin1String markOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Errors:
        return QLatin1String("ERROR");
    case LogLevel::Warnings:
        return QLatin1String("WARN ");
    case LogLevel::Information:
        return QLatin1String("INFO ");
    case LogLevel::Details:
        return QLatin1String("DEBUG");
    }
    return {};
}

QDate dayOf(const QString &fileName)
{
    return fileName.endsWith(suffix) ? QDate::fromString(fileName.chopped(suffix.size()), nameFormat) : QDate();
}

/// The days there are files of, oldest first.
QStringList filesIn(const QString &folder)
{
    QStringList names = QDir(folder).entryList({QLatin1Char('*') + suffix}, QDir::Files, QDir::Name);
    names.removeIf([](const QString &name) { return !dayOf(name).isValid(); });
    return names;
}

} // namespace

QLatin1String logLevelName(LogLevel level)
{
    return levelNames.name(level);
}

std::optional<LogLevel> logLevelFromName(QStringView name)
{
    return levelNames.value(name);
}

LogField LogField::foreign(QLatin1String name, QByteArrayView text)
{
    LogField field(name, QLatin1String());
    for (const char c : text.first(std::min(text.size(), longestForeign))) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == ':' || c == '-';
        field.m_value += plain ? QLatin1Char(c) : QLatin1Char('_');
    }
    return field;
}

void ProgramLog::setLevel(LogLevel level)
{
    const std::lock_guard lock(m_mutex);
    m_level = level;
}

void ProgramLog::write(LogLevel level, QLatin1String area, QLatin1String event, std::initializer_list<LogField> fields)
{
    const std::lock_guard lock(m_mutex);
    if (m_folder.isEmpty() || level > m_level)
        return;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (!openFor(now.date()) || m_file.size() >= largestFile)
        return;
    QString line = now.toString(Qt::ISODateWithMs) + QLatin1Char(' ') + markOf(level) + QLatin1Char(' ') + area + QLatin1Char(' ') + event;
    for (const LogField &field : fields)
        line += QLatin1Char(' ') + field.text();
    // One write for one line, so that those of several processes do not mix.
    m_file.write(line.toUtf8() + '\n');
}

bool ProgramLog::openFor(const QDate &day)
{
    if (m_file.isOpen() && m_day == day)
        return true;
    m_file.close();
    if (!makePrivateFolder(m_folder))
        return false;
    m_file.setFileName(m_folder + QLatin1Char('/') + day.toString(nameFormat) + suffix);
    m_day = day;
    removeOld(day);
    return m_file.open(QIODevice::Append | QIODevice::Unbuffered, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

void ProgramLog::removeOld(const QDate &today) const
{
    for (const QString &name : filesIn(m_folder)) {
        if (dayOf(name).daysTo(today) >= daysKept)
            QFile::remove(m_folder + QLatin1Char('/') + name);
    }
}

QString ProgramLog::newest(qint64 mostBytes) const
{
    const QStringList names = filesIn(m_folder);
    if (m_folder.isEmpty() || names.isEmpty())
        return {};
    QFile file(m_folder + QLatin1Char('/') + names.last());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const bool cut = file.size() > mostBytes;
    if (cut)
        file.seek(file.size() - mostBytes);
    QByteArray bytes = file.read(mostBytes);
    if (cut)
        bytes.remove(0, bytes.indexOf('\n') + 1);
    return QString::fromUtf8(bytes);
}

} // namespace tallybridge

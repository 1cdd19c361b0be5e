#include "app/LogSetting.h"

#include <QDir>
#include <QSettings>

namespace tallybridge {

namespace {

const auto levelKey = QStringLiteral("level");

QString fileIn(const QString &dataFolder)
{
    return dataFolder + QLatin1String("/log.ini");
}

} // namespace

LogSetting LogSetting::read(const QString &dataFolder)
{
    const QString kept = QSettings(fileIn(dataFolder), QSettings::IniFormat).value(levelKey).toString();
    return {logLevelFromName(kept).value_or(LogSetting{}.level)};
}

Result<void> LogSetting::write(const QString &dataFolder) const
{
    const QString file = fileIn(dataFolder);
    QSettings settings(file, QSettings::IniFormat);
    settings.setValue(levelKey, QString(logLevelName(level)));
    settings.sync();
    if (settings.status() != QSettings::NoError)
        return Failure{FailureCode::FileNotWritable, {QDir::toNativeSeparators(file)}, {}, false};
    return {};
}

QString logFolder(const QString &dataFolder)
{
    return dataFolder + QLatin1String("/log");
}

} // namespace tallybridge

#include "ui/common/AppSettings.h"

#include <QStandardPaths>

namespace tallybridge {

namespace {

const auto languageKey = QStringLiteral("language");
const auto appearanceKey = QStringLiteral("appearance");
const auto dataFolderKey = QStringLiteral("dataFolder");
const auto scheduleKey = QStringLiteral("importsOnSchedule");
const auto trayKey = QStringLiteral("staysInTray");
const auto notifiesKey = QStringLiteral("notifies");
const auto knowsTrayKey = QStringLiteral("knowsTray");

QString ownFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QLatin1String("/Tallybridge/window.ini");
}

} // namespace

AppSettings::AppSettings(const QString &file) : m_settings(file.isEmpty() ? ownFile() : file, QSettings::IniFormat) {}

QString AppSettings::language() const
{
    const QString language = m_settings.value(languageKey).toString();
    return language == QLatin1String("en") || language == QLatin1String("zh_TW") ? language : QString();
}

void AppSettings::setLanguage(const QString &language)
{
    m_settings.setValue(languageKey, language);
}

AppSettings::Appearance AppSettings::appearance() const
{
    const QString appearance = m_settings.value(appearanceKey).toString();
    if (appearance == QLatin1String("light"))
        return Appearance::Light;
    return appearance == QLatin1String("dark") ? Appearance::Dark : Appearance::System;
}

void AppSettings::setAppearance(Appearance appearance)
{
    m_settings.setValue(appearanceKey, appearance == Appearance::Light  ? QStringLiteral("light")
                                       : appearance == Appearance::Dark ? QStringLiteral("dark")
                                                                        : QString());
}

QString AppSettings::dataFolder() const
{
    return m_settings.value(dataFolderKey).toString();
}

void AppSettings::setDataFolder(const QString &folder)
{
    m_settings.setValue(dataFolderKey, folder);
}

bool AppSettings::importsOnSchedule() const
{
    return m_settings.value(scheduleKey, true).toBool();
}

void AppSettings::setImportsOnSchedule(bool on)
{
    m_settings.setValue(scheduleKey, on);
}

bool AppSettings::staysInTray() const
{
    return m_settings.value(trayKey, true).toBool();
}

void AppSettings::setStaysInTray(bool stays)
{
    m_settings.setValue(trayKey, stays);
}

bool AppSettings::notifies() const
{
    return m_settings.value(notifiesKey, true).toBool();
}

void AppSettings::setNotifies(bool notifies)
{
    m_settings.setValue(notifiesKey, notifies);
}

bool AppSettings::knowsTray() const
{
    return m_settings.value(knowsTrayKey).toBool();
}

void AppSettings::setKnowsTray()
{
    m_settings.setValue(knowsTrayKey, true);
}

QByteArray AppSettings::windowState(const QString &name) const
{
    return m_settings.value(QLatin1String("window/") + name).toByteArray();
}

void AppSettings::setWindowState(const QString &name, const QByteArray &state)
{
    m_settings.setValue(QLatin1String("window/") + name, state);
}

} // namespace tallybridge

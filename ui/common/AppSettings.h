#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace tallybridge {

/// What a person sets for the window, kept between starts. No secrets, nothing of a connector.
class AppSettings
{
public:
    enum class Appearance { System, Light, Dark };

    /// file: an INI file; empty: the account's own, "Tallybridge/window.ini" where the system keeps settings.
    explicit AppSettings(const QString &file = {});

    /// "" (the system's), "en" or "zh_TW"; takes effect at the next start.
    QString language() const;
    void setLanguage(const QString &language);
    Appearance appearance() const;
    void setAppearance(Appearance appearance);
    /// Empty: the default one; takes effect at the next start.
    QString dataFolder() const;
    void setDataFolder(const QString &folder);
    /// Import connectors whose time has come while the program runs.
    bool importsOnSchedule() const;
    void setImportsOnSchedule(bool on);

    /// Stay in the desktop's tray, where it has one, when the window is closed.
    bool staysInTray() const;
    void setStaysInTray(bool stays);
    /// Say by a message of the desktop that a run did not go well.
    bool notifies() const;
    void setNotifies(bool notifies);
    /// Whether the person was told once that the closed window lives on in the tray.
    bool knowsTray() const;
    void setKnowsTray();

    /// Places and sizes of the window's parts, by name.
    QByteArray windowState(const QString &name) const;
    void setWindowState(const QString &name, const QByteArray &state);

private:
    mutable QSettings m_settings;
};

} // namespace tallybridge

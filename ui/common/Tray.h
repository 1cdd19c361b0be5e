#pragma once

#include <QObject>
#include <QSystemTrayIcon>

#include <memory>

class QMenu;

namespace tallybridge {

/// The program's sign in the desktop's tray, with a menu to come back and to quit.
class Tray : public QObject
{
    Q_OBJECT

public:
    /// False where the desktop has no tray: nothing may hide there.
    static bool isAvailable() { return QSystemTrayIcon::isSystemTrayAvailable(); }

    /// Shows the sign.
    explicit Tray(QObject *parent = nullptr);
    ~Tray() override;

    /// What is said when the pointer rests on the sign, one line.
    void setStatus(const QString &text);
    /// A message of the desktop; it goes by itself. Needs a sign that is shown.
    void notify(const QString &title, const QString &text);

Q_SIGNALS:
    /// The sign, its message or its menu asks for the window.
    void openRequested();
    void quitRequested();

private:
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon m_icon;
};

} // namespace tallybridge

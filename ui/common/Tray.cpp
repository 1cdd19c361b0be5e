#include "ui/common/Tray.h"

#include "ui/common/Icons.h"

#include <QCoreApplication>
#include <QMenu>

namespace tallybridge {

Tray::Tray(QObject *parent) : QObject(parent), m_menu(std::make_unique<QMenu>()), m_icon(glyphIcon(Glyph::Application))
{
    connect(m_menu->addAction(tr("&Open Tallybridge")), &QAction::triggered, this, &Tray::openRequested);
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("&Quit")), &QAction::triggered, this, &Tray::quitRequested);
    m_icon.setContextMenu(m_menu.get());
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::openRequested);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT openRequested();
    });
    setStatus({});
    m_icon.show();
}

Tray::~Tray() = default;

void Tray::setStatus(const QString &text)
{
    const QString name = QCoreApplication::applicationName();
    m_icon.setToolTip(text.isEmpty() ? name : tr("%1: %2").arg(name, text));
}

void Tray::notify(const QString &title, const QString &text)
{
    m_icon.showMessage(title, text, m_icon.icon());
}

} // namespace tallybridge

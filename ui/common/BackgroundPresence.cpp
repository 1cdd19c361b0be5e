#include "ui/common/BackgroundPresence.h"

#include "ui/MainWindow.h"
#include "ui/common/AppSettings.h"
#include "ui/common/Tray.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/connectors/ConnectorText.h"

#include <QApplication>
#include <QEvent>

namespace tallybridge {

BackgroundPresence::BackgroundPresence(MainWindow &window, AppSettings &settings, QObject *parent)
    : QObject(parent), m_window(window), m_settings(settings)
{
    ConnectorDesk &desk = window.desk();
    connect(&desk, &ConnectorDesk::runFinished, this, [this](qint64 id, const RunRecord &run) { tell(id, noticeOf(run)); });
    connect(&desk, &ConnectorDesk::operationFailed, this, &BackgroundPresence::tellTrouble);
    connect(&desk, &ConnectorDesk::listChanged, this, &BackgroundPresence::showStatus);
    connect(&window, &MainWindow::settingsChanged, this, &BackgroundPresence::apply);
    connect(&window, &MainWindow::wentToBackground, this, &BackgroundPresence::tellHidden);
    connect(
        qApp, &QGuiApplication::commitDataRequest, &window, [&window] { window.expectQuit(); }, Qt::DirectConnection);
    qApp->installEventFilter(this);
    apply();
}

BackgroundPresence::~BackgroundPresence() = default;

void BackgroundPresence::apply()
{
    const bool wanted = m_settings.staysInTray() && Tray::isAvailable();
    if (wanted && !m_tray) {
        m_tray = std::make_unique<Tray>();
        connect(m_tray.get(), &Tray::openRequested, &m_window, &MainWindow::comeToFront);
        connect(m_tray.get(), &Tray::quitRequested, &m_window, &MainWindow::quit);
        showStatus();
    } else if (!wanted) {
        m_tray.reset();
    }
    QApplication::setQuitOnLastWindowClosed(!m_tray);
    m_window.setStaysWhenClosed(bool(m_tray));
}

QString BackgroundPresence::noticeOf(const RunRecord &run)
{
    const Sums &sums = run.sums;
    if (run.state == RunState::Failed)
        return tr("The import could not run. Open the window to see why.");
    if (run.state != RunState::WithFailures)
        return {};
    QStringList parts;
    if (sums.failed > 0)
        parts << tr("failed copies: %1").arg(countText(sums.failed));
    if (sums.partial > 0)
        parts << tr("partial copies: %1").arg(countText(sums.partial));
    if (sums.quarantined > 0)
        parts << tr("deliveries in quarantine: %1").arg(countText(sums.quarantined));
    return parts.isEmpty() ? tr("The import left something to look at. Open the window.")
                           : tr("The import ended with %1. Open the window to look at them.").arg(parts.join(tr(", ")));
}

bool BackgroundPresence::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Quit && watched == qApp)
        m_window.expectQuit();
    return QObject::eventFilter(watched, event);
}

void BackgroundPresence::tell(qint64 connector, const QString &text)
{
    // Whoever looks at the window sees it there.
    if (!m_tray || !m_settings.notifies() || text.isEmpty() || m_window.isActiveWindow())
        return;
    const ConnectorEntry *entry = m_window.desk().find(connector);
    m_tray->notify(entry ? entry->connector.name : QCoreApplication::applicationName(), text);
}

// The window shows it itself where it can be seen. What goes on failing is told once for each time the window is closed.
void BackgroundPresence::tellTrouble()
{
    if (!m_tray || !m_settings.notifies() || m_window.isVisible() || m_toldTrouble)
        return;
    m_toldTrouble = true;
    m_tray->notify(QCoreApplication::applicationName(), tr("Imports are in trouble. Open the window to see why."));
}

void BackgroundPresence::tellHidden()
{
    m_toldTrouble = false;
    if (!m_tray || m_settings.knowsTray())
        return;
    m_settings.setKnowsTray();
    m_tray->notify(QCoreApplication::applicationName(),
                   tr("The window is closed; imports go on by their schedule. Quit with the menu of this sign."));
}

void BackgroundPresence::showStatus()
{
    if (!m_tray)
        return;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    qint64 attention = 0;
    for (const ConnectorEntry &entry : m_window.desk().entries()) {
        const Glyph glyph = statusGlyph(entry, now);
        attention += glyph == Glyph::Warning || glyph == Glyph::Error;
    }
    m_tray->setStatus(attention > 0 ? tr("connectors that need attention: %1").arg(countText(attention)) : QString());
}

} // namespace tallybridge

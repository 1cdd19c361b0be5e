#include "ui/MainWindow.h"

#include "app/LogSetting.h"
#include "app/SampleConnector.h"
#include "ui/common/AppSettings.h"
#include "ui/common/Backend.h"
#include "ui/common/Banner.h"
#include "ui/common/HelpWindow.h"
#include "ui/common/Icons.h"
#include "ui/common/Paragraphs.h"
#include "ui/common/SettingsDialog.h"
#include "ui/common/TextDialog.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/connectors/ConnectorsPage.h"
#include "ui/overview/OverviewPage.h"
#include "ui_MainWindow.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace tallybridge {

namespace {

// A connector that cannot run stays due; it is not to be tried all the time.
constexpr qint64 secondsBetweenStarts = 15 * 60;
constexpr qint64 mostLogShown = 256 * 1024;

} // namespace

MainWindow::MainWindow(Backend &backend, AppSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_ui(std::make_unique<Ui::MainWindow>())
    , m_backend(backend)
    , m_settings(settings)
    , m_desk(new ConnectorDesk(backend, this))
    , m_overviewHolder(new QWidget)
    , m_connectors(new ConnectorsPage(*m_desk))
{
    m_ui->setupUi(this);
    setWindowIcon(glyphIcon(Glyph::Application));
    (new QVBoxLayout(m_overviewHolder))->setContentsMargins({});
    m_ui->tabs->addTab(m_overviewHolder, tr("Overview"));
    m_ui->tabs->addTab(m_connectors, tr("Connectors"));
    m_ui->tabs->setCurrentWidget(m_connectors);
    makeMenus();
    connect(m_connectors, &ConnectorsPage::sampleRequested, this, &MainWindow::trySample);
    connect(m_connectors, &ConnectorsPage::termsRequested, this, &MainWindow::showTerms);
    connect(m_connectors, &ConnectorsPage::addRequested, m_ui->actionAdd, &QAction::trigger);
    connect(m_ui->tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_ui->tabs->currentWidget() == m_overviewHolder)
            overview();
    });
    connect(m_connectors, &ConnectorsPage::editRequested, this, [this](qint64 id) {
        if (m_edit)
            m_edit(id);
    });
    setAddConnector({});
    restoreState();
    connect(m_desk, &ConnectorDesk::listChanged, this, &MainWindow::importDue);
    m_desk->refresh();
}

MainWindow::~MainWindow() = default;

OverviewPage &MainWindow::overview()
{
    if (!m_overview) {
        m_overview = new OverviewPage(*m_desk);
        m_overview->setCanAdd(bool(m_add));
        connect(m_overview, &OverviewPage::addRequested, this, [this](const QString &type) {
            if (m_add)
                m_add(type);
        });
        m_overviewHolder->layout()->addWidget(m_overview);
        m_overview->show(); // a layout does it only later
    }
    return *m_overview;
}

void MainWindow::makeMenus()
{
    m_ui->menuConnector->addActions(m_connectors->connectorActions());
    connect(m_ui->actionAdd, &QAction::triggered, this, [this] {
        if (m_add)
            m_add({});
    });
    connect(m_ui->actionSample, &QAction::triggered, this, &MainWindow::trySample);
    connect(m_ui->actionQuit, &QAction::triggered, this, &MainWindow::quit);
    connect(m_ui->actionOverview, &QAction::triggered, this, [this] {
        m_ui->tabs->setCurrentWidget(m_overviewHolder);
        overview().showGallery();
    });
    connect(m_ui->actionConnectors, &QAction::triggered, this, [this] { m_ui->tabs->setCurrentWidget(m_connectors); });
    connect(m_ui->actionRefresh, &QAction::triggered, m_desk, &ConnectorDesk::refresh);
    connect(m_ui->actionSettings, &QAction::triggered, this, &MainWindow::showSettings);
    connect(m_ui->actionHelp, &QAction::triggered, this, &MainWindow::showHelp);
    connect(m_ui->actionLog, &QAction::triggered, this, &MainWindow::showLog);
    connect(m_ui->actionTerms, &QAction::triggered, this, &MainWindow::showTerms);
    connect(m_ui->actionAbout, &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::setAddConnector(std::function<void(const QString &)> add)
{
    m_add = std::move(add);
    m_ui->actionAdd->setVisible(bool(m_add));
    if (m_overview)
        m_overview->setCanAdd(bool(m_add));
    m_connectors->setCanAdd(bool(m_add));
}

void MainWindow::setEditConnector(std::function<void(qint64)> edit)
{
    m_edit = std::move(edit);
    m_connectors->setCanEdit(bool(m_edit));
}

void MainWindow::showConnector(qint64 id)
{
    m_ui->tabs->setCurrentWidget(m_connectors);
    m_connectors->select(id);
    m_desk->refresh();
}

void MainWindow::importNewConnector(qint64 id)
{
    showConnector(id);
    connect(
        m_desk, &ConnectorDesk::listChanged, this,
        [this, id] {
            m_connectors->select(id);
            m_desk->sync(id);
        },
        Qt::SingleShotConnection);
}

void MainWindow::trySample()
{
    m_ui->actionSample->setEnabled(false);
    m_backend.run(
        this,
        [engine = m_backend.engine(), name = tr("Sample")](ConnectorService &service, const RunControl &) {
            return SampleConnector(engine, QStringLiteral(":/sample")).create(service, name);
        },
        [this](const Result<Connector> &sample) {
            m_ui->actionSample->setEnabled(true);
            if (!sample) {
                m_connectors->banner().showFailure(sample.failure());
                return;
            }
            importNewConnector(sample->id);
        });
}

void MainWindow::restoreState()
{
    restoreGeometry(m_settings.windowState(QStringLiteral("geometry")));
    m_connectors->restoreState(m_settings.windowState(QStringLiteral("connectors")));
}

void MainWindow::saveState()
{
    m_settings.setWindowState(QStringLiteral("geometry"), saveGeometry());
    m_settings.setWindowState(QStringLiteral("connectors"), m_connectors->saveState());
}

void MainWindow::importDue()
{
    if (!m_settings.importsOnSchedule() || m_closing)
        return;
    const QDateTime now = m_backend.engine().clock->now();
    std::vector<qint64> due;
    for (const ConnectorEntry &entry : m_desk->entries()) {
        // A connector that never ran is started by whoever made it.
        const auto &run = entry.connector.newestRun;
        const QDateTime before = m_startedBySchedule.value(entry.connector.id);
        if (before.isValid() && before.secsTo(now) < secondsBetweenStarts)
            continue;
        if (run && run->state != RunState::Running && entry.connector.nextDue.isValid() && entry.connector.nextDue <= now)
            due.push_back(entry.connector.id);
    }
    for (const qint64 id : due) {
        m_startedBySchedule.insert(id, now);
        m_desk->sync(id);
    }
}

void MainWindow::comeToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::showHelp()
{
    QString topic = QStringLiteral("overview");
    if (m_ui->tabs->currentWidget() == m_connectors)
        topic = m_connectors->helpTopic();
    if (!m_help)
        m_help = new HelpWindow(this);
    m_help->showTopic(topic);
    m_help->show();
    m_help->raise();
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(m_settings, m_backend.engine(), this);
    connect(dialog, &SettingsDialog::saved, this, &MainWindow::settingsChanged);
    dialog->open();
}

void MainWindow::showLog()
{
    const QString lines = m_backend.engine().log->newest(mostLogShown);
    auto *dialog =
        new TextDialog(tr("Program log"),
                       tr("One file for each day lies in %1.").arg(QDir::toNativeSeparators(logFolder(m_backend.engine().dataFolder))) +
                           QLatin1String("\n\n") + lines,
                       this);
    dialog->open();
}

void MainWindow::showTerms()
{
    auto *dialog = new TextDialog(tr("Terms of service"), joinedParagraphs(termsText()), this);
    dialog->open();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Tallybridge"), tr("Tallybridge %1").arg(QStringLiteral(TALLYBRIDGE_VERSION)),
                                QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(windowIcon().pixmap(64, 64));
    box->setInformativeText(tr("Brings archived communication into mailboxes and proves that nothing is missing.\n\n"
                               "Licence: Apache License 2.0. Built with Qt %1 (LGPL 3), GMime (LGPL 2.1), libssh (LGPL 2.1), libzip (BSD), "
                               "libphonenumber (Apache 2.0), OpenSSL (Apache 2.0) and SQLite (public domain).")
                                .arg(QString::fromLatin1(qVersion())));
    box->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    box->open();
}

void MainWindow::quit()
{
    m_quitting = true;
    // The question, if there is one, needs a window that can be seen.
    if (m_desk->hasActivity() && !isVisible())
        comeToFront();
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    if (m_staysWhenClosed && !m_quitting && !m_closing) {
        event->ignore();
        hide();
        Q_EMIT wentToBackground();
        return;
    }
    if (!m_desk->hasActivity()) {
        event->accept();
        // With a sign in the tray the last window's end is not the program's.
        if (!QGuiApplication::quitOnLastWindowClosed())
            QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
        return;
    }
    // The window goes at once; the program ends when the runs have come to their end.
    event->ignore();
    if (m_closing)
        return;
    auto *box =
        new QMessageBox(QMessageBox::Question, windowTitle(), tr("An import is under way. Stop it and quit?"), QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Nothing is lost: the next sync goes on where it stopped."));
    QPushButton *stop = box->addButton(tr("&Stop and quit"), QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    connect(stop, &QPushButton::clicked, this, [this] {
        m_closing = true;
        connect(m_desk, &ConnectorDesk::idle, this, &QWidget::close);
        m_desk->stopAll();
        hide();
        if (!m_desk->hasActivity())
            close();
    });
    connect(box, &QDialog::rejected, this, [this] { m_quitting = false; });
    box->open();
}

} // namespace tallybridge

// ui_wizard_screenshots FOLDER [--dark] [--translation FILE.qm] [--size 860x560]: saves a picture of every page and state of the wizard.
// Run it under Xvfb (or QT_QPA_PLATFORM=offscreen) and look at what it made; QT_SCALE_FACTOR=2 for 200 %.
#include "GraphStandIn.h"
#include "ServerWithKey.h"
#include "WizardDriver.h"

#include "ui/common/Appearance.h"
#include "ui/common/Banner.h"
#include "ui/wizard/BusyRow.h"

#include <QAbstractButton>
#include <QCommandLineParser>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTableView>
#include <QTcpServer>
#include <QTranslator>

#include <algorithm>
#include <utility>

using namespace tallybridge;
using namespace tallybridge::test;
using Step = ConnectorWizard::Step;

namespace {

class Camera
{
public:
    Camera(QString folder, ConnectorWizard &wizard) : m_folder(std::move(folder)), m_wizard(wizard) { QDir().mkpath(m_folder); }

    void take(const char *name)
    {
        // A page is complete when two pictures in a row are the same; one that is busy moves all the time.
        QImage before;
        const auto isSettled = [&] {
            const auto rows = m_wizard.findChildren<BusyRow *>();
            const QImage now = m_wizard.grab().toImage();
            return std::any_of(rows.begin(), rows.end(), [](const BusyRow *row) { return row->isVisible(); }) ||
                   now == std::exchange(before, now);
        };
        if (!QTest::qWaitFor(isSettled, patience))
            qFatal("the page does not settle");
        const QString file = QStringLiteral("%1/%2-%3.png").arg(m_folder).arg(m_count++, 2, 10, QLatin1Char('0')).arg(QLatin1String(name));
        if (!m_wizard.grab().save(file))
            qFatal("cannot write %s", qUtf8Printable(file));
    }
    /// Of a page that was taken before.
    void takeEnd(const char *name, QScrollBar *scroll)
    {
        // Lines that wrap make the page longer once they have their width.
        const QMetaObject::Connection follow =
            QObject::connect(scroll, &QScrollBar::rangeChanged, scroll, [scroll] { scroll->setValue(scroll->maximum()); });
        scroll->setValue(scroll->maximum());
        take(name);
        QObject::disconnect(follow);
    }

private:
    QString m_folder;
    ConnectorWizard &m_wizard;
    int m_count = 1;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    Application::identify();
    QCommandLineParser parser;
    const QCommandLineOption size(QStringLiteral("size"), {}, QStringLiteral("WxH"));
    const QCommandLineOption dark(QStringLiteral("dark"));
    const QCommandLineOption translation(QStringLiteral("translation"), {}, QStringLiteral("FILE"));
    parser.addOptions({size, dark, translation});
    parser.addPositionalArgument(QStringLiteral("folder"), {});
    parser.process(application);
    applyAppearance(parser.isSet(dark) ? AppSettings::Appearance::Dark : AppSettings::Appearance::Light);
    QTranslator translator;
    if (parser.isSet(translation)) {
        if (!translator.load(parser.value(translation)))
            qFatal("cannot read the translation");
        QCoreApplication::installTranslator(&translator);
    }

    UiFixture ui;
    const QString sample = QStringLiteral(TALLYBRIDGE_SOURCE_DIR "/resources/sample");
    const auto server = std::make_shared<ServerWithKey>(sample + QStringLiteral("/deliveries"));
    GraphStandIn standIn;
    const auto secrets = std::make_shared<MemorySecretStore>();
    server->real = std::make_shared<CloudElsewhere>(
        std::make_shared<UrlBackends>(ui.engine.dataFolder, SecretStores{secrets, nullptr}, ui.engine.clock), standIn.cloud());
    server->key = QStringLiteral("SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8");
    EngineContext engine = ui.engine;
    engine.backends = server;
    engine.secrets = {secrets, std::make_shared<RefusingStore>(FailureCode::SecretStoreLocked)};
    Backend backend(engine);
    auto *wizard = new ConnectorWizard(backend, QString(), ui.window.get());
    if (parser.isSet(size)) {
        const QStringList sides = parser.value(size).split(QLatin1Char('x'));
        wizard->resize(sides.value(0).toInt(), sides.value(1).toInt());
    }
    wizard->open();
    if (!QTest::qWaitForWindowActive(wizard))
        return 1;
    Camera camera(parser.positionalArguments().value(0, QStringLiteral("screenshots")), *wizard);
    const WizardDriver driver(wizard);
    const auto field = [&](const char *name) { return driver.find<QLineEdit>(name); };
    const auto next = [&](Step step) {
        wizard->button(QWizard::NextButton)->click();
        if (!driver.isAt(step))
            qFatal("the wizard did not go on");
    };

    camera.take("type");
    next(Step::Terms);
    camera.take("terms");
    driver.find<QAbstractButton>("accept")->click();
    next(Step::Source);
    camera.take("source-login");
    field("user")->setText(QStringLiteral("archive"));
    field("password")->setText(QStringLiteral("nobody sees this"));
    field("server")->setText(QStringLiteral("sftp.contoso.example"));
    const auto says = [&] {
        auto *banner = driver.find<Banner>("banner");
        if (!QTest::qWaitFor([banner] { return banner->isVisible(); }, patience))
            qFatal("the page says nothing");
    };
    wizard->button(QWizard::NextButton)->click();
    says();
    camera.take("source-host-key");
    driver.find<QAbstractButton>("folderChoice")->click();
    field("folder")->setText(sample + QStringLiteral("/none"));
    wizard->button(QWizard::NextButton)->click();
    says();
    camera.take("source-failed");
    driver.find<QAbstractButton>("sftp")->click();
    driver.find<QAbstractButton>("acceptHostKey")->click();
    next(Step::Mapping);
    camera.take("mapping-empty");
    field("file")->setText(sample + QStringLiteral("/mapping.csv"));
    auto *table = driver.find<QTableView>("table");
    if (!QTest::qWaitFor([table] { return table->model()->rowCount() > 1; }, patience))
        return 1;
    table->setCurrentIndex(table->model()->index(4, 1));
    camera.take("mapping");
    next(Step::Destination);
    camera.take("destination");
    field("archive")->setText(ui.folder() + QStringLiteral("/archive"));
    field("domains")->setText(QStringLiteral("contoso.example"));
    next(Step::Review);
    auto *mailboxes = driver.find<QLabel>("mailboxesCount");
    if (!QTest::qWaitFor([mailboxes] { return mailboxes->text() == QStringLiteral("11"); }, patience))
        return 1;
    camera.take("review");
    camera.takeEnd("review-end", driver.find<QScrollArea>("scroll")->verticalScrollBar());
    wizard->button(QWizard::FinishButton)->click();
    says();
    camera.take("review-keychain");

    // Microsoft 365.
    bool browserComesBack = false;
    backend.setBrowser([&](const QUrl &page) {
        if (browserComesBack)
            standIn.browse(page);
    });
    while (wizard->currentStep() != Step::Destination)
        wizard->back();
    driver.find<QAbstractButton>("microsoft365")->click();
    camera.take("destination-365-empty");
    field("tenant")->setText(QStringLiteral("contoso.example"));
    field("clientId")->setText(GraphStandIn::clientId);
    driver.find<QAbstractButton>("saveCertificate")->click();
    const auto dialog = [&] { return wizard->currentPage()->findChild<QFileDialog *>(); };
    if (!QTest::qWaitFor([&] { return dialog() && dialog()->isVisible(); }, patience))
        return 1;
    const QString certificate = ui.folder() + QStringLiteral("/tallybridge.cer");
    dialog()->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(certificate);
    static_cast<QDialog *>(dialog())->accept();
    says();
    QFile saved(certificate);
    if (!saved.open(QIODevice::ReadOnly))
        return 1;
    camera.take("destination-365-certificate");
    const QStringList directoryOnly{QStringLiteral("User.Read.All")};
    standIn.reset({QStringLiteral("ann.archer@contoso.example"), QStringLiteral("pat.reyes@contoso.example")}, directoryOnly);
    wizard->button(QWizard::NextButton)->click();
    if (!QTest::qWaitFor([&] { return driver.find<Banner>("banner")->text().contains(QStringLiteral("AADSTS")); }, patience))
        return 1;
    camera.take("destination-365-refused");
    standIn.registerApp(directoryOnly, saved.readAll());
    driver.find<QAbstractButton>("bySecret")->click();
    camera.take("destination-365-secret");
    driver.find<QAbstractButton>("byCertificate")->click();
    next(Step::Consent);
    camera.take("consent-none");
    driver.find<QAbstractButton>("give")->click();
    if (!QTest::qWaitFor([&] { return driver.find<QAbstractButton>("copyPage")->isVisible(); }, patience))
        return 1;
    camera.take("consent-waiting");
    driver.find<BusyRow>("busy")->findChild<QAbstractButton *>(QStringLiteral("stop"))->click();
    browserComesBack = true;
    standIn.control(QStringLiteral("settings"), {{QStringLiteral("consent"), QStringLiteral("refuse")}});
    driver.find<QAbstractButton>("give")->click();
    says();
    camera.take("consent-refused");
    standIn.control(QStringLiteral("settings"), {{QStringLiteral("consent"), QStringLiteral("accept")}});
    driver.find<Banner>("banner")->hide();
    driver.find<QAbstractButton>("give")->click();
    says();
    driver.find<QAbstractButton>("signIn")->click();
    if (!QTest::qWaitFor([&] { return driver.find<QWidget>("roles")->findChildren<QLabel *>().size() > 2; }, patience))
        return 1;
    camera.take("consent-given");
    camera.takeEnd("consent-given-end", driver.find<QScrollArea>("scroll")->verticalScrollBar());
    next(Step::Review);
    auto *people = driver.find<QLabel>("people");
    if (!QTest::qWaitFor([people] { return !people->text().isEmpty(); }, patience))
        return 1;
    camera.take("review-365");
    camera.takeEnd("review-365-end", driver.find<QScrollArea>("scroll")->verticalScrollBar());
    while (wizard->currentStep() != Step::Destination)
        wizard->back();
    driver.find<QAbstractButton>("local")->click();

    // Nobody is mapped.
    while (wizard->currentStep() != Step::Mapping)
        wizard->back();
    field("file")->clear();
    driver.find<QAbstractButton>("automatic")->click();
    next(Step::Destination);
    next(Step::Review);
    says();
    camera.take("review-nobody");

    // A server that does not answer.
    QTcpServer silent;
    silent.listen(QHostAddress::LocalHost);
    server->asksReally = true;
    while (wizard->currentStep() != Step::Source)
        wizard->back();
    field("server")->setText(QStringLiteral("127.0.0.1"));
    driver.find<QSpinBox>("port")->setValue(silent.serverPort());
    wizard->button(QWizard::NextButton)->click();
    if (!QTest::qWaitFor([&driver] { return driver.find<BusyRow>("busy")->isVisible(); }, patience))
        return 1;
    camera.take("source-busy");
    wizard->reject();
    return 0;
}

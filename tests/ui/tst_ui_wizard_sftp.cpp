#include "SshServer.h"
#include "WizardDriver.h"

#include "ui/common/Banner.h"
#include "ui/connectors/ConnectorModel.h"
#include "ui/wizard/BusyRow.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTableView>

using namespace tallybridge;
using namespace tallybridge::test;
using namespace Qt::Literals::StringLiterals;
using Step = ConnectorWizard::Step;

/// The wizard's login to TeleMessage against a real OpenSSH server, by keyboard.
class UiWizardSftpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString obstacle = SshServer::obstacle(); !obstacle.isEmpty())
            QSKIP(qUtf8Printable(obstacle));
        m_server = std::make_unique<SshServer>();
        const QDir sample(QStringLiteral(TALLYBRIDGE_SOURCE_DIR "/resources/sample/deliveries"));
        QVERIFY(QDir().mkpath(m_server->home() + u"/in"_s));
        const auto names = sample.entryList(QDir::Files);
        for (const QString &name : names)
            QVERIFY(QFile::copy(sample.filePath(name), m_server->home() + u"/in/"_s + name));
        SshServer::run(u"chown"_s, {u"-R"_s, m_server->user(), m_server->home()});
        // What is older than a minute needs no second look.
        SshServer::run(u"find"_s, {m_server->home() + u"/in"_s, u"-type"_s, u"f"_s, u"-exec"_s, u"touch"_s, u"-d"_s, u"1 hour ago"_s,
                                   u"{}"_s, u"+"_s});
        QVERIFY(QDir().mkpath(m_server->home() + u"/hidden"_s));
        SshServer::run(u"chmod"_s, {u"700"_s, m_server->home() + u"/hidden"_s});
    }
    void init()
    {
        failOnWarnings();
        m_ui = std::make_unique<UiFixture>();
        installConnectorWizard(*m_ui->window, *m_ui->backend);
        QVERIFY(QTest::qWaitFor([this] { return m_ui->window->desk().isLoaded(); }, patience));
    }
    void cleanup()
    {
        delete m_wizard;
        m_ui.reset();
    }

    void everyRefusalIsSaidPrecisely()
    {
        open();
        const WizardDriver driver(m_wizard);
        QVERIFY(driver.goTo(Step::Source, {}, {}, {}));
        enter(driver, "user", m_server->user());
        enter(driver, "password", u"not-it"_s);
        enter(driver, "server", u"host.invalid"_s);
        enter(driver, "port", QString::number(m_server->port()));
        enter(driver, "path", u"no-such-folder"_s);
        QVERIFY(says(driver, u"\"host.invalid\" is not known"_s));

        enter(driver, "server", u"127.0.0.1"_s);
        enter(driver, "port", QString::number(SshServer::freePort()));
        QVERIFY(says(driver, u"refuses the connection"_s));

        enter(driver, "port", QString::number(m_server->port()));
        QVERIFY(says(driver, u"not known yet"_s));
        QCOMPARE(driver.find<QLabel>("hostKey")->text(), m_server->fingerprint());
        QVERIFY(says(driver, u"not known yet"_s)); // nothing goes on by itself
        accept(driver);
        QVERIFY(says(driver, u"refuses the sign-in of \"%1\""_s.arg(m_server->user())));

        enter(driver, "password", m_server->password());
        QVERIFY(says(driver, u"\"no-such-folder\" does not exist"_s));
        enter(driver, "path", u"hidden"_s);
        SshServer::run(u"chown"_s, {u"root"_s, m_server->home() + u"/hidden"_s});
        QVERIFY(says(driver, u"allows no access to \"hidden\""_s));

        SshServer::run(u"chage"_s, {u"-d"_s, u"0"_s, m_server->user()});
        QVERIFY(says(driver, u"has expired"_s));
        SshServer::run(u"chage"_s, {u"-d"_s, u"1"_s, u"-M"_s, u"-1"_s, m_server->user()});

        m_server->stop();
        QVERIFY(says(driver, u"refuses the connection"_s));
        m_server->start();
        enter(driver, "path", u"in"_s);
        QVERIFY(driver.next(Step::Mapping));
    }

    void aSilentServerIsGivenUpByThePersonOrByTime()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        ConnectorService service(m_ui->engine);
        ConnectorSettings settings = overSftp();
        settings.source = u"sftp://%1@127.0.0.1:%2/in"_s.arg(m_server->user()).arg(silent.serverPort());
        settings.sourceTimeout = 1;
        QVERIFY(service.add(u"Office"_s, u"whatsapp"_s, settings));
        const qint64 id = service.find(u"Office"_s)->id;
        m_wizard = new ConnectorWizard(*m_ui->backend, *service.find(u"Office"_s), m_ui->window.get());
        m_wizard->open();
        const WizardDriver driver(m_wizard);
        QVERIFY(driver.isAt(Step::Source));
        QVERIFY(says(driver, u"did not answer within 1 seconds"_s));
        delete m_wizard;

        settings.sourceTimeout = 3600;
        settings.vault = service.find(u"Office"_s)->settings.vault;
        QVERIFY(service.edit(u"Office"_s, u"Office"_s, settings));
        m_wizard = new ConnectorWizard(*m_ui->backend, *service.find(u"Office"_s), m_ui->window.get());
        m_wizard->open();
        const WizardDriver patient(m_wizard);
        QVERIFY(patient.isAt(Step::Source));
        auto *busy = patient.find<BusyRow>("busy");
        patient.key(Qt::Key_N, Qt::AltModifier);
        QVERIFY(QTest::qWaitFor([busy] { return busy->isVisible(); }, patience));
        QVERIFY(busy->isAncestorOf(m_wizard->focusWidget()));
        QVERIFY(!m_wizard->button(QWizard::NextButton)->isEnabled());
        patient.key(Qt::Key_Space); // Stop has the focus
        QVERIFY(QTest::qWaitFor([busy] { return !busy->isVisible(); }, patience));
        QCOMPARE(m_wizard->currentStep(), Step::Source);
        QVERIFY(!patient.find<Banner>("banner")->isVisible());
        QVERIFY(m_wizard->button(QWizard::NextButton)->isEnabled());
        QCOMPARE(service.find(u"Office"_s)->id, id);
    }

    void wholeWizardOverSftpToAFinishedImport()
    {
        createByWizard();
        QCOMPARE(m_finished->state, RunState::WithFailures);
        const Sums &sums = m_finished->sums;
        QCOMPARE(sums.availableFromSource, 226);
        QCOMPARE(sums.availableForImport(), 310);
        QCOMPARE(sums.imported, 296);
        QCOMPARE(sums.partial, 0);
        QCOMPARE(sums.skipped, 1);
        QCOMPARE(sums.failed, 13);
        QCOMPARE(sums.quarantined, 0);
        auto *table = m_ui->find<QTableView>("table");
        const auto text = [table](int column) { return table->model()->index(0, column).data().toString(); };
        QVERIFY(QTest::qWaitFor(
            [table, text] { return table->model()->rowCount() == 1 && text(ConnectorModel::Status) == u"Unsettled copies: 13"_s; },
            patience));
        QCOMPARE(text(ConnectorModel::Progress), u"297 of 310 copies"_s);

        // The password lies in the keychain, and nowhere on the disk.
        const auto settings = ConnectorService(m_ui->engine).find(u"Office"_s)->settings;
        QCOMPARE(settings.hostKey, m_server->fingerprint());
        const auto kept = m_ui->engine.secrets.kept->read({settings.vault, u"password"_s});
        QVERIFY(kept && *kept);
        QVERIFY((*kept)->view() == m_server->password().toUtf8());
        QDirIterator files(m_ui->folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        int seen = 0;
        for (; files.hasNext(); ++seen) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(m_server->password().toUtf8()), qUtf8Printable(file.fileName()));
        }
        QVERIFY(seen > 300);

        m_finished.reset();
        m_ui->window->desk().sync(m_ui->window->desk().entries().front().connector.id);
        QVERIFY(QTest::qWaitFor([this] { return m_finished.has_value(); }, patience));
        QCOMPARE(m_finished->sums.availableFromSource, 0);
        QCOMPARE(m_finished->sums.availableForImport(), 0);
    }

    void aChangedHostKeyIsNeverAcceptedByItself()
    {
        createByWizard();
        const QString former = m_server->fingerprint();
        m_server->stop();
        m_server->makeHostKey();
        m_server->start();
        const QString changed = m_server->fingerprint();
        QVERIFY(changed != former);
        m_wizard = new ConnectorWizard(*m_ui->backend, *ConnectorService(m_ui->engine).find(u"Office"_s), m_ui->window.get());
        qint64 saved = 0;
        connect(m_wizard, &ConnectorWizard::connectorChanged, this, [&saved](qint64 id) { saved = id; });
        m_wizard->open();
        const WizardDriver driver(m_wizard);
        QVERIFY(driver.isAt(Step::Source));
        QCOMPARE(driver.find<QLabel>("hostKey")->text(), former);
        QVERIFY(says(driver, u"has changed"_s));
        QVERIFY(driver.find<Banner>("banner")->text().contains(former));
        QCOMPARE(driver.find<QLabel>("hostKey")->text(), changed);
        QVERIFY(!driver.find<QCheckBox>("acceptHostKey")->isChecked());
        QVERIFY(says(driver, u"not known yet"_s));
        accept(driver);
        QVERIFY(driver.next(Step::Mapping));
        QVERIFY(driver.next(Step::Destination));
        QVERIFY(driver.next(Step::Review));
        driver.key(Qt::Key_S, Qt::AltModifier);
        QVERIFY(QTest::qWaitFor([&saved] { return saved != 0; }, patience));
        const auto settings = ConnectorService(m_ui->engine).find(u"Office"_s)->settings;
        QCOMPARE(settings.hostKey, changed);
        const auto kept = m_ui->engine.secrets.kept->read({settings.vault, u"password"_s});
        QVERIFY(kept && *kept); // an empty field leaves it as it is
    }

private:
    ConnectorSettings overSftp() const
    {
        ConnectorSettings settings;
        settings.termsSha256 = termsSha256();
        settings.source = u"sftp://%1@127.0.0.1:%2/in"_s.arg(m_server->user()).arg(m_server->port());
        settings.hostKey = m_server->fingerprint();
        settings.destination = u"local:"_s;
        settings.domains = {u"contoso.example"_s};
        return settings;
    }
    void open()
    {
        QTest::keyClick(m_ui->window.get(), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(QTest::qWaitFor([this] { return bool(m_wizard = m_ui->window->findChild<ConnectorWizard *>()); }, patience));
    }
    /// Through all pages with the right input, and until its first import is over.
    void createByWizard()
    {
        m_finished.reset();
        connect(&m_ui->window->desk(), &ConnectorDesk::runFinished, this, [this](qint64, const RunRecord &run) { m_finished = run; });
        open();
        const WizardDriver driver(m_wizard);
        QVERIFY(driver.goTo(Step::Source, {}, {}, {}));
        enter(driver, "user", m_server->user());
        enter(driver, "password", m_server->password());
        enter(driver, "server", u"127.0.0.1"_s);
        enter(driver, "port", QString::number(m_server->port()));
        enter(driver, "path", u"in"_s);
        QVERIFY(says(driver, u"not known yet"_s));
        accept(driver);
        QVERIFY(driver.next(Step::Mapping));
        QVERIFY(driver.tabTo("file"));
        driver.type(QStringLiteral(TALLYBRIDGE_SOURCE_DIR "/resources/sample/mapping.csv"));
        QVERIFY(driver.next(Step::Destination));
        QVERIFY(driver.tabTo("domains"));
        driver.type(u"contoso.example"_s);
        QVERIFY(driver.next(Step::Review));
        QVERIFY(driver.find<QLabel>("sourceValue")->text().contains(m_server->fingerprint()));
        auto *mailboxes = driver.find<QLabel>("mailboxesCount");
        QVERIFY(QTest::qWaitFor([mailboxes] { return mailboxes->text() == u"11"_s; }, patience));
        QVERIFY(driver.tabTo("name"));
        driver.key(Qt::Key_A, Qt::ControlModifier);
        driver.type(u"Office"_s);
        driver.key(Qt::Key_F, Qt::AltModifier);
        QVERIFY(QTest::qWaitFor([this] { return m_finished.has_value() && !m_wizard; }, patience));
    }
    static void enter(const WizardDriver &driver, const char *field, const QString &text)
    {
        QVERIFY(driver.tabTo(field));
        driver.key(Qt::Key_A, Qt::ControlModifier);
        driver.type(text);
    }
    static void accept(const WizardDriver &driver)
    {
        QVERIFY(driver.tabTo("acceptHostKey"));
        driver.key(Qt::Key_Space);
    }
    /// Next, and what the banner says then.
    static bool says(const WizardDriver &driver, const QString &words)
    {
        auto *banner = driver.find<Banner>("banner");
        auto *busy = driver.find<BusyRow>("busy");
        banner->hide(); // a former answer counts for nothing
        if (!driver.canGoOn())
            return false;
        driver.key(Qt::Key_N, Qt::AltModifier);
        if (!QTest::qWaitFor([&] { return !busy->isVisible() && banner->isVisible() && banner->text().contains(words); }, patience)) {
            qInfo() << "the banner says" << banner->isVisible() << banner->text();
            return false;
        }
        return true;
    }

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<UiFixture> m_ui;
    QPointer<ConnectorWizard> m_wizard;
    std::optional<RunRecord> m_finished;
};

QTEST_MAIN(UiWizardSftpTest)
#include "tst_ui_wizard_sftp.moc"

#include "GraphStandIn.h"
#include "TenantPages.h"
#include "WatchedSecretStore.h"
#include "support/LedgerRows.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QDirIterator>
#include <QRadioButton>

#include <chrono>

using namespace tallybridge;
using namespace tallybridge::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Step = ConnectorWizard::Step;

namespace {

const QStringList directoryOnly{u"User.Read.All"_s};
const QStringList everything{u"User.Read.All"_s, u"Mail.ReadWrite"_s};

} // namespace

/// The wizard's way to Microsoft 365 against the stand-in, with a browser that is a script.
class UiWizard365Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString obstacle = GraphStandIn::obstacle(); !obstacle.isEmpty())
            QSKIP(qUtf8Printable(obstacle));
        m_standIn = std::make_unique<GraphStandIn>();
        m_sample = QStringLiteral(TALLYBRIDGE_SOURCE_DIR "/resources/sample");
    }
    void init()
    {
        failOnWarnings();
        m_ui = std::make_unique<UiFixture>([this](EngineContext &engine) {
            m_given = std::make_shared<WatchedSecretStore>();
            m_kept = std::make_shared<WatchedSecretStore>();
            engine.secrets = {m_given, m_kept};
            engine.backends = std::make_shared<CloudElsewhere>(
                std::make_shared<UrlBackends>(engine.dataFolder, engine.secrets, engine.clock), m_standIn->cloud());
        });
        installConnectorWizard(*m_ui->window, *m_ui->backend);
        m_pages.clear();
        m_ui->backend->setBrowser([this](const QUrl &page) {
            m_pages << page;
            if (m_browserWorks)
                m_standIn->browse(page);
        });
        m_browserWorks = true;
        QVERIFY(QTest::qWaitFor([this] { return m_ui->window->desk().isLoaded(); }, patience));
        if (m_mailboxes.isEmpty())
            findMailboxes();
        m_standIn->reset(m_mailboxes, directoryOnly);
    }
    void cleanup()
    {
        delete m_wizard;
        m_ui.reset();
    }

    void wholeWizardFromABlankStartToTheFirstImport()
    {
        // One whom only the mapping names is not in the directory.
        QStringList known = m_mailboxes;
        const QString unknown = u"pat.reyes@contoso.example"_s;
        QCOMPARE(known.removeAll(unknown), 1);
        m_standIn->reset(known, directoryOnly);
        const WizardDriver driver = openAt(Step::Destination);
        fillTenant(driver);
        QVERIFY(!m_wizard->button(QWizard::NextButton)->isEnabled()); // nothing to sign in with
        const QByteArray certificate = saveCertificate(driver);
        QVERIFY(certificate.startsWith("-----BEGIN CERTIFICATE-----"));
        QVERIFY(!certificate.contains("PRIVATE"));
        m_standIn->registerApp(directoryOnly, certificate);
        QVERIFY(driver.next(Step::Consent));
        QVERIFY(stateOf(driver).contains(u"No access yet"_s));

        press(driver, "give");
        QVERIFY(saysNext(driver, u"The access works"_s));
        QCOMPARE(m_pages.size(), 1);
        QVERIFY(m_pages.front().path().endsWith(u"/v2.0/adminconsent"_s));
        QVERIFY(stateOf(driver).contains(u"reads the directory"_s));
        m_standIn->control(u"scope"_s, {{u"client_id"_s, GraphStandIn::clientId},
                                        {u"roles"_s, QJsonArray{u"Application Mail.ReadWrite"_s}},
                                        {u"mailboxes"_s, QJsonArray::fromStringList(known)}});
        QVERIFY(driver.next(Step::Review));
        const QString shown = driver.find<QLabel>("destinationValue")->text();
        QVERIFY2(shown.contains(u"tenant contoso.example"_s) && shown.contains(GraphStandIn::clientId) &&
                     shown.contains(u"certificate"_s) && shown.contains(u"Consent: given for the directory"_s) &&
                     shown.contains(u"files up to 150 MB"_s),
                 qUtf8Printable(shown));
        auto *people = driver.find<QLabel>("people");
        QVERIFY(QTest::qWaitFor([people] { return !people->text().isEmpty(); }, patience));
        const QString expected = u"Mapped to a mailbox: %1; not mapped: %2; mapped to an address without mailbox: %3"_s.arg(known.size())
                                     .arg(m_unmapped)
                                     .arg(m_withoutMailbox + 1);
        QCOMPARE(people->text(), expected);
        QVERIFY(m_kept->isEmpty()); // before Finish

        const QStringList foretold = counted(driver);
        const RunRecord run = finish(driver);
        QVERIFY(run.sums.imported > 200);
        QCOMPARE(foretold, (QStringList{QString::number(run.sums.availableFromSource), QString::number(run.sums.imported),
                                        QString::number(run.sums.partial), QString::number(run.sums.skipped),
                                        QString::number(run.sums.failed), QString::number(run.sums.quarantined)}));
        qint64 mails = 0;
        const auto mailboxes = m_standIn->control(u"dump?folder=WhatsApp%20Archiver"_s).value(u"mailboxes"_s).toArray();
        for (const auto &mailbox : mailboxes) {
            QVERIFY(mailbox.toObject().value(u"userPrincipalName"_s).toString() != unknown);
            const auto folders = mailbox.toObject().value(u"folders"_s).toArray();
            for (const auto &folder : folders) {
                if (folder.toObject().value(u"name"_s).toString() == u"WhatsApp Archiver"_s)
                    mails += folder.toObject().value(u"messages"_s).toArray().size();
            }
        }
        QCOMPARE(mails, run.sums.imported + run.sums.partial);
        QCOMPARE(m_standIn->control(u"counters"_s).value(u"violations"_s).toObject().value(u"total"_s).toInt(), 0);

        // The key lies in the keychain, and nowhere on the disk.
        const auto settings = ConnectorService(m_ui->engine).list()->front().settings;
        QCOMPARE(settings.destination, u"graph:contoso.example"_s);
        QCOMPARE(settings.clientId, GraphStandIn::clientId);
        QVERIFY(m_kept->read({settings.vault, u"certificate"_s})->has_value());
        QVERIFY(m_given->isEmpty());
        QDirIterator files(m_ui->folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("PRIVATE KEY"), qUtf8Printable(file.fileName()));
        }
    }

    void whatIsWrongWithTheAppIsSaidOnItsPage()
    {
        const WizardDriver driver = openAt(Step::Destination);
        fillTenant(driver);
        const QByteArray certificate = saveCertificate(driver);
        QVERIFY(saysAfterNext(driver, u"AADSTS700027"_s)); // nobody has uploaded it yet
        QVERIFY(driver.find<Banner>("banner")->text().contains(u"is registered"_s));
        m_standIn->registerApp(directoryOnly, certificate);
        enter(driver, "tenant", u"elsewhere.example"_s);
        QVERIFY(saysAfterNext(driver, u"elsewhere.example"_s));
        enter(driver, "tenant", u"contoso.example"_s);
        enter(driver, "clientId", u"99999999-2222-3333-4444-555555555555"_s);
        QVERIFY(saysAfterNext(driver, u"AADSTS700016"_s));
        enter(driver, "clientId", u"no such form"_s);
        QVERIFY(saysAfterNext(driver, u"client"_s));
        enter(driver, "clientId", GraphStandIn::clientId);
        driver.find<QRadioButton>("bySecret")->click();
        QVERIFY(!m_wizard->button(QWizard::NextButton)->isEnabled());
        enter(driver, "clientSecret", u"not-it"_s);
        QVERIFY(saysAfterNext(driver, u"AADSTS7000215"_s));
        enter(driver, "clientSecret", u"s3cret-of-the-app"_s);
        QVERIFY(driver.next(Step::Consent));
    }

    void everyEndOfAConsentIsSaid()
    {
        const WizardDriver driver = openAtConsent();
        m_standIn->control(u"settings"_s, {{u"consent"_s, u"refuse"_s}});
        press(driver, "give");
        QVERIFY(saysNext(driver, u"AADSTS65004"_s));
        m_standIn->control(u"settings"_s, {{u"consent"_s, u"error:AADSTS90094"_s}});
        press(driver, "give");
        QVERIFY(saysNext(driver, u"was not given"_s));

        // An answer with a wrong state is none: the wait goes on until the person stops it.
        m_standIn->control(u"settings"_s, {{u"consent"_s, u"wrong_state"_s}});
        press(driver, "give");
        auto *busy = driver.find<BusyRow>("busy");
        auto *copyPage = driver.find<QPushButton>("copyPage");
        QVERIFY(QTest::qWaitFor([copyPage] { return copyPage->isVisible(); }, patience));
        copyPage->click();
        QCOMPARE(QUrl(QGuiApplication::clipboard()->text()), m_pages.back());
        QVERIFY(busy->isVisible());
        QVERIFY(!m_wizard->button(QWizard::NextButton)->isEnabled());
        busy->findChild<QPushButton *>(u"stop"_s)->click();
        QVERIFY(!busy->isVisible() && !copyPage->isVisible());
        QVERIFY(!driver.find<Banner>("banner")->isVisible());

        // Nobody comes back.
        m_browserWorks = false;
        m_wizard->setPatience(300ms, 1s);
        press(driver, "give");
        QVERIFY(saysNext(driver, u"did not come back"_s));
        m_browserWorks = true;
        m_wizard->setPatience(60s, 1s);

        // Given, and without effect for now.
        m_standIn->control(u"settings"_s, {{u"consent"_s, u"accept"_s}, {u"consent_delay_s"_s, 3600}});
        press(driver, "give");
        QVERIFY(saysNext(driver, u"does not work yet"_s));
        QVERIFY(stateOf(driver).contains(u"No access yet"_s));
        press(driver, "again");
        QVERIFY(saysNext(driver, u"User.Read.All"_s));
        QVERIFY(saysAfterNext(driver, u"User.Read.All"_s)); // Next tries too
        m_standIn->control(u"settings"_s, {{u"consent_delay_s"_s, 0}});
        press(driver, "again");
        QVERIFY(saysNext(driver, u"The access works"_s));
        QVERIFY(driver.next(Step::Review));
        finish(driver);
        QVERIFY(!newest(u"consent-granted"_s).isEmpty()); // of the one that had its effect in the end
    }

    void theReachHasToBeTheChosenOne()
    {
        const WizardDriver driver = openAtConsent();
        m_standIn->registerApp(everything, m_certificate);
        press(driver, "give");
        QVERIFY(saysNext(driver, u"may write to every mailbox"_s));
        QVERIFY(saysAfterNext(driver, u"may write to every mailbox"_s));
        driver.find<QRadioButton>("tenantWide")->click();
        QVERIFY(driver.next(Step::Review));
        QVERIFY(driver.find<QLabel>("destinationValue")->text().contains(u"whole tenant"_s));
        m_wizard->back();
        QCOMPARE(m_wizard->currentStep(), Step::Consent);
        m_standIn->registerApp(directoryOnly, m_certificate, directoryOnly);
        press(driver, "again");
        QVERIFY(saysNext(driver, u"Mail.ReadWrite is not among"_s));
    }

    void somebodyElseConsentsLater()
    {
        const WizardDriver driver = openAtConsent();
        press(driver, "copyLink");
        QVERIFY(driver.find<Banner>("banner")->text().contains(u"Copied"_s));
        const QUrl link(QGuiApplication::clipboard()->text());
        QVERIFY(link.path().endsWith(u"/v2.0/adminconsent"_s));
        QVERIFY(link.query(QUrl::FullyDecoded).contains(u"redirect_uri=http://localhost/tallybridge"_s));
        QVERIFY(m_pages.isEmpty());
        // Until then a person may go on, and is told what that means.
        QVERIFY(saysAfterNext(driver, u"User.Read.All"_s));
        driver.find<Banner>("banner")->findChild<QPushButton *>(u"action"_s)->click();
        QVERIFY(driver.isAt(Step::Review));
        QVERIFY(driver.find<QLabel>("destinationValue")->text().contains(u"Consent: not there yet"_s));
        QVERIFY(QTest::qWaitFor([this] { return m_wizard->button(QWizard::FinishButton)->isEnabled(); }, patience));
        m_wizard->back();
        m_standIn->registerApp(directoryOnly, m_certificate, directoryOnly);
        press(driver, "again");
        QVERIFY(saysNext(driver, u"The access works"_s));
        QVERIFY(driver.next(Step::Review));
        finish(driver);
        QVERIFY(newest(u"consent-granted"_s).isEmpty()); // it was not given here
    }

    void aConsentToAnotherAppIsNone()
    {
        const WizardDriver driver = openAtConsent();
        press(driver, "give");
        QVERIFY(saysNext(driver, u"The access works"_s));
        m_wizard->back();
        QCOMPARE(m_wizard->currentStep(), Step::Destination);
        // The id of the tenant in place of its name: consent and sign-in may have been for anything.
        m_standIn->control(u"tenant"_s, {{u"domains"_s, QJsonArray{u"contoso.example"_s, u"contoso.onmicrosoft.example"_s}}});
        enter(driver, "tenant", u"contoso.onmicrosoft.example"_s);
        QVERIFY(driver.next(Step::Consent));
        QVERIFY(driver.next(Step::Review));
        finish(driver);
        QVERIFY(newest(u"consent-granted"_s).isEmpty());
    }

    void theAdministratorIsShownAndKept()
    {
        m_standIn->control(
            u"users"_s,
            {{u"users"_s, QJsonArray{QJsonObject{{u"userPrincipalName"_s, u"ada.admin@contoso.example"_s},
                                                 {u"mail"_s, u"ada.admin@contoso.example"_s},
                                                 {u"displayName"_s, u"Ada Admin"_s},
                                                 {u"directoryRoles"_s, QJsonArray{u"62e90394-69f5-4237-9190-012177145e10"_s}}}}}});
        m_standIn->control(u"settings"_s, {{u"sign_in_user"_s, u"ada.admin@contoso.example"_s}});
        const WizardDriver driver = openAtConsent();
        press(driver, "signIn");
        auto *administrator = driver.find<QLabel>("administrator");
        QVERIFY(QTest::qWaitFor([administrator] { return administrator->text().startsWith(u"Signed in"_s); }, patience));
        QCOMPARE(administrator->text(), u"Signed in: Ada Admin (ada.admin@contoso.example)"_s);
        QStringList rows;
        const auto labels = driver.find<QWidget>("roles")->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            rows << label->text();
        QVERIFY2(rows.join(u'|').contains(u"Global administrator: yes"_s), qUtf8Printable(rows.join(u'|')));
        QVERIFY(rows.join(u'|').contains(u"Mailbox Import Export"_s));
        press(driver, "give");
        QVERIFY(saysNext(driver, u"The access works"_s));
        QVERIFY(driver.next(Step::Review));
        QVERIFY(driver.find<QLabel>("destinationValue")->text().contains(u"Set up by ada.admin@contoso.example"_s));
        finish(driver);
        QCOMPARE(ConnectorService(m_ui->engine).list()->front().settings.setUpBy, u"ada.admin@contoso.example"_s);
        const QJsonObject person = newest(u"administrator-signed-in"_s);
        QCOMPARE(person.value(u"user_name"_s).toString(), u"ada.admin@contoso.example"_s);
        QCOMPARE(person.value(u"global_administrator"_s).toString(), u"yes"_s);
        QCOMPARE(newest(u"consent-granted"_s).value(u"roles"_s).toArray(), QJsonArray::fromStringList(directoryOnly));
    }

    void cancelLeavesNoTrace_data()
    {
        QTest::addColumn<int>("step");
        QTest::newRow("destination") << int(Step::Destination);
        QTest::newRow("consent") << int(Step::Consent);
        QTest::newRow("waiting") << -1;
        QTest::newRow("review") << int(Step::Review);
    }
    void cancelLeavesNoTrace()
    {
        QFETCH(int, step);
        const auto before = kept();
        const WizardDriver driver = step == int(Step::Destination) ? openAt(Step::Destination) : openAtConsent();
        if (step == int(Step::Destination)) {
            fillTenant(driver);
            saveCertificate(driver);
        }
        if (step == -1) {
            m_browserWorks = false;
            press(driver, "give");
            QVERIFY(QTest::qWaitFor([this] { return !m_pages.isEmpty(); }, patience));
        } else if (step == int(Step::Review)) {
            press(driver, "give");
            QVERIFY(saysNext(driver, u"The access works"_s));
            QVERIFY(driver.next(Step::Review));
        }
        m_wizard->reject();
        QVERIFY(QTest::qWaitFor([this] { return !m_wizard; }, patience));
        QVERIFY(QTest::qWaitFor([this] { return m_given->isEmpty(); }, patience));
        QVERIFY(m_kept->isEmpty());
        QVERIFY(ConnectorService(m_ui->engine).list()->empty());
        QCOMPARE(kept(), before);
    }

    void editShowsAndChangesTheSamePages()
    {
        WizardDriver driver = openAtConsent();
        press(driver, "give");
        QVERIFY(saysNext(driver, u"The access works"_s));
        QVERIFY(driver.next(Step::Review));
        finish(driver);
        const Connector before = ConnectorService(m_ui->engine).list()->front();

        edit(before);
        driver = WizardDriver(m_wizard);
        QVERIFY(driver.isAt(Step::Source));
        QVERIFY(driver.next(Step::Mapping));
        QVERIFY(driver.next(Step::Destination));
        QVERIFY(driver.find<QRadioButton>("microsoft365")->isChecked());
        QCOMPARE(driver.find<QLineEdit>("tenant")->text(), u"contoso.example"_s);
        QCOMPARE(driver.find<QLineEdit>("clientId")->text(), GraphStandIn::clientId);
        auto *words = driver.find<QLabel>("certificateText");
        QVERIFY(QTest::qWaitFor([words] { return words->text().contains(u"It is in use"_s); }, patience));
        driver.find<QRadioButton>("bySecret")->click();
        enter(driver, "clientSecret", u"s3cret-of-the-app"_s);
        m_standIn->registerApp(directoryOnly, {}, directoryOnly); // the certificate signs in no longer
        QVERIFY(driver.next(Step::Consent));
        QVERIFY(stateOf(driver).contains(u"reads the directory"_s));
        QVERIFY(driver.next(Step::Review));
        QVERIFY(driver.find<QLabel>("destinationValue")->text().contains(u"client secret"_s));
        qint64 changed = 0;
        connect(m_wizard, &ConnectorWizard::connectorChanged, this, [&changed](qint64 id) { changed = id; });
        driver.key(Qt::Key_S, Qt::AltModifier);
        QVERIFY(QTest::qWaitFor([&changed] { return changed != 0; }, patience));
        QVERIFY(!m_kept->read({before.settings.vault, u"certificate"_s})->has_value());
        QVERIFY(m_kept->read({before.settings.vault, u"client-secret"_s})->has_value());
        QVERIFY(m_given->isEmpty());
        QCOMPARE(ConnectorService(m_ui->engine).list()->front().settings, before.settings);
    }

private:
    /// Who would get copies of the sample in the domain of the tenant.
    void findMailboxes()
    {
        SetupDraft draft = SetupDraft::ofNew(*findConnectorType(u"whatsapp"_s));
        draft.termsSha256 = termsSha256();
        draft.source.kind = SetupSource::Kind::Folder;
        draft.source.folder = m_sample + u"/deliveries"_s;
        draft.mapping.file = m_sample + u"/mapping.csv"_s;
        draft.destination.domains = {u"contoso.example"_s};
        const auto trial = SetupSession(m_ui->engine).tryMapping(draft, {});
        QVERIFY(trial);
        for (const MailAddress &mailbox : trial->mailboxes)
            m_mailboxes << mailbox.text();
        m_unmapped = qint64(trial->unmapped.size());
        m_withoutMailbox = qint64(trial->withoutMailbox.size());
        QVERIFY(m_mailboxes.size() > 5);
    }
    WizardDriver openAt(Step step)
    {
        QTest::keyClick(m_ui->window.get(), Qt::Key_N, Qt::ControlModifier);
        if (!QTest::qWaitFor([this] { return bool(m_wizard = m_ui->window->findChild<ConnectorWizard *>()); }, patience))
            qFatal("the wizard did not open");
        WizardDriver driver(m_wizard);
        if (!driver.goTo(step, m_sample + u"/deliveries"_s, m_sample + u"/mapping.csv"_s, {}))
            qFatal("the wizard does not go on");
        return driver;
    }
    /// With a registered certificate, and without consent.
    WizardDriver openAtConsent()
    {
        const WizardDriver driver = openAt(Step::Destination);
        fillTenant(driver);
        m_certificate = saveCertificate(driver);
        m_standIn->registerApp(directoryOnly, m_certificate);
        if (!driver.next(Step::Consent))
            qFatal("the page of the destination does not go on: %s", qUtf8Printable(driver.find<Banner>("banner")->text()));
        return driver;
    }
    void edit(const Connector &connector)
    {
        m_wizard = new ConnectorWizard(*m_ui->backend, connector, m_ui->window.get());
        m_wizard->open();
    }
    static void fillTenant(const WizardDriver &driver) { test::fillTenant(driver, u"contoso.example"_s, GraphStandIn::clientId); }
    QByteArray saveCertificate(const WizardDriver &driver)
    {
        return test::saveCertificate(driver, m_wizard, m_ui->folder() + u"/upload.cer"_s);
    }
    static QString stateOf(const WizardDriver &driver) { return driver.find<QLabel>("stateText")->text(); }
    /// What the review says that the first import would do.
    static QStringList counted(const WizardDriver &driver)
    {
        QStringList counts;
        for (const char *label : {"itemsCount", "importedCount", "partialCount", "skippedCount", "failedCount", "quarantinedCount"})
            counts << driver.find<QLabel>(label)->text();
        return counts;
    }
    /// Gives the run that follows.
    RunRecord finish(const WizardDriver &driver)
    {
        std::optional<RunRecord> finished;
        const auto connection = connect(&m_ui->window->desk(), &ConnectorDesk::runFinished, this,
                                        [&finished](qint64, const RunRecord &run) { finished = run; });
        if (!QTest::qWaitFor([this] { return m_wizard->button(QWizard::FinishButton)->isEnabled(); }, patience))
            qFatal("the wizard cannot be finished");
        driver.key(Qt::Key_F, Qt::AltModifier);
        if (!QTest::qWaitFor([&finished, this] { return finished && !m_wizard && !m_ui->window->desk().hasActivity(); }, patience))
            qFatal("the new connector does not import");
        disconnect(connection);
        return *finished;
    }
    /// What the newest event of this action says in the audit of the last connector; empty: there is none.
    QJsonObject newest(const QString &action) const
    {
        const QString connector = ConnectorService(m_ui->engine).list()->back().name;
        QJsonObject after;
        const auto events = ConnectorService(m_ui->engine).auditEvents(0, 0);
        for (const AuditEvent &event : *events) {
            if (event.action == action && event.subject == connector)
                after = event.after;
        }
        return after;
    }
    QMap<QString, QByteArray> kept() const
    {
        QMap<QString, QByteArray> files;
        QDirIterator entries(m_ui->engine.dataFolder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            QFile file(entries.next());
            if (file.fileName().startsWith(m_ui->engine.ledgerPath()) || file.fileName().endsWith(u".lock"_s))
                continue;
            files.insert(file.fileName(), file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
        }
        if (QFileInfo::exists(m_ui->engine.ledgerPath()))
            files.insert(m_ui->engine.ledgerPath(), ledgerRows(m_ui->engine.ledgerPath()).join(u'\n').toLatin1());
        return files;
    }

    std::unique_ptr<GraphStandIn> m_standIn;
    std::unique_ptr<UiFixture> m_ui;
    std::shared_ptr<WatchedSecretStore> m_given;
    std::shared_ptr<WatchedSecretStore> m_kept;
    QPointer<ConnectorWizard> m_wizard;
    QList<QUrl> m_pages; ///< that the browser was sent to
    bool m_browserWorks = true;
    QByteArray m_certificate;
    QString m_sample;
    QStringList m_mailboxes;
    qint64 m_unmapped = 0;
    qint64 m_withoutMailbox = 0;
};

QTEST_MAIN(UiWizard365Test)
#include "tst_ui_wizard_365.moc"

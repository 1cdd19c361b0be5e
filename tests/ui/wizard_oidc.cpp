// The wizard against a real issuer of tokens and the stand-in for Graph, which tests/integration/wizard_oidc.py starts and describes in
// the file that TALLYBRIDGE_OFFICE names; it runs this program, and looks at what was imported.
#include "TenantPages.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRadioButton>

using namespace tallybridge;
using namespace tallybridge::test;
using namespace Qt::Literals::StringLiterals;
using Step = ConnectorWizard::Step;

namespace {

/// The issuer knows the app and its sign-in as two clients, where Microsoft has one.
class TwoClients : public TenantAccess
{
public:
    TwoClients(std::unique_ptr<TenantAccess> app, std::unique_ptr<TenantAccess> person) : m_app(std::move(app)), m_person(std::move(person))
    {
    }

    QString tenant() const override { return m_app->tenant(); }
    QUrl consentUrl(const QUrl &redirect, const QByteArray &state) const override { return m_app->consentUrl(redirect, state); }
    Result<AppAccess> probe(const QString &consentedTenant, const CancelToken &cancel) override
    {
        return m_app->probe(consentedTenant, cancel);
    }
    QUrl signInUrl(const SignInTicket &ticket) const override { return m_person->signInUrl(ticket); }
    Result<Administrator> administrator(const SignInTicket &ticket, const RedirectAnswer &answer, const CancelToken &cancel) override
    {
        return m_person->administrator(ticket, answer, cancel);
    }

private:
    const std::unique_ptr<TenantAccess> m_app;
    const std::unique_ptr<TenantAccess> m_person;
};

/// The real backends; Microsoft's worldwide cloud is at the office, behind a CA of its own.
class OfficeBackends : public Backends
{
public:
    OfficeBackends(std::shared_ptr<const Backends> real, QJsonObject office) : m_real(std::move(real)), m_office(std::move(office)) {}

    Result<std::unique_ptr<DeliverySource>> makeSource(const ConnectorSettings &settings) const override
    {
        return m_real->makeSource(settings);
    }
    Result<std::unique_ptr<Destination>> makeDestination(const ConnectorSettings &settings, const ConnectorType &type) const override
    {
        return m_real->makeDestination(atOffice(settings), type);
    }
    Result<ConnectorSettings> normalised(const ConnectorSettings &settings) const override { return m_real->normalised(settings); }
    Result<std::unique_ptr<TenantAccess>> makeTenantAccess(const ConnectorSettings &settings) const override
    {
        ConnectorSettings ofPerson = atOffice(settings);
        ofPerson.clientId = m_office.value("sign_in_client"_L1).toString();
        auto app = m_real->makeTenantAccess(atOffice(settings));
        auto person = m_real->makeTenantAccess(ofPerson);
        if (!app || !person)
            return app ? person.failure() : app.failure();
        return std::unique_ptr<TenantAccess>(std::make_unique<TwoClients>(std::move(*app), std::move(*person)));
    }

private:
    ConnectorSettings atOffice(ConnectorSettings settings) const
    {
        settings.cloud = m_office.value("cloud"_L1).toString();
        settings.caFile = m_office.value("ca"_L1).toString();
        return settings;
    }

    const std::shared_ptr<const Backends> m_real;
    const QJsonObject m_office;
};

} // namespace

class UiWizardOidcTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(qEnvironmentVariable("TALLYBRIDGE_OFFICE"));
        QVERIFY2(file.open(QIODevice::ReadOnly), "tests/integration/wizard_oidc.py runs this program");
        m_office = QJsonDocument::fromJson(file.readAll()).object();
        m_sample = QStringLiteral(TALLYBRIDGE_SOURCE_DIR "/resources/sample");
    }

    void consentSignInAndFirstImport()
    {
        failOnWarnings();
        UiFixture ui([this](EngineContext &engine) {
            engine.backends =
                std::make_shared<OfficeBackends>(std::make_shared<UrlBackends>(engine.dataFolder, engine.secrets, engine.clock), m_office);
        });
        installConnectorWizard(*ui.window, *ui.backend);
        ui.backend->setBrowser([this](const QUrl &page) {
            tell("browser", {{u"page"_s, QString::fromLatin1(page.toEncoded())}, {u"accept"_s, m_accepts}});
        });
        QVERIFY(QTest::qWaitFor([&ui] { return ui.window->desk().isLoaded(); }, patience));
        QTest::keyClick(ui.window.get(), Qt::Key_N, Qt::ControlModifier);
        QPointer<ConnectorWizard> wizard;
        QVERIFY(QTest::qWaitFor([&] { return bool(wizard = ui.window->findChild<ConnectorWizard *>()); }, patience));
        const WizardDriver driver(wizard);
        QVERIFY(driver.goTo(Step::Destination, m_sample + u"/deliveries"_s, m_sample + u"/mapping.csv"_s, {}));

        // An assertion that is signed with a key nobody has registered is refused.
        fillTenant(driver, words("tenant"), words("client"));
        const QByteArray certificate = saveCertificate(driver, wizard, ui.folder() + u"/upload.cer"_s);
        QVERIFY(saysAfterNext(driver, u"is registered"_s));
        tell("issuer", {{u"certificate"_s, QString::fromLatin1(certificate)}});
        QVERIFY(driver.next(Step::Consent));

        driver.find<QRadioButton>("tenantWide")->click();
        m_accepts = false;
        press(driver, "give");
        QVERIFY(saysNext(driver, u"was not given"_s));
        m_accepts = true;
        press(driver, "give");
        QVERIFY(saysNext(driver, u"The access works"_s));
        press(driver, "signIn");
        auto *administrator = driver.find<QLabel>("administrator");
        QVERIFY(QTest::qWaitFor([administrator] { return administrator->text().startsWith(u"Signed in"_s); }, patience));
        QCOMPARE(administrator->text(), u"Signed in: Ada (%1)"_s.arg(words("administrator")));
        QVERIFY(driver.next(Step::Review));
        auto *people = driver.find<QLabel>("people");
        QVERIFY(QTest::qWaitFor([people] { return !people->text().isEmpty(); }, patience));
        const QString counted = people->text();

        std::optional<RunRecord> finished;
        connect(&ui.window->desk(), &ConnectorDesk::runFinished, this, [&finished](qint64, const RunRecord &run) { finished = run; });
        driver.key(Qt::Key_F, Qt::AltModifier);
        QVERIFY(QTest::qWaitFor([&] { return finished && !wizard && !ui.window->desk().hasActivity(); }, patience));

        ConnectorService service(ui.engine);
        QCOMPARE(service.list()->front().settings.setUpBy, words("administrator"));
        QJsonArray audited;
        const auto events = service.auditEvents(0, 0);
        QVERIFY(events);
        for (const AuditEvent &event : *events)
            audited << QJsonObject{{u"action"_s, event.action}, {u"after"_s, event.after}};
        tell("result", {{u"audit"_s, audited}, {u"people"_s, counted}, {u"sums"_s, sumsOf(finished->sums)}});
    }

private:
    QString words(const char *name) const { return m_office.value(QLatin1String(name)).toString(); }
    static QJsonObject sumsOf(const Sums &sums)
    {
        QJsonObject reasons;
        for (const auto &[reason, count] : sums.reasons)
            reasons.insert(failureReasonName(reason), count);
        return {{u"available_from_source"_s, sums.availableFromSource},
                {u"available_for_import"_s, sums.availableForImport()},
                {u"imported"_s, sums.imported},
                {u"partial"_s, sums.partial},
                {u"skipped"_s, sums.skipped},
                {u"failed"_s, sums.failed},
                {u"quarantined"_s, sums.quarantined},
                {u"reasons"_s, reasons}};
    }
    /// Posts to one of the office's addresses; the browser's answer is not waited for, it comes back by itself.
    void tell(const char *whom, const QJsonObject &what)
    {
        QNetworkRequest request(QUrl(words(whom)));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        QNetworkReply *reply = m_network.post(request, QJsonDocument(what).toJson());
        connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
        if (QLatin1String(whom) == "browser"_L1)
            return;
        const QPointer<QNetworkReply> guard(reply);
        bool failed = false;
        connect(reply, &QNetworkReply::errorOccurred, this, [&failed] { failed = true; });
        QVERIFY(QTest::qWaitFor([&guard] { return !guard || guard->isFinished(); }, patience));
        QVERIFY2(!failed, whom);
    }

    QNetworkAccessManager m_network;
    QJsonObject m_office;
    QString m_sample;
    bool m_accepts = true;
};

QTEST_MAIN(UiWizardOidcTest)
#include "wizard_oidc.moc"

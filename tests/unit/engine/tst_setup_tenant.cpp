#include "app/UrlBackends.h"
#include "engine/RecordJson.h"
#include "engine/SetupTraces.h"
#include "identity/MemorySecretStore.h"
#include "support/TestEngine.h"

#include <QTest>

using namespace tallybridge;
using namespace Qt::Literals::StringLiterals;
using namespace tallybridge::test;

namespace {

/// A keychain that does not take one kind of secret.
class ChoosyStore : public MemorySecretStore
{
public:
    Result<void> remove(const SecretId &id) override
    {
        if (id.kind == refused)
            return Failure{FailureCode::SecretStoreRefused, {}, {}, true};
        return MemorySecretStore::remove(id);
    }
    QString refused;
};

} // namespace

/// A draft whose copies go to Microsoft 365: what it means, and what becomes of its secrets.
class TestSetupTenant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_test = std::make_unique<TestEngine>();
        m_given = std::make_shared<MemorySecretStore>();
        m_kept = std::make_shared<ChoosyStore>();
    }

    void settingsGoThereAndBack()
    {
        ConnectorSettings settings = m_test->settings();
        settings.destination = u"graph:contoso.example"_s;
        settings.cloud = u"gcc-high"_s;
        settings.clientId = u"11111111-2222-3333-4444-555555555555"_s;
        settings.caFile = u"/etc/ca.pem"_s;
        settings.concurrency = 2;
        settings.setUpBy = u"ada@contoso.example"_s;
        settings.secretFiles = {{u"certificate"_s, u"/srv/app.pem"_s}, {u"password"_s, u"/srv/password"_s}};
        settings.vault = u"vault"_s;
        SetupDraft draft = SetupDraft::ofConnector(u"Office"_s, connectorTypes().front(), settings);
        QVERIFY(draft.destination.microsoft365);
        QCOMPARE(draft.destination.microsoft365->tenant, u"contoso.example"_s);
        QCOMPARE(draft.settings(), settings);

        // A file would come before the new certificate.
        draft.certificate = Secret(QByteArrayView("pem"));
        QCOMPARE(draft.settings().secretFiles.keys(), QStringList{u"password"_s});
        // Of a local archive none of it is left.
        draft.destination.microsoft365.reset();
        QCOMPARE(draft.settings().destination, u"local:"_s);
        QCOMPARE(QString(draft.settings().cloud + draft.settings().clientId + draft.settings().setUpBy), QString());
    }

    void certificateIsKeptAtTheEndAlone()
    {
        const SetupSession session(context());
        SetupDraft draft = newDraft();
        draft.certificate = session.makeCertificate().value();
        const SecretId id{draft.vault, u"certificate"_s};
        QCOMPARE(session.appCredentials(draft)->certificate.has_value(), false); // nobody has it yet
        const auto added = session.commit(draft, {});
        QVERIFY(added);
        QCOMPARE(*m_kept->read(id), std::optional(draft.certificate));
        const SetupDraft edit = SetupDraft::ofConnector(added->name, *added->type, added->settings);
        const auto credentials = session.appCredentials(edit);
        QVERIFY(credentials && credentials->certificate && !credentials->hasClientSecret);
        QCOMPARE(credentials->certificate->publicPem(), ClientCertificate::read(draft.certificate)->publicPem());

        // The name is taken: nothing of the second one stays.
        SetupDraft second = newDraft();
        second.certificate = session.makeCertificate().value();
        QVERIFY(!session.commit(second, {}));
        QVERIFY(!m_kept->read({second.vault, u"certificate"_s})->has_value());
    }

    void aClientSecretTakesTheCertificatesPlace()
    {
        const SetupSession session(context());
        SetupDraft draft = newDraft();
        draft.certificate = session.makeCertificate().value();
        const auto added = session.commit(draft, {});
        QVERIFY(added);
        const SecretId certificate{draft.vault, u"certificate"_s};
        const SecretId secret{draft.vault, u"client-secret"_s};
        SetupDraft edit = SetupDraft::ofConnector(added->name, *added->type, added->settings);
        edit.destination.microsoft365->credential = SetupTenant::Credential::ClientSecret;
        edit.clientSecret = Secret(QByteArrayView("s3cret"));

        // While it is tried, the kept certificate does not count; afterwards it does again.
        QVERIFY(!session.tryTenant(edit, cancelled()));
        QVERIFY(m_given->read(certificate)->has_value() && (*m_given->read(certificate))->isEmpty());
        QVERIFY(session.discard(edit));
        QVERIFY(!m_given->read(certificate)->has_value());
        QVERIFY(!m_given->read(secret)->has_value());
        QCOMPARE(*m_kept->read(certificate), std::optional(draft.certificate));

        // A keychain that keeps the certificate in spite of all: both stay as they were.
        m_kept->refused = certificate.kind;
        QCOMPARE(session.commit(edit, {}).failure().code, FailureCode::SecretStoreRefused);
        QVERIFY(!m_kept->read(secret)->has_value());
        m_kept->refused.clear();
        // So does an edit that fails.
        edit.options.name.clear();
        QVERIFY(!session.commit(edit, {}));
        QCOMPARE(*m_kept->read(certificate), std::optional(draft.certificate));
        QVERIFY(!m_kept->read(secret)->has_value());

        edit.options.name = added->name;
        QVERIFY(session.commit(edit, {}));
        QVERIFY(!m_kept->read(certificate)->has_value());
        QCOMPARE(*m_kept->read(secret), std::optional(edit.clientSecret));
        QVERIFY(!m_given->read(certificate)->has_value());
    }

    void whatAnAdministratorAnsweredIsAuditedWithTheConnector()
    {
        const SetupSession session(context());
        SetupDraft draft = newDraft();
        draft.certificate = session.makeCertificate().value();
        draft.answers.consent = AppAccess{u"contoso-id"_s, {u"User.Read.All"_s}};
        draft.options.name = u"-no name"_s;
        QVERIFY(!session.commit(draft, {}));
        QCOMPARE(actions(), QStringList());
        draft.options.name = u"Office"_s;
        const auto added = session.commit(draft, {});
        QVERIFY(added);
        QCOMPARE(actions(), (QStringList{u"terms-accepted"_s, u"connector-added"_s, u"consent-granted"_s}));
        QCOMPARE(newestEvent().subject, u"Office"_s);
        QCOMPARE(newestEvent().after, jsonAccess(*draft.answers.consent));

        SetupDraft edit = SetupDraft::ofConnector(added->name, *added->type, added->settings);
        edit.options.name = u"Bureau"_s;
        Administrator ada;
        ada.userName = u"ada@contoso.example"_s;
        ada.globalAdministrator = Administrator::Answer::Yes;
        edit.answers.administrator = ada;
        edit.formerValues.setUpBy = ada.userName;
        QVERIFY(session.commit(edit, {}));
        QCOMPARE(actions().mid(3), (QStringList{u"connector-edited"_s, u"administrator-signed-in"_s}));
        QCOMPARE(newestEvent().subject, u"Bureau"_s);
        QCOMPARE(newestEvent().before, (QJsonObject{{u"set_up_by"_s, QString()}}));
        QCOMPARE(newestEvent().after, jsonAdministrator(ada));
    }

    void tryingGivesTheSecretsAndDiscardingTakesThem()
    {
        const SetupSession session(context());
        SetupDraft draft = newDraft();
        draft.certificate = session.makeCertificate().value();
        QVERIFY(!session.tryTenant(draft, cancelled()));
        QCOMPARE(*m_given->read({draft.vault, u"certificate"_s}), std::optional(draft.certificate));
        draft.destination.microsoft365.reset(); // the person has changed the destination since
        {
            SetupTraces traces(context());
            traces.follow(draft);
        }
        QVERIFY(!m_given->read({draft.vault, u"certificate"_s})->has_value());
        draft = newDraft();
        draft.destination.microsoft365->clientId.clear();
        QCOMPARE(session.tryTenant(draft, cancelled()).failure().code, FailureCode::ClientIdMissing);
    }

private:
    EngineContext context() const
    {
        EngineContext context = m_test->context();
        context.secrets = {m_given, m_kept};
        context.backends = std::make_shared<UrlBackends>(m_test->dataFolder(), context.secrets, context.clock);
        return context;
    }
    SetupDraft newDraft() const
    {
        SetupDraft draft = SetupDraft::ofNew(connectorTypes().front());
        draft.termsSha256 = termsSha256();
        draft.source = SetupSource::fromUrl(m_test->settings().source);
        draft.destination.microsoft365 = SetupTenant{u"contoso.example"_s, {}, u"11111111-2222-3333-4444-555555555555"_s};
        draft.options.name = u"Office"_s;
        return draft;
    }
    QStringList actions() const
    {
        QStringList actions;
        const auto events = ConnectorService(context()).auditEvents(0, 0);
        if (!events) // there is no ledger yet
            return actions;
        for (const AuditEvent &event : *events)
            actions << event.action;
        return actions;
    }
    AuditEvent newestEvent() const { return ConnectorService(context()).auditEvents(0, 0)->back(); }
    /// Nothing goes to the network.
    static CancelToken cancelled()
    {
        const CancelToken token;
        token.cancel();
        return token;
    }

    std::unique_ptr<TestEngine> m_test;
    std::shared_ptr<MemorySecretStore> m_given;
    std::shared_ptr<ChoosyStore> m_kept;
};

QTEST_GUILESS_MAIN(TestSetupTenant)
#include "tst_setup_tenant.moc"

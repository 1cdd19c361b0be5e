#include "app/UrlBackends.h"
#include "engine/SetupTraces.h"
#include "identity/MemorySecretStore.h"
#include "support/TestEngine.h"

#include <QDirIterator>
#include <QTest>

using namespace tallybridge;
using namespace Qt::Literals::StringLiterals;
using namespace tallybridge::test;

namespace {

/// A clock whose reading is the moment somebody cancels.
class CancellingClock : public FixedClock
{
public:
    QDateTime now() const override
    {
        token.cancel();
        return time;
    }
    CancelToken token;
};

/// A server with a host key, which says what secret it was signed in to with.
class SigningBackends : public Backends
{
public:
    explicit SigningBackends(std::shared_ptr<SecretStore> given) : m_given(std::move(given)) {}

    Result<std::unique_ptr<DeliverySource>> makeSource(const ConnectorSettings &settings) const override
    {
        usedPassword = m_given->read({settings.vault, QStringLiteral("password")}).value();
        return std::unique_ptr<DeliverySource>(std::make_unique<FolderSource>(folder));
    }
    Result<std::unique_ptr<Destination>> makeDestination(const ConnectorSettings &, const ConnectorType &) const override
    {
        return std::unique_ptr<Destination>(std::make_unique<MemoryDestination>(std::make_shared<MemoryDestination::Mailboxes>()));
    }
    Result<ConnectorSettings> normalised(const ConnectorSettings &settings) const override { return settings; }
    Result<std::optional<QString>> hostKey(const ConnectorSettings &settings, const CancelToken &) const override
    {
        if (!settings.hostKey.isEmpty() && settings.hostKey != key)
            return Failure{FailureCode::SourceHostKeyChanged, {QStringLiteral("server"), key, settings.hostKey}, {}, false};
        return std::optional(key);
    }

    QString folder;
    QString key = QStringLiteral("SHA256:right");
    mutable std::optional<Secret> usedPassword;

private:
    std::shared_ptr<SecretStore> m_given;
};

/// A keychain that is locked.
class LockedStore : public SecretStore
{
public:
    Result<std::optional<Secret>> read(const SecretId &) override { return locked(); }
    Result<void> write(const SecretId &, const Secret &) override { return locked(); }
    Result<void> remove(const SecretId &) override { return locked(); }

private:
    static Failure locked() { return {FailureCode::SecretStoreLocked, {}, {}, true}; }
};

MappingFile parsed(const QByteArray &csv, const QString &region = {})
{
    const auto file = MappingFile::parse(csv, QStringLiteral("test.csv"), region);
    Q_ASSERT(file.ok());
    return *file;
}

} // namespace

class TestSetupSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_test = std::make_unique<TestEngine>(); }

    void sourceUrls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("server");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("path");
        QTest::newRow("plain") << "sftp://ann@sftp.example/in"
                               << "ann"
                               << "sftp.example" << 22 << "in";
        QTest::newRow("port") << "sftp://ann@sftp.example:2222/in/wa"
                              << "ann"
                              << "sftp.example" << 2222 << "in/wa";
        QTest::newRow("absolute") << "sftp://ann@sftp.example//srv/in"
                                  << "ann"
                                  << "sftp.example" << 22 << "/srv/in";
        QTest::newRow("login folder") << "sftp://ann@sftp.example/"
                                      << "ann"
                                      << "sftp.example" << 22 << "";
        QTest::newRow("user with @") << "sftp://ann@corp@sftp.example/"
                                     << "ann@corp"
                                     << "sftp.example" << 22 << "";
        QTest::newRow("IPv6") << "sftp://ann@[2001:db8::1]:2222/in"
                              << "ann"
                              << "2001:db8::1" << 2222 << "in";
        QTest::newRow("IPv6, no port") << "sftp://ann@[::1]/"
                                       << "ann"
                                       << "::1" << 22 << "";
    }
    void sourceUrls()
    {
        QFETCH(QString, url);
        const SetupSource source = SetupSource::fromUrl(url);
        QCOMPARE(source.kind, SetupSource::Kind::Sftp);
        QTEST(source.user, "user");
        QTEST(source.server, "server");
        QTEST(source.port, "port");
        QTEST(source.path, "path");
        QCOMPARE(source.url(), url);
    }
    void aDestinationThatNoPageSetsUpStays()
    {
        ConnectorSettings settings;
        settings.destination = QStringLiteral("imaps:mail.contoso.example");
        settings.domains = QStringList{QStringLiteral("contoso.example")};
        const SetupDraft draft = SetupDraft::ofConnector(QStringLiteral("Office"), connectorTypes().front(), settings);
        QCOMPARE(draft.destination.other, settings.destination);
        QCOMPARE(draft.settings().destination, settings.destination);
        QCOMPARE(draft.settings().domains, settings.domains);
    }

    void folderUrl()
    {
        const SetupSource source = SetupSource::fromUrl(QStringLiteral("folder:/srv/in"));
        QCOMPARE(source.kind, SetupSource::Kind::Folder);
        QCOMPARE(source.folder, QStringLiteral("/srv/in"));
        QCOMPARE(source.url(), QStringLiteral("folder:/srv/in"));
    }

    void domains_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("domains");
        QTest::newRow("empty") << " " << QStringList();
        QTest::newRow("separators") << "a.example, b.example;c.example d.example\ne.example"
                                    << QStringList{u"a.example"_s, u"b.example"_s, u"c.example"_s, u"d.example"_s, u"e.example"_s};
        QTest::newRow("twice, with @") << "@Contoso.example,contoso.EXAMPLE" << QStringList{u"contoso.example"_s};
        QTest::newRow("Chinese commas") << QString::fromUtf8("a.example、b.example，c.example")
                                        << QStringList{u"a.example"_s, u"b.example"_s, u"c.example"_s};
    }
    void domains()
    {
        QFETCH(QString, text);
        QTEST(SetupDestination::splitDomains(text), "domains");
    }

    void previewShowsEntriesAndProblemsByLine()
    {
        const auto preview = MappingPreview::of(parsed("External User ID,Microsoft 365 User Mailbox,Valid From,Valid Until\r\n"
                                                       "447911123456,ann@contoso.example,,\r\n"
                                                       "nonsense,also nonsense,,\r\n"
                                                       "447911123456,ben@contoso.example,,\r\n"
                                                       "447911123456,ann@contoso.example,,\r\n"));
        QCOMPARE(preview.used, 2);
        QCOMPARE(preview.notUsed, 1);
        QCOMPARE(preview.remarks, 2);
        QStringList rows;
        for (const auto &row : preview.rows) {
            rows << QStringLiteral("%1 %2 %3")
                        .arg(row.line)
                        .arg(row.entry ? row.entry->mailbox.text() : QStringLiteral("-"),
                             row.problem ? QString(mappingProblemName(row.problem->kind)) : QStringLiteral("-"));
        }
        QCOMPARE(rows, QStringList({u"2 ann@contoso.example -"_s, u"3 - number-unreadable"_s, u"3 - mailbox-unreadable"_s,
                                    u"4 ben@contoso.example conflict"_s, u"5 - duplicate"_s}));
    }

    void previewOfNoFileIsEmpty()
    {
        const auto preview = SetupSession(m_test->context()).previewMapping({});
        QVERIFY(preview);
        QVERIFY(preview->rows.empty());
        const auto absent = SetupSession(m_test->context()).previewMapping({true, m_test->root() + QLatin1String("/no.csv"), {}});
        QCOMPARE(absent.failure().code, FailureCode::FileNotFound);
    }

    void sourceIsTried()
    {
        m_test->addDelivery({{QStringLiteral("a.eml"), TestEngine::chat(QStringLiteral("1"), ann, {ben})}}, 19);
        m_test->addDelivery({{QStringLiteral("a.eml"), TestEngine::chat(QStringLiteral("2"), ann, {ben})}}, 20);
        m_test->write(QStringLiteral("readme.txt"), "x");
        const auto trial = SetupSession(m_test->context()).trySource(draft(), {});
        QVERIFY(trial);
        QCOMPARE(trial->deliveries, 2);
        QCOMPARE(trial->oldest, TestEngine::deliveryName(19));
        QCOMPARE(trial->newest, TestEngine::deliveryName(20));
        QCOMPARE(trial->otherFiles, 1);

        SetupDraft wrong = draft();
        wrong.source.folder += QLatin1String("/no");
        QCOMPARE(SetupSession(m_test->context()).trySource(wrong, {}).failure().code, FailureCode::SourceUnavailable);
        const CancelToken cancelled;
        cancelled.cancel();
        QCOMPARE(SetupSession(m_test->context()).trySource(draft(), cancelled).failure().code, FailureCode::Cancelled);
        QVERIFY(QDir(m_test->dataFolder()).isEmpty());
    }

    void trialCountsWhatTheFirstImportDoes()
    {
        m_test->addDelivery({{QStringLiteral("a.eml"), TestEngine::chat(QStringLiteral("1"), ann, {ben})},
                             {QStringLiteral("b.eml"), TestEngine::chat(QStringLiteral("2"), stranger, {stranger})},
                             {QStringLiteral("c.eml"), TestEngine::chat(QStringLiteral("3"), ann, {stranger})}});
        const SetupSession session(m_test->context());
        const auto trial = session.tryMapping(draft(), {});
        QVERIFY(trial);
        QCOMPARE(trial->mailboxes.size(), size_t(2));
        QVERIFY(QDir(m_test->dataFolder()).isEmpty());
        QVERIFY(m_test->mailboxes->mails.empty());
        QCOMPARE(SetupSession::reach(draft().mapping, {}, &*trial), MappingReach::Somebody);

        const auto added = session.commit(draft(), {});
        QVERIFY(added);
        QCOMPARE(added->name, QStringLiteral("wa"));
        QCOMPARE(m_test->sync().sums, trial->sums);
    }

    void reachOfAMapping()
    {
        const MappingPreview nothing;
        MappingPreview some;
        some.used = 1;
        SetupMapping mapping;
        QCOMPARE(SetupSession::reach(mapping, nothing, nullptr), MappingReach::Unknown);
        mapping.automatic = false;
        QCOMPARE(SetupSession::reach(mapping, nothing, nullptr), MappingReach::Nobody);
        QCOMPARE(SetupSession::reach(mapping, some, nullptr), MappingReach::Unknown);
        DryRun::Trial trial;
        QCOMPARE(SetupSession::reach(mapping, some, &trial), MappingReach::Unknown); // there is no delivery yet
        trial.sums.availableFromSource = 3;
        QCOMPARE(SetupSession::reach(mapping, some, &trial), MappingReach::Nobody);
        trial.mailboxes.insert(*MailAddress::parse(ann));
        QCOMPARE(SetupSession::reach(mapping, some, &trial), MappingReach::Somebody);
    }

    void commitThatFailsLeavesNothing()
    {
        SetupDraft draft = this->draft();
        draft.options.name.clear();
        QCOMPARE(SetupSession(m_test->context()).commit(draft, {}).failure().code, FailureCode::ConnectorNameInvalid);
        draft = this->draft();
        draft.termsSha256.clear();
        QCOMPARE(SetupSession(m_test->context()).commit(draft, {}).failure().code, FailureCode::TermsNotAccepted);
        const CancelToken cancelled;
        cancelled.cancel();
        QCOMPARE(SetupSession(m_test->context()).commit(this->draft(), cancelled).failure().code, FailureCode::Cancelled);
        QVERIFY(QDir(m_test->dataFolder()).isEmpty());
    }

    void commitIsTakenBackWhenItIsCancelledMeanwhile()
    {
        EngineContext context = m_test->context();
        const auto clock = std::make_shared<CancellingClock>();
        context.clock = clock;
        QCOMPARE(SetupSession(context).commit(draft(), clock->token).failure().code, FailureCode::Cancelled);
        QVERIFY(m_test->service().list()->empty());
    }

    void nameIsFree()
    {
        const SetupSession session(m_test->context());
        const ConnectorType &type = *findConnectorType(u"whatsapp");
        QCOMPARE(*session.freeName(type), QStringLiteral("WhatsApp Archiver"));
        m_test->addConnector(QStringLiteral("whatsapp archiver"));
        QCOMPARE(*session.freeName(type), QStringLiteral("WhatsApp Archiver 2"));
        m_test->addConnector(QStringLiteral("wa"));
        QCOMPARE(session.commit(draft(), {}).failure().code, FailureCode::ConnectorNameTaken);
        QCOMPARE(m_test->service().list()->size(), size_t(2));
    }

    void editKeepsWhatNoPageShows()
    {
        m_test->addConnector();
        const auto before = m_test->service().find(QStringLiteral("wa"));
        SetupDraft draft = SetupDraft::ofConnector(before->name, *before->type, before->settings);
        QVERIFY(draft.isEdit());
        QCOMPARE(draft.settings(), before->settings);
        draft.options.name = QStringLiteral("office");
        draft.options.intervalHours = 6;
        draft.mapping.automatic = false;
        const auto after = SetupSession(m_test->context()).commit(draft, {});
        QVERIFY(after);
        QCOMPARE(after->id, before->id);
        QCOMPARE(after->name, QStringLiteral("office"));
        QCOMPARE(after->settings.intervalHours, 6);
        QVERIFY(!after->settings.automaticMapping);
        QCOMPARE(after->settings.source, before->settings.source);
    }

    void destinationIsTriedWithoutATrace()
    {
        EngineContext context = m_test->context();
        context.backends = std::make_shared<UrlBackends>(m_test->dataFolder(), context.secrets, context.clock);
        SetupDraft draft = this->draft();
        draft.destination.folder = m_test->root() + QLatin1String("/archive/deep/../deep");
        draft.destination.domains = {QStringLiteral("contoso.example")};
        const auto tried = SetupSession(context).tryDestination(draft, {});
        QVERIFY(tried);
        QCOMPARE(tried->folder, QString(m_test->root() + QLatin1String("/archive/deep")));
        QCOMPARE(tried->domains, draft.destination.domains);
        QVERIFY(!QFileInfo::exists(m_test->root() + QLatin1String("/archive")));

        m_test->addDelivery({{QStringLiteral("a.eml"), TestEngine::chat(QStringLiteral("1"), ann, {ben})}});
        const auto trial = SetupSession(context).tryMapping(draft, {});
        QVERIFY(trial);
        QCOMPARE(trial->sums.imported, 2);
        QVERIFY(!QFileInfo::exists(m_test->root() + QLatin1String("/archive")));
        QVERIFY(QDir(m_test->dataFolder()).isEmpty());

        draft.destination.domains = {QStringLiteral("no domain")};
        QCOMPARE(SetupSession(context).tryDestination(draft, {}).failure().code, FailureCode::DomainInvalid);
        draft.destination = {draft.source.folder, {}, {}};
        QCOMPARE(SetupSession(context).tryDestination(draft, {}).failure().code, FailureCode::DestinationUrlInvalid);
    }

    void passwordGoesOnlyToAnAcceptedServer()
    {
        const EngineContext context = signing();
        SetupDraft draft = signInDraft();
        const auto unknown = SetupSession(context).trySource(draft, {});
        QVERIFY(unknown);
        QCOMPARE(unknown->unknownHostKey, m_server->key);
        QVERIFY(!m_server->usedPassword);

        draft.source.hostKey = m_server->key;
        const auto known = SetupSession(context).trySource(draft, {});
        QVERIFY(known);
        QVERIFY(known->unknownHostKey.isEmpty());
        QCOMPARE(m_server->usedPassword, std::optional(draft.password));

        draft.source.hostKey = QStringLiteral("SHA256:former");
        QCOMPARE(SetupSession(context).trySource(draft, {}).failure().code, FailureCode::SourceHostKeyChanged);
        QVERIFY(!m_kept->read({draft.vault, QStringLiteral("password")})->has_value());
    }

    void passwordIsKeptWithTheConnector()
    {
        const EngineContext context = signing();
        SetupDraft draft = signInDraft();
        draft.source.hostKey = m_server->key;
        const SecretId id{draft.vault, QStringLiteral("password")};
        const auto added = SetupSession(context).commit(draft, {});
        QVERIFY(added);
        QCOMPARE(added->settings.vault, draft.vault);
        QCOMPARE(added->settings.hostKey, m_server->key);
        QCOMPARE(*m_kept->read(id), std::optional(draft.password));
        QVERIFY(!m_given->read(id)->has_value());

        // Another one of the same name: its password goes with it, and nobody else's.
        SetupDraft second = signInDraft();
        QCOMPARE(SetupSession(context).commit(second, {}).failure().code, FailureCode::ConnectorNameTaken);
        QVERIFY(!m_kept->read({second.vault, QStringLiteral("password")})->has_value());
        QCOMPARE(*m_kept->read(id), std::optional(draft.password));

        // An edit that fails gives the former password back; one without a password leaves it alone.
        SetupDraft edit = SetupDraft::ofConnector(added->name, *added->type, added->settings);
        edit.password = Secret(QByteArrayView("new"));
        edit.options.name.clear();
        QCOMPARE(SetupSession(context).commit(edit, {}).failure().code, FailureCode::ConnectorNameInvalid);
        QCOMPARE(*m_kept->read(id), std::optional(draft.password));
        edit = SetupDraft::ofConnector(added->name, *added->type, added->settings);
        QVERIFY(SetupSession(context).commit(edit, {}));
        QCOMPARE(*m_kept->read(id), std::optional(draft.password));
        edit.password = Secret(QByteArrayView("new"));
        QVERIFY(SetupSession(context).commit(edit, {}));
        QCOMPARE(*m_kept->read(id), std::optional(edit.password));
    }

    void withoutAKeychainNothingIsStoredUnlessItIsWanted()
    {
        EngineContext context = signing();
        SetupDraft draft = signInDraft();
        draft.source.hostKey = m_server->key;
        context.secrets.kept = std::make_shared<LockedStore>();
        QCOMPARE(SetupSession(context).commit(draft, {}).failure().code, FailureCode::SecretStoreLocked);
        context.secrets.kept.reset();
        QCOMPARE(SetupSession(context).commit(draft, {}).failure().code, FailureCode::SecretStoreUnavailable);
        QVERIFY(m_test->service().list()->empty());
        draft.keepPassword = false;
        QVERIFY(SetupSession(context).trySource(draft, {}));
        QVERIFY(SetupSession(context).commit(draft, {}));
        // The program knows it until it ends.
        QVERIFY(m_given->read({draft.vault, QStringLiteral("password")})->has_value());
    }

    void tracesGoWithTheLastWhoTries()
    {
        const EngineContext context = signing();
        SetupDraft draft = signInDraft();
        draft.source.hostKey = m_server->key;
        const SecretId id{draft.vault, QStringLiteral("password")};
        auto traces = std::make_shared<SetupTraces>(context);
        traces->follow(draft);
        QVERIFY(SetupSession(context).trySource(draft, {}));
        QVERIFY(m_kept->write({draft.vault, QStringLiteral("spool-key")}, Secret(QByteArrayView("key"))));
        auto other = traces;
        traces.reset();
        QVERIFY(m_given->read(id)->has_value());
        other.reset();
        QVERIFY(!m_given->read(id)->has_value());
        QVERIFY(!m_kept->read({draft.vault, QStringLiteral("spool-key")})->has_value());

        traces = std::make_shared<SetupTraces>(context);
        traces->follow(draft);
        QVERIFY(m_kept->write(id, draft.password));
        traces->keep();
        traces.reset();
        QVERIFY(m_kept->read(id)->has_value());
    }

    void textsAreSaved()
    {
        const QString file = m_test->root() + QLatin1String("/saved.txt");
        QVERIFY(SetupSession::saveTerms(file));
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(saved.readAll()), termsText());
        saved.close(); // Windows replaces no file that is open
        QVERIFY(SetupSession::saveMappingTemplate(file));
        QVERIFY(MappingFile::read(file, {})->problems.empty());
        QCOMPARE(SetupSession::saveTerms(m_test->root() + QLatin1String("/no/saved.txt")).failure().code, FailureCode::FileNotWritable);
    }

private:
    SetupDraft draft() const
    {
        SetupDraft draft = SetupDraft::ofNew(*findConnectorType(u"whatsapp"));
        draft.termsSha256 = termsSha256();
        draft.source.kind = SetupSource::Kind::Folder;
        draft.source.folder = m_test->root() + QLatin1String("/source");
        draft.options.name = QStringLiteral("wa");
        return draft;
    }

    EngineContext signing()
    {
        m_given = std::make_shared<MemorySecretStore>();
        m_kept = std::make_shared<MemorySecretStore>();
        m_server = std::make_shared<SigningBackends>(m_given);
        m_server->folder = m_test->root() + QLatin1String("/source");
        EngineContext context = m_test->context();
        context.backends = m_server;
        context.secrets = {m_given, m_kept};
        return context;
    }
    SetupDraft signInDraft() const
    {
        SetupDraft draft = this->draft();
        draft.source = SetupSource::fromUrl(QStringLiteral("sftp://ann@sftp.example/in"));
        draft.password = Secret(QByteArrayView("secret"));
        return draft;
    }

    std::shared_ptr<MemorySecretStore> m_given;
    std::shared_ptr<MemorySecretStore> m_kept;
    std::shared_ptr<SigningBackends> m_server;
    const QString ann = QStringLiteral("ann@contoso.example");
    const QString ben = QStringLiteral("ben@contoso.example");
    const QString stranger = QStringLiteral("447700900555@whatsapp.invalid");
    std::unique_ptr<TestEngine> m_test;
};

QTEST_GUILESS_MAIN(TestSetupSession)
#include "tst_setup_session.moc"

#include "app/ConsentDesk.h"

#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

#include <condition_variable>
#include <deque>
#include <mutex>

using namespace tallybridge;

namespace {

/// Stands for the GUI thread: keeps what is posted until the test runs it.
class Inbox
{
public:
    ConsentDesk::Post poster()
    {
        return [this](std::function<void()> function) {
            const std::lock_guard lock(m_mutex);
            m_functions.push_back(std::move(function));
            m_changed.notify_all();
        };
    }
    template <typename Condition>
    void runUntil(Condition condition)
    {
        while (!condition()) {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return !m_functions.empty(); });
            auto function = std::move(m_functions.front());
            m_functions.pop_front();
            lock.unlock();
            function();
        }
    }
    void drain()
    {
        std::deque<std::function<void()>> functions;
        {
            const std::lock_guard lock(m_mutex);
            functions.swap(m_functions);
        }
        for (const auto &function : functions)
            function();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_functions;
};

/// What a tenant answers, and what it was asked.
struct Script {
    std::mutex mutex;
    std::deque<Result<AppAccess>> probes; ///< the last one stays
    QStringList probed;                   ///< the tenants that consents named
    SignInTicket ticket;
    QString code;
};

class ScriptedTenant : public TenantAccess
{
public:
    explicit ScriptedTenant(std::shared_ptr<Script> script) : m_script(std::move(script)) {}

    QString tenant() const override { return QStringLiteral("contoso.example"); }
    QUrl consentUrl(const QUrl &redirect, const QByteArray &state) const override { return page(redirect, state); }
    Result<AppAccess> probe(const QString &consentedTenant, const CancelToken &) override
    {
        const std::lock_guard lock(m_script->mutex);
        m_script->probed << consentedTenant;
        const auto answer = m_script->probes.front();
        if (m_script->probes.size() > 1)
            m_script->probes.pop_front();
        return answer;
    }
    QUrl signInUrl(const SignInTicket &ticket) const override { return page(ticket.redirect, ticket.state); }
    Result<Administrator> administrator(const SignInTicket &ticket, const RedirectAnswer &answer, const CancelToken &) override
    {
        const std::lock_guard lock(m_script->mutex);
        m_script->ticket = ticket;
        m_script->code = answer.value(QLatin1String("code"));
        Administrator administrator;
        administrator.userName = QStringLiteral("ada@contoso.example");
        return administrator;
    }

private:
    static QUrl page(const QUrl &redirect, const QByteArray &state)
    {
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("redirect_uri"), redirect.toString());
        query.addQueryItem(QStringLiteral("state"), QString::fromLatin1(state));
        QUrl url(QStringLiteral("https://login.example/page"));
        url.setQuery(query);
        return url;
    }
    std::shared_ptr<Script> m_script;
};

class ScriptedBackends : public Backends
{
public:
    explicit ScriptedBackends(std::shared_ptr<Script> script) : m_script(std::move(script)) {}

    Result<std::unique_ptr<DeliverySource>> makeSource(const ConnectorSettings &) const override { return internal(); }
    Result<std::unique_ptr<Destination>> makeDestination(const ConnectorSettings &, const ConnectorType &) const override
    {
        return internal();
    }
    Result<ConnectorSettings> normalised(const ConnectorSettings &settings) const override { return settings; }
    Result<std::unique_ptr<TenantAccess>> makeTenantAccess(const ConnectorSettings &settings) const override
    {
        if (!settings.destination.startsWith(QLatin1String("graph:")))
            return Backends::makeTenantAccess(settings);
        return std::unique_ptr<TenantAccess>(std::make_unique<ScriptedTenant>(m_script));
    }

private:
    static Failure internal() { return {FailureCode::Internal, {}, {}, false}; }
    std::shared_ptr<Script> m_script;
};

/// What the sign-in page sends the browser back with.
void sendBack(const QUrl &page, const QString &fields)
{
    const QUrlQuery query(page);
    const QUrl redirect(query.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, quint16(redirect.port()));
    socket.waitForConnected();
    const QString target =
        redirect.path() + QLatin1Char('?') + fields + QLatin1String("&state=") + query.queryItemValue(QStringLiteral("state"));
    socket.write(QStringLiteral("GET %1 HTTP/1.1\r\nHost: localhost:%2\r\n\r\n").arg(target).arg(redirect.port()).toLatin1());
    while (socket.waitForReadyRead(20'000)) {
    }
}

const Failure missing{FailureCode::PermissionMissing, {QStringLiteral("contoso.example"), QStringLiteral("User.Read.All")}, {}, false};
const AppAccess working{QStringLiteral("id"), {QStringLiteral("User.Read.All")}};
const QString granted = QStringLiteral("admin_consent=True&tenant=id");

} // namespace

class TestConsentDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void provesAConsent();
    void waitsUntilItHasItsEffect();
    void believesNoPageAlone();
    void keepsQuietAboutNothingToPropagate();
    void tellsARefusal();
    void isCancelled();
    void endsWhileItWaits();
    void signsIn();
    void givesALinkForSomebodyElse();
    void checksWithoutAsking();
    void knowsWhatNeedsNoConsent();

private:
    ConnectorSettings settings() const
    {
        ConnectorSettings settings;
        settings.destination = QStringLiteral("graph:contoso.example");
        return settings;
    }
    EngineContext context() const
    {
        return {QString(), std::make_shared<SystemClock>(), std::make_shared<ScriptedBackends>(m_script), QStringLiteral("tester"), {}};
    }
    /// Asks for a consent with a browser that comes back with these fields.
    Result<AppAccess> ask(const QString &fields, std::chrono::milliseconds settling = std::chrono::seconds(0))
    {
        ConsentDesk desk(context(), m_inbox.poster(), [&](const QUrl &url) {
            m_steps << QStringLiteral("browser");
            sendBack(url, fields);
        });
        ConsentDesk::Steps steps;
        steps.show = [this](const QUrl &) { m_steps << QStringLiteral("show"); };
        steps.checking = [this] { m_steps << QStringLiteral("checking"); };
        steps.settling = settling;
        std::optional<Result<AppAccess>> answer;
        desk.askConsent(settings(), steps, [&](Result<AppAccess> result) { answer = std::move(result); });
        m_inbox.runUntil([&] { return answer.has_value(); });
        return *answer;
    }

    std::shared_ptr<Script> m_script;
    Inbox m_inbox;
    QStringList m_steps;
};

void TestConsentDesk::init()
{
    m_script = std::make_shared<Script>();
    m_script->probes = {working};
    m_steps.clear();
    m_inbox.drain();
}

void TestConsentDesk::provesAConsent()
{
    const auto answer = ask(granted);
    QVERIFY(answer.ok());
    QCOMPARE(answer->tenantId, QStringLiteral("id"));
    QCOMPARE(m_script->probed, QStringList{QStringLiteral("id")});
    QCOMPARE(m_steps, (QStringList{QStringLiteral("show"), QStringLiteral("browser"), QStringLiteral("checking")}));
}

void TestConsentDesk::waitsUntilItHasItsEffect()
{
    const Failure noPrincipal{FailureCode::SignInRefused, {QStringLiteral("contoso.example"), QStringLiteral("AADSTS7000229")}, {}, false};
    m_script->probes = {noPrincipal, working};
    QVERIFY(ask(granted, std::chrono::minutes(5)).ok());
    QCOMPARE(m_script->probed.size(), 2);
}

void TestConsentDesk::believesNoPageAlone()
{
    // Anything may have opened the page of the listener with the right state: only the access counts.
    m_script->probes = {missing};
    QCOMPARE(ask(granted).failure().code, FailureCode::ConsentNotEffective);
    m_script->probes = {Failure{FailureCode::TenantMismatch, {}, {}, false}};
    QCOMPARE(ask(granted).failure().code, FailureCode::TenantMismatch);
}

void TestConsentDesk::keepsQuietAboutNothingToPropagate()
{
    // A wrong secret is no matter of waiting.
    m_script->probes = {Failure{FailureCode::SignInRefused, {QStringLiteral("t"), QStringLiteral("AADSTS7000215")}, {}, false}};
    QCOMPARE(ask(granted, std::chrono::hours(1)).failure().code, FailureCode::SignInRefused);
    QCOMPARE(m_script->probed.size(), 1);
}

void TestConsentDesk::tellsARefusal()
{
    const auto answer = ask(QStringLiteral("admin_consent=True&error=consent_required&error_description=AADSTS65004%3A+no"));
    QCOMPARE(answer.failure().code, FailureCode::ConsentRefused);
    QCOMPARE(answer.failure().arguments, (QStringList{QStringLiteral("contoso.example"), QStringLiteral("AADSTS65004")}));
    QVERIFY(m_script->probed.isEmpty());
    QCOMPARE(ask(QStringLiteral("tenant=id")).failure().code, FailureCode::ConsentRefused);
}

void TestConsentDesk::isCancelled()
{
    ConsentDesk desk(context(), m_inbox.poster(), {});
    bool shown = false;
    int answers = 0;
    ConsentDesk::Steps steps;
    steps.show = [&](const QUrl &) { shown = true; };
    const Operation operation = desk.askConsent(settings(), steps, [&](Result<AppAccess> result) {
        ++answers;
        QCOMPARE(result.failure().code, FailureCode::Cancelled);
    });
    m_inbox.runUntil([&] { return shown; });
    operation.cancel();
    m_inbox.runUntil([&] { return answers > 0; });
    QCOMPARE(answers, 1);
}

void TestConsentDesk::endsWhileItWaits()
{
    bool shown = false;
    int answers = 0;
    {
        ConsentDesk desk(context(), m_inbox.poster(), [&](const QUrl &) { shown = true; });
        desk.askConsent(settings(), {}, [&](Result<AppAccess>) { ++answers; });
        m_inbox.runUntil([&] { return shown; });
    }
    QCOMPARE(answers, 0);
    m_inbox.drain();
    QCOMPARE(answers, 1);
}

void TestConsentDesk::signsIn()
{
    ConsentDesk desk(context(), m_inbox.poster(), [](const QUrl &url) { sendBack(url, QStringLiteral("code=abc")); });
    std::optional<Result<Administrator>> answer;
    desk.signIn(settings(), false, {}, [&](Result<Administrator> result) { answer = std::move(result); });
    m_inbox.runUntil([&] { return answer.has_value(); });
    QVERIFY(answer->ok());
    QCOMPARE((*answer)->userName, QStringLiteral("ada@contoso.example"));
    QCOMPARE(m_script->code, QStringLiteral("abc"));
    QCOMPARE(m_script->ticket.readRoles, false);
    QCOMPARE(m_script->ticket.state.size(), 43);
    QCOMPARE(m_script->ticket.nonce.size(), 43);
    QVERIFY(m_script->ticket.state != m_script->ticket.nonce);
    QCOMPARE(m_script->ticket.pkce.challenge, Pkce::of(m_script->ticket.pkce.verifier).challenge);
}

void TestConsentDesk::givesALinkForSomebodyElse()
{
    const ConsentDesk desk(context(), m_inbox.poster(), {});
    const auto link = desk.consentLink(settings());
    QVERIFY(link.ok());
    QCOMPARE(QUrlQuery(*link).queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded),
             QStringLiteral("http://localhost/tallybridge"));
}

void TestConsentDesk::checksWithoutAsking()
{
    m_script->probes = {missing};
    ConsentDesk desk(context(), m_inbox.poster(), {});
    std::optional<Result<AppAccess>> answer;
    desk.check(settings(), [&](Result<AppAccess> result) { answer = std::move(result); });
    m_inbox.runUntil([&] { return answer.has_value(); });
    QCOMPARE(answer->failure().code, FailureCode::PermissionMissing);
    QCOMPARE(m_script->probed, QStringList{QString()});
}

void TestConsentDesk::knowsWhatNeedsNoConsent()
{
    ConnectorSettings local = settings();
    local.destination = QStringLiteral("local:");
    const ConsentDesk desk(context(), m_inbox.poster(), {});
    QCOMPARE(desk.consentLink(local).failure().code, FailureCode::ConsentNotNeeded);
}

QTEST_GUILESS_MAIN(TestConsentDesk)
#include "tst_consent_desk.moc"

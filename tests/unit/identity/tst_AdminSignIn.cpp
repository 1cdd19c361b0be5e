#include "identity/AdminConsentRequest.h"
#include "identity/AdminSignIn.h"
#include "identity/ConsentOutcome.h"
#include "identity/OAuthError.h"
#include "identity/TenantId.h"
#include "identity/TokenClaims.h"
#include "support/ScriptedHttpServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace tallybridge;
using test::ScriptedHttpServer;

namespace {

const QString tenantId = QStringLiteral("0a1b2c3d-0000-4000-8000-00000000abcd");

QByteArray jwt(const QJsonObject &claims)
{
    const auto part = [](const QByteArray &bytes) {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return part("{\"alg\":\"RS256\"}") + '.' + part(QJsonDocument(claims).toJson(QJsonDocument::Compact)) + '.' + part("signature");
}

QString value(const QUrl &url, const QString &name)
{
    return QUrlQuery(url).queryItemValue(name, QUrl::FullyDecoded);
}

QByteArray formValue(const QByteArray &form, const QByteArray &name)
{
    for (const QByteArray &pair : form.split('&')) {
        if (pair.startsWith(QByteArray(name + '=')))
            return QByteArray::fromPercentEncoding(pair.mid(name.size() + 1));
    }
    return {};
}

RedirectAnswer answerOf(const QMap<QString, QString> &fields)
{
    return {fields};
}

} // namespace

class TestAdminSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildsTheConsentLink_data();
    void buildsTheConsentLink();
    void readsConsentAnswers();
    void readsErrorCodes();
    void makesPkceAsTheStandardShows();
    void buildsTheSignInLink();
    void redeemsACode();
    void believesNoOtherTokens_data();
    void believesNoOtherTokens();
    void saysWhyASignInWasRefused();
    void findsTheTenantsId();
    void readsTokens();

private:
    AdminSignInRequest request(const QUrl &server) const
    {
        return {{QStringLiteral("test"), server, QUrl(QStringLiteral("https://graph.example")), {}},
                QStringLiteral("contoso.example"),
                QStringLiteral("app-1"),
                QUrl(QStringLiteral("http://localhost:5555/tallybridge")),
                "the state",
                "the nonce",
                Pkce::of(Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")),
                true};
    }
    QJsonObject rightClaims() const
    {
        return {{QLatin1String("aud"), QStringLiteral("app-1")},
                {QLatin1String("nonce"), QStringLiteral("the nonce")},
                {QLatin1String("tid"), tenantId.toUpper()},
                {QLatin1String("oid"), QStringLiteral("person-1")},
                {QLatin1String("name"), QStringLiteral("Ada")},
                {QLatin1String("preferred_username"), QStringLiteral("ada@contoso.example")},
                {QLatin1String("exp"), QDateTime::currentSecsSinceEpoch() + 3600}};
    }
    Result<SignedInPerson> redeem(const ScriptedHttpServer &server, const QMap<QString, QString> &fields) const
    {
        const auto http = HttpClient::make({});
        return redeemSignIn(**http, request(server.url()), answerOf(fields), tenantId, SystemClock(), {});
    }
    const QMap<QString, QString> m_code{{QStringLiteral("code"), QStringLiteral("c&d")}};
};

void TestAdminSignIn::buildsTheConsentLink_data()
{
    QTest::addColumn<QString>("cloud");
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("scope");
    QTest::newRow("global") << "global"
                            << "https://login.microsoftonline.com/"
                            << "https://graph.microsoft.com/.default";
    QTest::newRow("gcc-high") << "gcc-high"
                              << "https://login.microsoftonline.us/"
                              << "https://graph.microsoft.us/.default";
    QTest::newRow("dod") << "dod"
                         << "https://login.microsoftonline.us/"
                         << "https://dod-graph.microsoft.us/.default";
    QTest::newRow("china") << "china"
                           << "https://login.chinacloudapi.cn/"
                           << "https://microsoftgraph.chinacloudapi.cn/.default";
}

void TestAdminSignIn::buildsTheConsentLink()
{
    QFETCH(QString, cloud);
    QFETCH(QString, start);
    QFETCH(QString, scope);
    const QUrl redirect(QStringLiteral("http://localhost:61234/tallybridge"));
    const QUrl url =
        AdminConsentRequest{*readCloud(cloud, false), QStringLiteral("contoso.onmicrosoft.com"), QStringLiteral("app&1"), redirect, "a-_b"}
            .url();
    QVERIFY(url.isValid());
    QVERIFY(url.toString().startsWith(start + QStringLiteral("contoso.onmicrosoft.com/v2.0/adminconsent?")));
    QCOMPARE(value(url, QStringLiteral("client_id")), QStringLiteral("app&1"));
    QCOMPARE(value(url, QStringLiteral("scope")), scope);
    QCOMPARE(value(url, QStringLiteral("redirect_uri")), redirect.toString());
    QCOMPARE(value(url, QStringLiteral("state")), QStringLiteral("a-_b"));
    QCOMPARE(QUrlQuery(url).queryItems().size(), 4);
}

void TestAdminSignIn::readsConsentAnswers()
{
    using Kind = ConsentOutcome::Kind;
    const auto of = [](const QMap<QString, QString> &fields) { return ConsentOutcome::of(answerOf(fields)); };
    const QString consent = QStringLiteral("admin_consent");
    const auto granted = of({{consent, QStringLiteral("True")}, {QStringLiteral("tenant"), tenantId.toUpper()}});
    QCOMPARE(granted.kind, Kind::Granted);
    QCOMPARE(granted.tenant, tenantId);
    // True beside an error is a refusal all the same.
    const auto refused = of({{consent, QStringLiteral("True")},
                             {QStringLiteral("error"), QStringLiteral("consent_required")},
                             {QStringLiteral("error_description"), QStringLiteral("AADSTS65004: The resource owner denied.")}});
    QCOMPARE(refused.kind, Kind::Refused);
    QCOMPARE(refused.errorCode, QStringLiteral("AADSTS65004"));
    QCOMPARE(of({{consent, QStringLiteral("False")}}).kind, Kind::Refused);
    QCOMPARE(of({}).kind, Kind::Refused);
    QCOMPARE(of({{QStringLiteral("tenant"), tenantId}}).kind, Kind::Refused);
    QCOMPARE(ConsentOutcome::of(Failure{FailureCode::Cancelled, {}, {}, true}).kind, Kind::Cancelled);
    QCOMPARE(ConsentOutcome::of(Failure{FailureCode::ConsentTimedOut, {}, {}, true}).kind, Kind::TimedOut);
}

void TestAdminSignIn::readsErrorCodes()
{
    QCOMPARE(oauthErrorCode(QStringLiteral("access_denied"), {}), QStringLiteral("access_denied"));
    QCOMPARE(oauthErrorCode(QStringLiteral("x"), QStringLiteral("AADSTS90094: text")), QStringLiteral("AADSTS90094"));
    QCOMPARE(oauthErrorCode(QStringLiteral("<b>\n%1 é"), {}), QStringLiteral("b1"));
    QCOMPARE(oauthErrorCode(QString(1000, QLatin1Char('a')), {}).size(), 60);
}

void TestAdminSignIn::makesPkceAsTheStandardShows()
{
    // RFC 7636, appendix B
    QCOMPARE(Pkce::of(Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).challenge,
             QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    const Pkce pkce = Pkce::make();
    QCOMPARE(pkce.verifier.size(), 43);
    QCOMPARE(pkce.challenge, Pkce::of(pkce.verifier).challenge);
    QVERIFY(!(pkce.verifier == Pkce::make().verifier));
}

void TestAdminSignIn::buildsTheSignInLink()
{
    AdminSignInRequest wanted = request(QUrl(QStringLiteral("https://login.example/base")));
    const QUrl url = wanted.url();
    QVERIFY(url.toString().startsWith(QStringLiteral("https://login.example/base/contoso.example/oauth2/v2.0/authorize?")));
    QCOMPARE(value(url, QStringLiteral("response_type")), QStringLiteral("code"));
    QCOMPARE(value(url, QStringLiteral("code_challenge_method")), QStringLiteral("S256"));
    QCOMPARE(value(url, QStringLiteral("code_challenge")), QStringLiteral("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    QCOMPARE(value(url, QStringLiteral("state")), QStringLiteral("the state"));
    QCOMPARE(value(url, QStringLiteral("nonce")), QStringLiteral("the nonce"));
    QCOMPARE(value(url, QStringLiteral("scope")),
             QStringLiteral("openid profile https://graph.example/User.Read https://graph.example/RoleManagement.Read.Exchange"));
    QVERIFY(!url.toString().contains(QStringLiteral("dBjftJeZ4CVP")));
    wanted.readRoles = false;
    QCOMPARE(value(wanted.url(), QStringLiteral("scope")), QStringLiteral("openid profile https://graph.example/User.Read"));
}

void TestAdminSignIn::redeemsACode()
{
    const QByteArray body = QJsonDocument(QJsonObject{{QLatin1String("access_token"), QStringLiteral("for-graph")},
                                                      {QLatin1String("id_token"), QString::fromLatin1(jwt(rightClaims()))}})
                                .toJson();
    ScriptedHttpServer server([&body](const ScriptedHttpServer::Request &) { return ScriptedHttpServer::answer(200, body); });
    const auto person = redeem(server, m_code);
    QVERIFY(person.ok());
    QVERIFY(person->accessToken == Secret("for-graph"));
    QCOMPARE(person->tenantId, tenantId);
    QCOMPARE(person->objectId, QStringLiteral("person-1"));
    QCOMPARE(person->userName, QStringLiteral("ada@contoso.example"));
    const auto sent = server.requests().front();
    QCOMPARE(sent.target, QByteArray("/contoso.example/oauth2/v2.0/token"));
    QCOMPARE(formValue(sent.body, "grant_type"), QByteArray("authorization_code"));
    QCOMPARE(formValue(sent.body, "code"), QByteArray("c&d"));
    QCOMPARE(formValue(sent.body, "code_verifier"), QByteArray("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
    QCOMPARE(formValue(sent.body, "redirect_uri"), QByteArray("http://localhost:5555/tallybridge"));
    // A desktop program has no secret of the app to send.
    QVERIFY(!sent.body.contains("client_secret") && !sent.body.contains("client_assertion"));
}

void TestAdminSignIn::believesNoOtherTokens_data()
{
    QTest::addColumn<QByteArray>("idToken");
    QTest::addColumn<QString>("accessToken");
    QTest::addColumn<FailureCode>("code");
    const auto row = [this](const char *name, const QString &claim, const QJsonValue &value,
                            FailureCode code = FailureCode::AnswerUnusable) {
        QJsonObject claims = rightClaims();
        claims[claim] = value;
        QTest::newRow(name) << jwt(claims) << QStringLiteral("for-graph") << code;
    };
    row("another audience", QStringLiteral("aud"), QStringLiteral("app-2"));
    row("several audiences", QStringLiteral("aud"), QJsonArray{QStringLiteral("app-1"), QStringLiteral("app-2")});
    row("another nonce", QStringLiteral("nonce"), QStringLiteral("other"));
    row("no nonce", QStringLiteral("nonce"), QJsonValue());
    row("expired", QStringLiteral("exp"), 1000);
    row("nobody", QStringLiteral("oid"), QJsonValue());
    row("another tenant", QStringLiteral("tid"), QStringLiteral("9a1b2c3d-0000-4000-8000-00000000abcd"), FailureCode::TenantMismatch);
    row("no tenant", QStringLiteral("tid"), QJsonValue(), FailureCode::TenantMismatch);
    QTest::newRow("no id token") << QByteArray() << QStringLiteral("for-graph") << FailureCode::AnswerUnusable;
    QTest::newRow("no JWT") << QByteArray("a.b.c") << QStringLiteral("for-graph") << FailureCode::AnswerUnusable;
    QTest::newRow("no access token") << jwt(rightClaims()) << QString() << FailureCode::AnswerUnusable;
    QTest::newRow("a token that ends the line") << jwt(rightClaims()) << QStringLiteral("a\r\nX: y") << FailureCode::AnswerUnusable;
}

void TestAdminSignIn::believesNoOtherTokens()
{
    QFETCH(QByteArray, idToken);
    QFETCH(QString, accessToken);
    QFETCH(FailureCode, code);
    const QByteArray body =
        QJsonDocument(QJsonObject{{QLatin1String("access_token"), accessToken}, {QLatin1String("id_token"), QString::fromLatin1(idToken)}})
            .toJson();
    ScriptedHttpServer server([&body](const ScriptedHttpServer::Request &) { return ScriptedHttpServer::answer(200, body); });
    const auto person = redeem(server, m_code);
    QVERIFY(!person.ok());
    QCOMPARE(person.failure().code, code);
}

void TestAdminSignIn::saysWhyASignInWasRefused()
{
    ScriptedHttpServer server([](const ScriptedHttpServer::Request &) {
        return ScriptedHttpServer::answer(
            400, "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS54005: The code was already redeemed.\"}");
    });
    const auto refused = redeem(server, {{QStringLiteral("error"), QStringLiteral("access_denied")}});
    QCOMPARE(refused.failure().code, FailureCode::AdminSignInRefused);
    QCOMPARE(refused.failure().arguments.value(1), QStringLiteral("access_denied"));
    QVERIFY(server.requests().empty());
    QCOMPARE(redeem(server, {}).failure().code, FailureCode::AnswerUnusable);
    QVERIFY(server.requests().empty());
    const auto late = redeem(server, m_code);
    QCOMPARE(late.failure().code, FailureCode::AdminSignInRefused);
    QCOMPARE(late.failure().arguments.value(1), QStringLiteral("AADSTS54005"));
}

void TestAdminSignIn::findsTheTenantsId()
{
    QByteArray issuer = "https://login.example/" + tenantId.toUpper().toLatin1() + "/v2.0";
    int status = 200;
    ScriptedHttpServer server([&](const ScriptedHttpServer::Request &) {
        return ScriptedHttpServer::answer(status, "{\"issuer\":\"" + issuer + "\",\"error_description\":\"AADSTS90002: no\"}");
    });
    const Cloud cloud{QStringLiteral("test"), server.url(), server.url(), {}};
    const auto http = HttpClient::make({});
    const auto ask = [&](const QString &tenant) { return tenantIdOf(**http, cloud, tenant, {}); };
    QCOMPARE(*ask(tenantId.toUpper()), tenantId);
    QVERIFY(server.requests().empty());
    QCOMPARE(*ask(QStringLiteral("contoso.example")), tenantId);
    QCOMPARE(server.requests().front().target, QByteArray("/contoso.example/v2.0/.well-known/openid-configuration"));
    issuer = "https://login.example/{tenantid}/v2.0";
    QCOMPARE(ask(QStringLiteral("contoso.example")).failure().code, FailureCode::AnswerUnusable);
    status = 400;
    QCOMPARE(ask(QStringLiteral("contoso.example")).failure().arguments.value(1), QStringLiteral("AADSTS90002"));
    status = 503;
    QVERIFY(ask(QStringLiteral("contoso.example")).failure().retryable);
}

void TestAdminSignIn::readsTokens()
{
    QVERIFY(TokenClaims::read(QByteArrayView()).isEmpty);
    QVERIFY(TokenClaims::read("opaque").isEmpty);
    QVERIFY(TokenClaims::read("a.!!!.c").isEmpty);
    QVERIFY(TokenClaims::read(QByteArray("a.W10.c")).isEmpty); // []
    QJsonObject json = rightClaims();
    json[QLatin1String("roles")] = QJsonArray{QStringLiteral("Mail.ReadWrite"), 7, QStringLiteral("line\nbreak")};
    const TokenClaims claims = TokenClaims::read(jwt(json));
    QVERIFY(!claims.isEmpty);
    QCOMPARE(claims.tenantId, tenantId);
    QCOMPARE(claims.roles, QStringList{QStringLiteral("Mail.ReadWrite")});
}

QTEST_GUILESS_MAIN(TestAdminSignIn)
#include "tst_AdminSignIn.moc"

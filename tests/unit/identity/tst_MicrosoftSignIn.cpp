#include "identity/ClientAssertion.h"
#include "identity/TokenSource.h"
#include "support/ScriptedHttpServer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <thread>

using namespace tallybridge;
using test::ScriptedHttpServer;

namespace {

QByteArray fromBase64Url(const QByteArray &text)
{
    return QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding);
}

bool verifies(const QByteArray &certificatePem, const QByteArray &bytes, const QByteArray &signature)
{
    BIO *bio = BIO_new_mem_buf(certificatePem.constData(), int(certificatePem.size()));
    X509 *certificate = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *key = nullptr;
    EVP_DigestVerifyInit(context, &key, EVP_sha256(), nullptr, X509_get0_pubkey(certificate));
    EVP_PKEY_CTX_set_rsa_padding(key, RSA_PKCS1_PSS_PADDING);
    EVP_PKEY_CTX_set_rsa_pss_saltlen(key, 32);
    const int result = EVP_DigestVerify(context, reinterpret_cast<const unsigned char *>(signature.constData()), size_t(signature.size()),
                                        reinterpret_cast<const unsigned char *>(bytes.constData()), size_t(bytes.size()));
    EVP_MD_CTX_free(context);
    X509_free(certificate);
    BIO_free(bio);
    return result == 1;
}

Cloud cloudAt(const ScriptedHttpServer &server)
{
    return {QStringLiteral("test"), server.url(), server.url(), {}};
}

QByteArray granted(const QByteArray &token, int life)
{
    return ScriptedHttpServer::answer(200, "{\"token_type\":\"Bearer\",\"access_token\":\"" + token +
                                               "\",\"expires_in\":" + QByteArray::number(life) + "}");
}

} // namespace

class TestMicrosoftSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void makesACertificate();
    void refusesUnusableCertificates();
    void signsAssertions();
    void getsATokenWithACertificate();
    void getsATokenWithASecret();
    void renewsOnceForAll();
    void renewsEarly();
    void keepsATokenWhileRenewalFails();
    void asksForTheClaimsOfAChallenge();
    void saysWhyASignInFailed();
    void refusesAnExpiredCertificate();
    void takesNoOddAnswers_data();
    void takesNoOddAnswers();
    void readsClaims();
    void knowsTheClouds();
    void readsCloudFiles();
    void checksUploadHosts();

private:
    std::unique_ptr<TokenSource> source(const ScriptedHttpServer &server, std::optional<ClientCredential> credential = std::nullopt) const
    {
        const ClientCredential used = credential.value_or(ClientCredential(Secret("s&cr=t")));
        auto http = HttpClient::make({});
        return std::make_unique<TokenSource>(
            *http, AppIdentity{cloudAt(server), QStringLiteral("contoso.example"), QStringLiteral("app-1")},
            [used]() -> Result<ClientCredential> { return used; }, std::make_shared<SystemClock>(), [this] { return m_steady; });
    }
    QDateTime m_now = QDateTime::currentDateTimeUtc();
    Secret m_pem;
    std::chrono::steady_clock::time_point m_steady;
};

void TestMicrosoftSignIn::initTestCase()
{
    auto pem = ClientCertificate::create(QStringLiteral("Tallybridge"), m_now.addDays(-1), m_now.addYears(2));
    QVERIFY(pem.ok());
    m_pem = *pem;
}

void TestMicrosoftSignIn::makesACertificate()
{
    const auto certificate = ClientCertificate::read(m_pem);
    QVERIFY(certificate.ok());
    QCOMPARE(certificate->notAfter().toSecsSinceEpoch(), m_now.addYears(2).toSecsSinceEpoch());
    QCOMPARE(certificate->sha256().size(), 32);
    QCOMPARE(certificate->thumbprint().size(), 20);
    QVERIFY(certificate->publicPem().startsWith("-----BEGIN CERTIFICATE-----"));
    QVERIFY(!certificate->publicPem().contains("PRIVATE"));
    const auto other = ClientCertificate::create(QStringLiteral("Tallybridge"), m_now, m_now.addYears(1));
    QVERIFY(other.ok());
    QVERIFY(!(*other == m_pem));
}

void TestMicrosoftSignIn::refusesUnusableCertificates()
{
    const QByteArray pem(m_pem.view().data(), m_pem.view().size());
    const qsizetype certificate = pem.indexOf("-----BEGIN CERTIFICATE-----");
    QCOMPARE(ClientCertificate::read(Secret(QByteArrayView())).failure().code, FailureCode::CertificateUnusable);
    QCOMPARE(ClientCertificate::read(Secret(pem.left(certificate))).failure().code, FailureCode::CertificateUnusable);
    QCOMPARE(ClientCertificate::read(Secret(pem.mid(certificate))).failure().code, FailureCode::CertificateUnusable);
    const auto other = ClientCertificate::create(QStringLiteral("Other"), m_now, m_now.addYears(1));
    const QByteArray otherKey = QByteArray(other->view().data(), other->view().size()).left(certificate);
    QCOMPARE(ClientCertificate::read(Secret(QByteArray(otherKey + pem.mid(certificate)))).failure().code, FailureCode::CertificateUnusable);
    // The certificate comes first, and another one before it.
    const QByteArray chain = ClientCertificate::read(*other)->publicPem() + pem.mid(certificate) + pem.left(certificate);
    const auto read = ClientCertificate::read(Secret(chain));
    QVERIFY(read.ok());
    QCOMPARE(read->sha256(), ClientCertificate::read(m_pem)->sha256());
}

void TestMicrosoftSignIn::signsAssertions()
{
    const auto certificate = ClientCertificate::read(m_pem);
    const auto jwt =
        clientAssertion(*certificate, {QStringLiteral("app-1"), QStringLiteral("https://login.example/t"), QStringLiteral("id"), m_now});
    QVERIFY(jwt.ok());
    const QList<QByteArray> parts = jwt->split('.');
    QCOMPARE(parts.size(), 3);
    const QJsonObject header = QJsonDocument::fromJson(fromBase64Url(parts[0])).object();
    QCOMPARE(header[QLatin1String("alg")].toString(), QStringLiteral("PS256"));
    QCOMPARE(fromBase64Url(header[QLatin1String("x5t#S256")].toString().toLatin1()), certificate->sha256());
    const QJsonObject claims = QJsonDocument::fromJson(fromBase64Url(parts[1])).object();
    QCOMPARE(claims[QLatin1String("aud")].toString(), QStringLiteral("https://login.example/t"));
    QCOMPARE(claims[QLatin1String("iss")].toString(), QStringLiteral("app-1"));
    QCOMPARE(claims[QLatin1String("sub")].toString(), QStringLiteral("app-1"));
    QCOMPARE(claims[QLatin1String("jti")].toString(), QStringLiteral("id"));
    QCOMPARE(claims[QLatin1String("exp")].toInteger() - claims[QLatin1String("nbf")].toInteger(), qint64(600));
    QVERIFY(verifies(certificate->publicPem(), parts[0] + '.' + parts[1], fromBase64Url(parts[2])));
    QVERIFY(!verifies(certificate->publicPem(), parts[0] + '.' + parts[0], fromBase64Url(parts[2])));
}

void TestMicrosoftSignIn::getsATokenWithACertificate()
{
    ScriptedHttpServer server([](const auto &) { return granted("abc", 3600); });
    const auto token = source(server, *ClientCertificate::read(m_pem))->token({});
    QVERIFY(token.ok());
    QCOMPARE(token->view(), QByteArrayView("abc"));
    const auto request = server.requests().at(0);
    QCOMPARE(request.target, QByteArray("/contoso.example/oauth2/v2.0/token"));
    const QUrlQuery form(QString::fromLatin1(request.body));
    QCOMPARE(form.queryItemValue(QStringLiteral("client_assertion_type"), QUrl::FullyDecoded),
             QStringLiteral("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
    QCOMPARE(form.queryItemValue(QStringLiteral("client_assertion")).count(u'.'), 2);
    QVERIFY(!form.hasQueryItem(QStringLiteral("client_secret")));
}

void TestMicrosoftSignIn::getsATokenWithASecret()
{
    ScriptedHttpServer server([](const auto &) { return granted("abc", 3600); });
    QVERIFY(source(server)->token({}).ok());
    const QUrlQuery form(QString::fromLatin1(server.requests().at(0).body));
    QCOMPARE(form.queryItemValue(QStringLiteral("client_secret"), QUrl::FullyDecoded), QStringLiteral("s&cr=t"));
    QCOMPARE(form.queryItemValue(QStringLiteral("scope"), QUrl::FullyDecoded), server.url().toString() + QLatin1String("/.default"));
}

void TestMicrosoftSignIn::renewsOnceForAll()
{
    ScriptedHttpServer server([](const auto &) { return granted("abc", 3600); });
    const auto tokens = source(server);
    std::vector<std::thread> threads;
    std::atomic<int> got = 0;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] { got += tokens->token({}).ok() ? 1 : 0; });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(int(got), 8);
    QCOMPARE(server.requests().size(), size_t(1));
}

void TestMicrosoftSignIn::renewsEarly()
{
    std::atomic<int> number = 0;
    ScriptedHttpServer server([&number](const auto &) { return granted("t" + QByteArray::number(++number), 3600); });
    const auto tokens = source(server);
    QCOMPARE(tokens->token({})->view(), QByteArrayView("t1"));
    m_steady += std::chrono::seconds(3299);
    QCOMPARE(tokens->token({})->view(), QByteArrayView("t1"));
    m_steady += std::chrono::seconds(2);
    QCOMPARE(tokens->token({})->view(), QByteArrayView("t2"));
    QCOMPARE(int(number), 2);
}

void TestMicrosoftSignIn::keepsATokenWhileRenewalFails()
{
    std::atomic<int> number = 0;
    ScriptedHttpServer server(
        [&number](const auto &) { return ++number == 1 ? granted("first", 3600) : ScriptedHttpServer::answer(503, "{}"); });
    const auto tokens = source(server);
    QVERIFY(tokens->token({}).ok());
    m_steady += std::chrono::seconds(3400);
    QCOMPARE(tokens->token({})->view(), QByteArrayView("first"));
    QCOMPARE(int(number), 2);
    m_steady += std::chrono::seconds(201);
    const auto token = tokens->token({});
    QCOMPARE(token.failure().code, FailureCode::ServiceRefused);
    QVERIFY(token.failure().retryable);
}

void TestMicrosoftSignIn::asksForTheClaimsOfAChallenge()
{
    std::atomic<int> number = 0;
    ScriptedHttpServer server([&number](const auto &) { return granted("t" + QByteArray::number(++number), 3600); });
    const auto tokens = source(server);
    const auto first = tokens->token({});
    tokens->refuse(*first, "{\"access_token\":{}}");
    const auto second = tokens->token({});
    QCOMPARE(second->view(), QByteArrayView("t2"));
    const QUrlQuery form(QString::fromLatin1(server.requests().at(1).body));
    QCOMPARE(form.queryItemValue(QStringLiteral("claims"), QUrl::FullyDecoded), QStringLiteral("{\"access_token\":{}}"));
    tokens->refuse(*first, {}); // another lane is late
    QCOMPARE(tokens->token({})->view(), QByteArrayView("t2"));
    QCOMPARE(server.requests().size(), size_t(2));
}

void TestMicrosoftSignIn::saysWhyASignInFailed()
{
    ScriptedHttpServer server([](const auto &) {
        return ScriptedHttpServer::answer(401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid <b>secret\"}");
    });
    const auto token = source(server)->token({});
    QCOMPARE(token.failure().code, FailureCode::SignInRefused);
    QCOMPARE(token.failure().arguments, (QStringList{QStringLiteral("contoso.example"), QStringLiteral("AADSTS7000215")}));
    QVERIFY(!token.failure().retryable);
}

void TestMicrosoftSignIn::refusesAnExpiredCertificate()
{
    ScriptedHttpServer server([](const auto &) { return granted("abc", 3600); });
    const auto old = ClientCertificate::create(QStringLiteral("Old"), m_now.addYears(-2), m_now.addDays(-1));
    const auto token = source(server, *ClientCertificate::read(*old))->token({});
    QCOMPARE(token.failure().code, FailureCode::CertificateExpired);
    QVERIFY(server.requests().empty());
}

void TestMicrosoftSignIn::takesNoOddAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no token") << QByteArray("{\"expires_in\":3600}");
    QTest::newRow("no life") << QByteArray("{\"access_token\":\"a\"}");
    QTest::newRow("line end in it") << QByteArray("{\"access_token\":\"a\\r\\nX: y\",\"expires_in\":3600}");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("page") << QByteArray("<html>");
}

void TestMicrosoftSignIn::takesNoOddAnswers()
{
    QFETCH(QByteArray, body);
    ScriptedHttpServer server([body](const auto &) { return ScriptedHttpServer::answer(200, body); });
    QCOMPARE(source(server)->token({}).failure().code, FailureCode::AnswerUnusable);
}

void TestMicrosoftSignIn::readsClaims()
{
    const QByteArray claims = "{\"access_token\":{\"nbf\":{\"essential\":true}}}";
    QCOMPARE(challengeClaims("Bearer realm=\"\", error=\"insufficient_claims\", claims=\"" + claims.toBase64() + '"'), claims);
    QVERIFY(challengeClaims("Bearer realm=\"\"").isEmpty());
    QVERIFY(challengeClaims("Bearer claims=\"%%%\"").isEmpty());
    QVERIFY(challengeClaims("Bearer claims=\"" + claims.toBase64()).isEmpty());
    QVERIFY(challengeClaims("Bearer claims=\"" + QByteArray(9000, 'A') + '"').isEmpty());
}

void TestMicrosoftSignIn::knowsTheClouds()
{
    QCOMPARE(readCloud({}, false)->graphScope(), QStringLiteral("https://graph.microsoft.com/.default"));
    QCOMPARE(readCloud(QStringLiteral("dod"), false)->graph.host(), QStringLiteral("dod-graph.microsoft.us"));
    QCOMPARE(readCloud(QStringLiteral("gcc-high"), false)->tokenUrl(QStringLiteral("t")).toString(),
             QStringLiteral("https://login.microsoftonline.us/t/oauth2/v2.0/token"));
    QCOMPARE(readCloud(QStringLiteral("china"), false)->login.host(), QStringLiteral("login.chinacloudapi.cn"));
    QCOMPARE(readCloud(QStringLiteral("mars"), false).failure().code, FailureCode::CloudUnknown);
}

void TestMicrosoftSignIn::readsCloudFiles()
{
    QTemporaryDir folder;
    const auto read = [&folder](const QByteArray &text, bool insecure) {
        QFile file(folder.filePath(QStringLiteral("cloud.json")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(text);
        file.close();
        return readCloud(file.fileName(), insecure);
    };
    const auto cloud = read("{\"login\":\"https://login.example/\",\"graph\":\"https://graph.example:8443\"}", false);
    QVERIFY(cloud.ok());
    QCOMPARE(cloud->tokenUrl(QStringLiteral("t")).toString(), QStringLiteral("https://login.example/t/oauth2/v2.0/token"));
    QCOMPARE(cloud->graphScope(), QStringLiteral("https://graph.example:8443/.default"));
    const QByteArray clear = "{\"login\":\"http://127.0.0.1:1\",\"graph\":\"http://localhost:2\"}";
    QVERIFY(read(clear, true).ok());
    for (const QByteArray &bad : {clear, QByteArray("{"), QByteArray("[]"), QByteArray("{\"login\":\"https://a\"}"),
                                  QByteArray("{\"login\":\"https://a\",\"graph\":\"https://u:p@b\"}"),
                                  QByteArray("{\"login\":\"https://a\",\"graph\":\"ftp://b\"}")})
        QCOMPARE(read(bad, false).failure().code, FailureCode::CloudFileInvalid);
    QCOMPARE(read("{\"login\":\"http://127.0.0.1:1\",\"graph\":\"http://graph.example\"}", true).failure().code,
             FailureCode::CloudFileInvalid);
    QCOMPARE(readCloud(folder.filePath(QStringLiteral("none.json")), false).failure().code, FailureCode::FileNotFound);
}

void TestMicrosoftSignIn::checksUploadHosts()
{
    const Cloud cloud = *readCloud({}, false);
    QVERIFY(cloud.mayUploadTo(QUrl(QStringLiteral("https://outlook.office.com/api/v2.0/x?authtoken=1"))));
    QVERIFY(cloud.mayUploadTo(QUrl(QStringLiteral("https://graph.microsoft.com/x"))));
    QVERIFY(cloud.mayUploadTo(QUrl(QStringLiteral("https://eur01.outlook.com/x"))));
    for (const char *bad :
         {"http://outlook.office.com/x", "https://outlook.office.com.evil.example/x", "https://evil.example/outlook.office.com",
          "https://outlook.office.com:8443/x", "https://user@outlook.office.com/x", "file:///x", "https://evil-outlook.com/x"})
        QVERIFY2(!cloud.mayUploadTo(QUrl(QString::fromLatin1(bad))), bad);
}

QTEST_GUILESS_MAIN(TestMicrosoftSignIn)
#include "tst_MicrosoftSignIn.moc"

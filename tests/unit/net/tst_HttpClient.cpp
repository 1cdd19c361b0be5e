#include "net/HttpClient.h"
#include "support/ScriptedHttpServer.h"

#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <thread>

using namespace tallybridge;
using test::ScriptedHttpServer;

class TestHttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesStatusFieldsAndBody();
    void sendsTheBodyOnce();
    void neverSendsAgainAfterACut_data();
    void neverSendsAgainAfterACut();
    void followsNoRedirection();
    void givesErrorsAsAnswers();
    void givesUpLongAnswers();
    void endsWhenCancelled();
    void endsInTime();
    void namesWhatItCannotReach();
    void refusesACaFileWithoutCertificates();
    void readsRetryAfter();
    void worksForManyThreads();
    void tellsTheLogNothingOfTheUrl();

private:
    static std::shared_ptr<HttpClient> client()
    {
        auto made = HttpClient::make({});
        return made ? *made : nullptr;
    }
};

void TestHttpClient::givesStatusFieldsAndBody()
{
    ScriptedHttpServer server([](const auto &) { return ScriptedHttpServer::answer(201, "{\"id\":\"1\"}", "X-One: 1\r\n"); });
    HttpRequest request;
    request.url = server.url(QStringLiteral("/a%20b?c=d"));
    request.headers = {{"Authorization", "Bearer x"}};
    const auto response = client()->call(request, {});
    QVERIFY(response.ok());
    QCOMPARE(response->status, 201);
    QCOMPARE(response->body, QByteArray("{\"id\":\"1\"}"));
    QCOMPARE(response->header("x-one"), QByteArray("1"));
    QCOMPARE(server.requests().at(0).target, QByteArray("/a%20b?c=d"));
    QCOMPARE(server.requests().at(0).field("Authorization"), QByteArray("Bearer x"));
    QVERIFY(server.requests().at(0).field("Cookie").isEmpty());
}

void TestHttpClient::sendsTheBodyOnce()
{
    ScriptedHttpServer server([](const auto &) { return ScriptedHttpServer::answer(200, "{}"); });
    HttpRequest request;
    request.method = HttpRequest::Method::Post;
    request.url = server.url();
    request.headers = {{"Content-Type", "application/json"}};
    request.body = QByteArray(3'000'000, 'x');
    const auto http = client();
    QVERIFY(http->call(request, {}).ok());
    request.body.clear();
    QVERIFY(http->call(request, {}).ok());
    QCOMPARE(server.requests().at(0).body, QByteArray(3'000'000, 'x'));
    QCOMPARE(server.requests().at(1).field("Content-Length"), QByteArray("0"));
}

void TestHttpClient::neverSendsAgainAfterACut_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("post") << int(HttpRequest::Method::Post) << QByteArray("{\"a\":1}");
    QTest::newRow("large post") << int(HttpRequest::Method::Post) << QByteArray(2'000'000, 'x');
    QTest::newRow("empty post") << int(HttpRequest::Method::Post) << QByteArray();
    QTest::newRow("patch") << int(HttpRequest::Method::Patch) << QByteArray("{}");
    QTest::newRow("put") << int(HttpRequest::Method::Put) << QByteArray("bytes");
}

// Qt sends a request again when the connection is cut before the answer; a create that was carried out would be doubled.
void TestHttpClient::neverSendsAgainAfterACut()
{
    QFETCH(int, method);
    QFETCH(QByteArray, body);
    std::atomic<int> answered = 0;
    ScriptedHttpServer server([&answered](const auto &) {
        // The first answer leaves a kept-alive connection, the case that is cut in practice.
        return answered++ == 0 ? ScriptedHttpServer::answer(200, "{}") : QByteArray();
    });
    const auto http = client();
    HttpRequest request;
    request.url = server.url();
    QVERIFY(http->call(request, {}).ok());
    request.method = HttpRequest::Method(method);
    request.body = body;
    request.headers = {{"Content-Type", "application/json"}};
    const auto response = http->call(request, {});
    QVERIFY(!response.ok());
    QCOMPARE(response.failure().code, FailureCode::ServerNotReached);
    QCOMPARE(server.requests().size(), size_t(2));
    QCOMPARE(server.requests().at(1).body, body);
}

void TestHttpClient::followsNoRedirection()
{
    ScriptedHttpServer server([](const auto &) { return ScriptedHttpServer::answer(302, {}, "Location: /elsewhere\r\n"); });
    HttpRequest request;
    request.url = server.url();
    const auto response = client()->call(request, {});
    QVERIFY(response.ok());
    QCOMPARE(response->status, 302);
    QCOMPARE(server.requests().size(), size_t(1));
}

void TestHttpClient::givesErrorsAsAnswers()
{
    const auto http = client();
    for (const int status : {400, 401, 403, 404, 409, 412, 413, 418, 429, 500, 501, 502, 503, 504, 507}) {
        ScriptedHttpServer server([status](const auto &) { return ScriptedHttpServer::answer(status, "{\"error\":{}}"); });
        HttpRequest request;
        request.method = HttpRequest::Method::Post;
        request.url = server.url();
        request.headers = {{"Content-Type", "application/json"}};
        request.body = "{}";
        const auto response = http->call(request, {});
        QVERIFY2(response.ok(), qPrintable(QString::number(status)));
        QCOMPARE(response->status, status);
        QCOMPARE(response->body, QByteArray("{\"error\":{}}"));
        QCOMPARE(server.requests().size(), size_t(1));
    }
}

void TestHttpClient::givesUpLongAnswers()
{
    ScriptedHttpServer server([](const auto &) { return ScriptedHttpServer::answer(200, QByteArray(100'000, 'x')); });
    HttpRequest request;
    request.url = server.url();
    request.mostBytes = 1000;
    const auto response = client()->call(request, {});
    QVERIFY(!response.ok());
    QCOMPARE(response.failure().code, FailureCode::AnswerTooLarge);
}

void TestHttpClient::endsWhenCancelled()
{
    const CancelToken cancel;
    ScriptedHttpServer server([&cancel](const auto &) {
        cancel.cancel(); // while the caller waits
        return ScriptedHttpServer::answer(200, "{}");
    });
    HttpRequest request;
    request.url = server.url();
    const auto http = client();
    const auto response = http->call(request, cancel);
    QVERIFY(!response.ok());
    QCOMPARE(response.failure().code, FailureCode::Cancelled);
    QCOMPARE(http->call(request, cancel).failure().code, FailureCode::Cancelled);
}

void TestHttpClient::endsInTime()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    HttpRequest request;
    request.url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()));
    request.timeLimit = std::chrono::milliseconds(200);
    const auto response = client()->call(request, {});
    QVERIFY(!response.ok());
    QCOMPARE(response.failure().code, FailureCode::ServerTimedOut);
}

void TestHttpClient::namesWhatItCannotReach()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    HttpRequest request;
    request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/users/anna@contoso.example?token=secret").arg(closed.serverPort()));
    closed.close();
    const auto response = client()->call(request, {});
    QVERIFY(!response.ok());
    QCOMPARE(response.failure().code, FailureCode::ServerNotReached);
    QCOMPARE(response.failure().arguments, QStringList{QStringLiteral("127.0.0.1")});
    QVERIFY(!response.failure().detail.contains(QLatin1String("anna")));
    QVERIFY(!response.failure().detail.contains(QLatin1String("secret")));
}

void TestHttpClient::refusesACaFileWithoutCertificates()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("no certificate");
    file.close();
    QCOMPARE(HttpClient::make({file.fileName()}).failure().code, FailureCode::CertificateFileInvalid);
    QCOMPARE(HttpClient::make({file.fileName() + QLatin1String(".none")}).failure().code, FailureCode::FileNotFound);
}

void TestHttpClient::readsRetryAfter()
{
    using std::chrono::seconds;
    QCOMPARE(retryAfterOf("17", {}), seconds(17));
    QCOMPARE(retryAfterOf(" 5 ", {}), seconds(5));
    QCOMPARE(retryAfterOf({}, {}), seconds(0));
    QCOMPARE(retryAfterOf("-3", {}), seconds(0));
    QCOMPARE(retryAfterOf("99999999999999", {}), seconds(86400));
    QCOMPARE(retryAfterOf("soon", {}), seconds(0));
    QCOMPARE(retryAfterOf("Sun, 22 Nov 2026 10:00:30 GMT", "Sun, 22 Nov 2026 10:00:00 GMT"), seconds(30));
    QCOMPARE(retryAfterOf("Sun, 22 Nov 2026 10:00:30 GMT", {}), seconds(0));
}

void TestHttpClient::worksForManyThreads()
{
    ScriptedHttpServer server([](const auto &request) { return ScriptedHttpServer::answer(200, request.target); });
    const auto http = client();
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            for (int n = 0; n < 10; ++n) {
                HttpRequest request;
                const QString path = QStringLiteral("/%1/%2").arg(i).arg(n);
                request.url = server.url(path);
                const auto response = http->call(request, {});
                right += response && response->body == path.toLatin1() ? 1 : 0;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(int(right), 80);
}

void TestHttpClient::tellsTheLogNothingOfTheUrl()
{
    ScriptedHttpServer server([](const auto &request) {
        return ScriptedHttpServer::answer(request.target.contains("busy") ? 429 : 200, "{}", "request-id: 1-2-3\r\nRetry-After: 7\r\n");
    });
    const QTemporaryDir place;
    const auto log = std::make_shared<ProgramLog>(place.filePath(QStringLiteral("log")), LogLevel::Details);
    const auto made = HttpClient::make({{}, log});
    QVERIFY(made.ok());
    HttpRequest request;
    request.headers = {{"Authorization", "Bearer secret"}};
    for (const QString &path : {QStringLiteral("/users/ann@contoso.example"), QStringLiteral("/busy?token=secret")}) {
        request.url = server.url(path);
        QVERIFY((*made)->call(request, {}).ok());
    }
    const QStringList lines = log->newest(10'000).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].contains(QLatin1String("DEBUG http answer host=127.0.0.1 method=GET status=200 ms=")), qPrintable(lines[0]));
    QVERIFY2(lines[1].contains(QLatin1String("WARN  http answer")), qPrintable(lines[1]));
    QVERIFY2(lines[1].endsWith(QLatin1String("wait_s=7 request_id=1-2-3")), qPrintable(lines[1]));
    for (const QString &line : lines)
        QVERIFY(!line.contains(QLatin1String("ann")) && !line.contains(QLatin1String("secret")));
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_HttpClient.moc"

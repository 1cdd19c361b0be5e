#include "identity/LoopbackListener.h"
#include "identity/LoopbackRequest.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

#include <thread>

using namespace tallybridge;
using Kind = LoopbackRequest::Kind;

namespace {

constexpr quint16 port = 1234;

Kind kindOf(const QByteArray &bytes)
{
    return LoopbackRequest::read(bytes, port).kind;
}

QByteArray get(const QByteArray &target, const QByteArray &host = "localhost:1234")
{
    return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

const ReturnPages pages{{QStringLiteral("A"), QStringLiteral("accepted <b>&")},
                        {QStringLiteral("R"), QStringLiteral("refused")},
                        {QStringLiteral("F"), QStringLiteral("foreign")}};

/// A browser's side of one connection.
class Browser
{
public:
    explicit Browser(const LoopbackListener &listener, QHostAddress address = QHostAddress::LocalHost)
        : m_port(quint16(listener.redirectUri().port()))
    {
        m_socket.connectToHost(address, m_port);
        m_socket.waitForConnected();
    }
    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.waitForBytesWritten();
    }
    /// Everything until the listener ends the connection.
    QByteArray answer()
    {
        while (m_socket.waitForReadyRead(20'000)) {
        }
        return m_socket.readAll();
    }
    QByteArray open(const QByteArray &target)
    {
        send(get(target, "localhost:" + QByteArray::number(int(m_port))));
        return answer();
    }

private:
    quint16 m_port;
    QTcpSocket m_socket;
};

} // namespace

class TestLoopbackListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRequests_data();
    void readsRequests();
    void decodesAnswers();
    void everyCutIsIncomplete();
    void takesTheRightAnswer();
    void turnsAwayWhatIsNoAnswer();
    void answersOnlyOnce();
    void showsRefusals();
    void isReachedByIpv6Too();
    void listensOnThisComputerOnly();
    void idleConnectionsKeepNobodyOut();
    void timesOut();
    void isCancelled();
    void statesAreNotRepeated();
};

void TestLoopbackListener::readsRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const QByteArray &bytes, Kind kind) { QTest::newRow(name) << bytes << int(kind); };
    row("answer", get("/tallybridge?state=1"), Kind::Answer);
    row("no query", get("/tallybridge"), Kind::Answer);
    row("HTTP/1.0", "GET /tallybridge HTTP/1.0\r\nhost: LOCALHOST:1234\r\n\r\n", Kind::Answer);
    row("by address", get("/tallybridge?a=b", "127.0.0.1:1234"), Kind::Answer);
    row("by IPv6 address", get("/tallybridge?a=b", "[::1]:1234"), Kind::Answer);
    row("nothing", "", Kind::Incomplete);
    row("another path", get("/"), Kind::WrongPath);
    row("path with other case", get("/Tallybridge?state=1"), Kind::WrongPath);
    row("path goes on", get("/tallybridge/x?state=1"), Kind::WrongPath);
    row("encoded path", get("/%74allybridge?state=1"), Kind::WrongPath);
    row("icon", get("/favicon.ico"), Kind::WrongPath);
    row("post", "POST /tallybridge HTTP/1.1\r\nHost: localhost:1234\r\nContent-Length: 7\r\n\r\nstate=1", Kind::WrongMethod);
    row("options", "OPTIONS /tallybridge HTTP/1.1\r\nHost: localhost:1234\r\n\r\n", Kind::WrongMethod);
    row("rebound name", get("/tallybridge?state=1", "evil.example:1234"), Kind::WrongHost);
    row("rebound name with our word", get("/tallybridge?state=1", "localhost.evil.example:1234"), Kind::WrongHost);
    row("another port", get("/tallybridge?state=1", "localhost:80"), Kind::WrongHost);
    row("no port", get("/tallybridge?state=1", "localhost"), Kind::WrongHost);
    row("no host", "GET /tallybridge HTTP/1.1\r\nAccept: */*\r\n\r\n", Kind::Malformed);
    row("two hosts", "GET /tallybridge HTTP/1.1\r\nHost: localhost:1234\r\nHost: localhost:1234\r\n\r\n", Kind::Malformed);
    row("field without colon", "GET /tallybridge HTTP/1.1\r\nHost: localhost:1234\r\nx\r\n\r\n", Kind::Malformed);
    row("whole address", get("http://localhost:1234/tallybridge?state=1"), Kind::Malformed);
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\n", Kind::Malformed);
    row("TLS", QByteArray::fromHex("16030100c8010000c4"), Kind::Malformed);
    row("NUL", QByteArray("GET /tallybridge?state=1\0 HTTP/1.1\r\n\r\n", 38), Kind::Malformed);
    row("blank in the address", get("/tallybridge?state=1 2"), Kind::Malformed);
    row("two states", get("/tallybridge?state=1&state=2"), Kind::Malformed);
    row("two states, one encoded", get("/tallybridge?state=1&%73tate=2"), Kind::Malformed);
    row("endless", "GET /tallybridge?" + QByteArray(LoopbackRequest::mostBytes, 'a'), Kind::Malformed);
    row("endless, ended", get("/tallybridge?" + QByteArray(LoopbackRequest::mostBytes, 'a')), Kind::Malformed);
    row("too many fields", get("/tallybridge?" + QByteArray("a&").repeated(LoopbackRequest::mostFields)), Kind::Malformed);
}

void TestLoopbackListener::readsRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, kind);
    QCOMPARE(int(kindOf(bytes)), kind);
}

void TestLoopbackListener::decodesAnswers()
{
    const auto request = LoopbackRequest::read(
        get("/tallybridge?error=access_denied&error_description=AADSTS65004%3A+User+declined%2E&empty=&bare&%C3%A9=%C3%A9&bad=%zz%ff"),
        port);
    QCOMPARE(request.kind, Kind::Answer);
    QCOMPARE(request.answer.value(QLatin1String("error_description")), QStringLiteral("AADSTS65004: User declined."));
    QVERIFY(request.answer.fields.contains(QStringLiteral("bare")));
    QCOMPARE(request.answer.fields.value(QStringLiteral("é")), QStringLiteral("é"));
    QVERIFY(request.answer.isRefusal());
    QVERIFY(!LoopbackRequest::read(get("/tallybridge?error="), port).answer.isRefusal());
}

void TestLoopbackListener::everyCutIsIncomplete()
{
    const QByteArray whole = get("/tallybridge?state=1&code=2");
    for (qsizetype i = 0; i < whole.size(); ++i)
        QCOMPARE(int(kindOf(whole.left(i))), int(Kind::Incomplete));
    QCOMPARE(int(kindOf(whole)), int(Kind::Answer));
}

void TestLoopbackListener::takesTheRightAnswer()
{
    const auto listener = LoopbackListener::open("right", pages);
    QVERIFY(listener.ok());
    const QUrl url = (*listener)->redirectUri();
    QCOMPARE(url.scheme(), QStringLiteral("http"));
    QCOMPARE(url.host(), QStringLiteral("localhost"));
    QCOMPARE(url.path(), LoopbackListener::registeredUri().path());
    QVERIFY(url.port() > 0);
    QByteArray shown;
    std::thread browser([&] {
        Browser slow(**listener);
        const QByteArray request = get("/tallybridge?state=right&tenant=t&x=1", "localhost:" + QByteArray::number(url.port()));
        slow.send(request.left(20));
        slow.send(request.mid(20));
        shown = slow.answer();
    });
    const auto answer = (*listener)->wait(std::chrono::minutes(1), {});
    browser.join();
    QVERIFY(answer.ok());
    QCOMPARE(answer->value(QLatin1String("tenant")), QStringLiteral("t"));
    QVERIFY(shown.startsWith("HTTP/1.1 200 "));
    QVERIFY(shown.contains("accepted &lt;b&gt;&amp;"));
    QVERIFY(shown.contains("Cache-Control: no-store"));
    QVERIFY(shown.contains("default-src 'none'"));
    QVERIFY(!shown.contains("right"));
    QCOMPARE((*listener)->foreignAnswers(), 0);
}

void TestLoopbackListener::turnsAwayWhatIsNoAnswer()
{
    const auto listener = LoopbackListener::open("right", pages);
    QVERIFY(listener.ok());
    CancelToken cancel;
    for (const auto &[target, status] : {std::pair{"/tallybridge?state=wrong", "400"},
                                         {"/tallybridge?state=righ", "400"},
                                         {"/tallybridge?state=right2", "400"},
                                         {"/tallybridge?state=", "400"},
                                         {"/tallybridge", "400"},
                                         {"/tallybridge?state=right&state=right", "400"},
                                         {"/favicon.ico", "404"}}) {
        const QByteArray shown = Browser(**listener).open(target);
        QVERIFY2(shown.startsWith(QByteArray(QByteArray("HTTP/1.1 ") + status)), target);
        QVERIFY(shown.contains("foreign"));
    }
    QCOMPARE((*listener)->foreignAnswers(), 5);
    Browser rebound(**listener);
    rebound.send(get("/tallybridge?state=right", "evil.example:" + QByteArray::number((*listener)->redirectUri().port())));
    QVERIFY(rebound.answer().startsWith("HTTP/1.1 400 "));
    Browser cut(**listener);
    cut.send("GET /tallybr");
    // None of them ended the wait, nor could.
    QCOMPARE((*listener)->wait(std::chrono::milliseconds(1), cancel).failure().code, FailureCode::ConsentTimedOut);
    QVERIFY(Browser(**listener).open("/tallybridge?state=right").startsWith("HTTP/1.1 200 "));
    QVERIFY((*listener)->wait(std::chrono::minutes(1), cancel).ok());
}

void TestLoopbackListener::answersOnlyOnce()
{
    const auto listener = LoopbackListener::open("right", pages);
    QVERIFY(listener.ok());
    QVERIFY(Browser(**listener).open("/tallybridge?state=right&code=1").startsWith("HTTP/1.1 200 "));
    QVERIFY(Browser(**listener).open("/tallybridge?state=right&code=2").startsWith("HTTP/1.1 410 "));
    const auto answer = (*listener)->wait(std::chrono::minutes(1), {});
    QVERIFY(answer.ok());
    QCOMPARE(answer->value(QLatin1String("code")), QStringLiteral("1"));
}

void TestLoopbackListener::showsRefusals()
{
    const auto listener = LoopbackListener::open("right", pages);
    QVERIFY(listener.ok());
    QVERIFY(Browser(**listener).open("/tallybridge?admin_consent=True&error=consent_required&state=right").contains("refused"));
    QVERIFY((*listener)->wait(std::chrono::minutes(1), {})->isRefusal());
}

void TestLoopbackListener::isReachedByIpv6Too()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHostIPv6))
        QSKIP("this computer has no IPv6");
    const auto listener = LoopbackListener::open("right", pages);
    QVERIFY(listener.ok());
    Browser browser(**listener, QHostAddress::LocalHostIPv6);
    QVERIFY(browser.isConnected());
    QVERIFY(browser.open("/tallybridge?state=right").startsWith("HTTP/1.1 200 "));
}

void TestLoopbackListener::listensOnThisComputerOnly()
{
    const auto listener = LoopbackListener::open("right", pages);
    QVERIFY(listener.ok());
    // Another address of the loopback network stands for every other interface.
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QStringLiteral("127.0.0.2")), quint16((*listener)->redirectUri().port()));
    QVERIFY(!socket.waitForConnected(5000));
}

void TestLoopbackListener::idleConnectionsKeepNobodyOut()
{
    const auto listener = LoopbackListener::open("right", pages);
    QVERIFY(listener.ok());
    std::vector<std::unique_ptr<Browser>> idle;
    for (int i = 0; i < 100; ++i)
        idle.push_back(std::make_unique<Browser>(**listener));
    QVERIFY(Browser(**listener).open("/tallybridge?state=right").startsWith("HTTP/1.1 200 "));
    QVERIFY((*listener)->wait(std::chrono::minutes(1), {}).ok());
}

void TestLoopbackListener::timesOut()
{
    const auto listener = LoopbackListener::open("right", pages);
    QVERIFY(listener.ok());
    const auto answer = (*listener)->wait(std::chrono::milliseconds(1), {});
    QCOMPARE(answer.failure().code, FailureCode::ConsentTimedOut);
    QCOMPARE(answer.failure().arguments, QStringList{QStringLiteral("1")});
}

void TestLoopbackListener::isCancelled()
{
    const auto listener = LoopbackListener::open("right", pages);
    QVERIFY(listener.ok());
    const CancelToken cancel;
    std::thread other([&cancel] { cancel.cancel(); });
    QCOMPARE((*listener)->wait(std::chrono::hours(1), cancel).failure().code, FailureCode::Cancelled);
    other.join();
}

void TestLoopbackListener::statesAreNotRepeated()
{
    const QByteArray state = unguessable();
    QCOMPARE(state.size(), 43);
    QVERIFY(state != unguessable());
}

QTEST_GUILESS_MAIN(TestLoopbackListener)
#include "tst_LoopbackListener.moc"

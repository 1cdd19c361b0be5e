#include "mailbox/graph/GraphFacts.h"
#include "mailbox/graph/GraphMessage.h"
#include "mailbox/graph/GraphMime.h"
#include "mailbox/graph/GraphNames.h"
#include "mailbox/graph/GraphReply.h"
#include "mailbox/graph/GraphUpload.h"
#include "message/MessageComposer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace tallybridge;

namespace {

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char(i * 131 + i / 251);
    return bytes;
}

Item chat()
{
    Item item;
    item.emlSha256 = QByteArray(32, 'e');
    item.sourceId = QStringLiteral("id-1");
    item.key = ItemKey::of(item.sourceId, {}, item.emlSha256);
    item.kind = ItemKind::Chat;
    item.subject = QStringLiteral("WhatsApp from Anna to Ben");
    item.text = QStringLiteral("Hallo \u4f60\u597d");
    item.time = QDateTime(QDate(2026, 11, 1), QTime(10, 0), Qt::UTC);
    item.participants.push_back({Participant::Role::From,
                                 QStringLiteral("Anna"),
                                 QStringLiteral("anna@contoso.example"),
                                 {},
                                 *MailAddress::parse(u"anna@contoso.example")});
    item.participants.push_back(
        {Participant::Role::To, QStringLiteral("Ben 447700900101"), QStringLiteral("447700900101"), PhoneNumber(), {}});
    return item;
}

std::shared_ptr<const ComposedMessage> compose(const Item &item)
{
    ComposeOptions options;
    options.now = QDateTime(QDate(2026, 11, 2), QTime(0, 0), Qt::UTC);
    options.deliveryTime = options.now;
    options.sizeLimit = 200 << 20;
    auto message = composeMessage(item, options);
    return message ? std::make_shared<const ComposedMessage>(*message) : nullptr;
}

QString valueOf(const QJsonObject &message, QLatin1String id)
{
    return graph::propertyOf(message, id);
}

} // namespace

class TestGraphMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAReceivedMessage();
    void keepsHeadersWithinTheLimits();
    void putsSmallFilesIntoTheCall();
    void leavesLargeFilesForLater();
    void sendsALongTextAsAFile();
    void cutsRangesOutOfBase64_data();
    void cutsRangesOutOfBase64();
    void sendsAddressesThatTheServiceTakes();
    void cutsSubjects();
    void comparesFacts();
    void comparesSizes();
    void readsFactsOfOthers();
    void writesRanges();
    void readsWhereToGoOn_data();
    void readsWhereToGoOn();
    void readsHostileReplies_data();
    void readsHostileReplies();
    void takesOnlyCreatedWithId();
    void findsProperties();
    void importsWhatMimeSays();
    void givesImportMimeUp();
};

void TestGraphMessages::importsWhatMimeSays()
{
    const graph::MimeImport mime(true);
    const auto message = compose(chat());
    QVERIFY(mime.suits(*message));
    QVERIFY(!graph::MimeImport(false).suits(*message));
    const graph::Call call = graph::importMimeCall(QStringLiteral("u"), QStringLiteral("f"), *message);
    QCOMPARE(QByteArray::fromBase64(call.body), message->bytes);
    QVERIFY(call.body.contains('\n') == false);

    Item item = chat();
    item.subject = QString(300, u's');
    QVERIFY(!mime.suits(*compose(item)));
    item = chat();
    item.participants.push_back(item.participants.front());
    item.participants.back().address = *MailAddress::parse(u"carl@contoso.example");
    item.participants.back().rawAddress = QStringLiteral("carl@contoso.example");
    QVERIFY(!mime.suits(*compose(item)));
    item = chat();
    item.text = QString(3'000'000, u't');
    QVERIFY(!mime.suits(*compose(item)));
}

void TestGraphMessages::givesImportMimeUp()
{
    const auto message = compose(chat());
    graph::Reply reply;
    for (const int status : {403, 404, 405, 501}) {
        graph::MimeImport mime(true);
        reply.status = status;
        QVERIFY(graph::refusesMime(reply));
        mime.noteRefusal(reply);
        QVERIFY(!mime.suits(*message));
    }
    graph::MimeImport mime(true);
    reply.status = 400; // perhaps about this mail only
    mime.noteRefusal(reply);
    QVERIFY(mime.suits(*message));
    mime.noteRefusal(reply);
    mime.noteRefusal(reply);
    QVERIFY(!mime.suits(*message));
    for (const int status : {201, 200, 401, 409, 429, 500, 503, 504}) {
        reply.status = status;
        QVERIFY(!graph::refusesMime(reply));
    }
}

void TestGraphMessages::makesAReceivedMessage()
{
    const auto message = compose(chat());
    const graph::Draftless call = graph::createCall(message, QStringLiteral("IPM.X"));
    QVERIFY(call.files.empty());
    const QJsonObject json = QJsonDocument::fromJson(call.body).object();
    QCOMPARE(json[QLatin1String("subject")].toString(), QStringLiteral("WhatsApp from Anna to Ben"));
    QCOMPARE(valueOf(json, graph::flagsProperty), QStringLiteral("1"));
    QCOMPARE(valueOf(json, graph::deliveryTimeProperty), QStringLiteral("2026-11-01T10:00:00.000Z"));
    QCOMPARE(valueOf(json, graph::submitTimeProperty), QStringLiteral("2026-11-01T10:00:00.000Z"));
    QCOMPARE(valueOf(json, graph::messageClassProperty), QStringLiteral("IPM.X"));
    QCOMPARE(valueOf(json, graph::keyProperty), message->key.hex());
    QCOMPARE(valueOf(json, graph::stateProperty), QStringLiteral("done"));
    QVERIFY(valueOf(json, graph::headersProperty).startsWith(QLatin1String("Date: ")));
    QVERIFY(valueOf(json, graph::headersProperty).endsWith(QLatin1String("MIME-Version: 1.0\r\n")));
    QCOMPARE(json[QLatin1String("from")][QLatin1String("emailAddress")][QLatin1String("address")].toString(),
             QStringLiteral("anna@contoso.example"));
    QVERIFY(json[QLatin1String("body")][QLatin1String("content")].toString().contains(QStringLiteral("\u4f60\u597d")));
    QCOMPARE(json[QLatin1String("internetMessageId")].toString(), QString(u'<' + message->key.messageId() + u'>'));
    QVERIFY(!json.contains(QLatin1String("receivedDateTime")));
    QVERIFY(!json.contains(QLatin1String("isDraft")));
}

void TestGraphMessages::keepsHeadersWithinTheLimits()
{
    Item item = chat();
    item.sourceId = QString(2000, u'x');
    const auto names = [](const Item &item) {
        const QJsonObject json = QJsonDocument::fromJson(graph::createCall(compose(item), {}).body).object();
        QStringList names;
        for (const auto &header : json[QLatin1String("internetMessageHeaders")].toArray())
            names << header[QLatin1String("name")].toString();
        return names;
    };
    QVERIFY(!names(item).contains(QLatin1String("X-TELEMESSAGE-ArchiveMessageID")));
    item.sourceId = QStringLiteral("\u00e4");
    QVERIFY(!names(item).contains(QLatin1String("X-TELEMESSAGE-ArchiveMessageID")));
    const QStringList all = names(chat());
    QVERIFY(all.size() <= 5);
    QCOMPARE(all.mid(0, 2), (QStringList{QStringLiteral("X-TELEMESSAGE-ArchiveMessageID"), QStringLiteral("X-Tallybridge-EML-SHA256")}));
}

void TestGraphMessages::putsSmallFilesIntoTheCall()
{
    Item item = chat();
    const QByteArray content = pattern(100'000);
    item.attachments.push_back({QStringLiteral("a \"b\".jpg"), "image/jpeg", "cid@x", true, content});
    item.attachments.push_back({QStringLiteral("empty.txt"), "text/plain", {}, false, {}});
    const graph::Draftless call = graph::createCall(compose(item), {});
    QVERIFY(call.files.empty());
    QCOMPARE(call.inlineFiles, size_t(2));
    const QJsonArray files = QJsonDocument::fromJson(call.body).object()[QLatin1String("attachments")].toArray();
    QCOMPARE(files.size(), 2);
    QCOMPARE(QByteArray::fromBase64(files[0][QLatin1String("contentBytes")].toString().toLatin1()), content);
    QCOMPARE(files[0][QLatin1String("contentId")].toString(), QStringLiteral("cid@x"));
    QCOMPARE(files[0][QLatin1String("@odata.type")].toString(), QStringLiteral("#microsoft.graph.fileAttachment"));
    QCOMPARE(files[1][QLatin1String("contentBytes")].toString(), QString());
}

void TestGraphMessages::leavesLargeFilesForLater()
{
    Item item = chat();
    item.attachments.push_back({QStringLiteral("large.bin"), "application/x", {}, false, pattern(5'000'000)});
    item.attachments.push_back({QStringLiteral("small.bin"), "application/x", {}, false, pattern(1'000'000)});
    item.attachments.push_back({QStringLiteral("next.bin"), "application/x", {}, false, pattern(2'000'000)});
    const graph::Draftless call = graph::createCall(compose(item), {});
    QCOMPARE(call.inlineFiles, size_t(1));
    QCOMPARE(call.files.size(), size_t(2));
    QCOMPARE(call.files[0].name(), QStringLiteral("large.bin"));
    QVERIFY(call.body.size() < 4'000'000);
    QVERIFY(graph::fileJson(call.files[1]).size() < 4'000'000);
    const QJsonObject json = QJsonDocument::fromJson(call.body).object();
    QCOMPARE(valueOf(json, graph::stateProperty), QStringLiteral("pending"));
}

void TestGraphMessages::sendsALongTextAsAFile()
{
    Item item = chat();
    item.text = QString(3'000'000, u'a');
    const auto message = compose(item);
    const graph::Draftless call = graph::createCall(message, {});
    QVERIFY(call.body.size() < 4'000'000);
    QCOMPARE(call.files.size(), size_t(1));
    QCOMPARE(call.files[0].bytes(0, call.files[0].size()), message->content.html);
    QCOMPARE(graph::Facts::of(*message).fileSizes, std::vector<qint64>{message->content.html.size()});
}

void TestGraphMessages::cutsRangesOutOfBase64_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 1000, 100'001})
        QTest::addRow("%d", size) << size;
}

void TestGraphMessages::cutsRangesOutOfBase64()
{
    QFETCH(int, size);
    const QByteArray content = pattern(size);
    Item item = chat();
    item.attachments.push_back({QStringLiteral("x.bin"), "application/x", {}, false, content});
    const auto message = compose(item);
    const graph::File file(message, message->content.files.at(0));
    QCOMPARE(file.size(), qint64(size));
    QCOMPARE(file.base64(), content.toBase64());
    QCOMPARE(file.bytes(0, size), content);
    for (const qint64 step : {1, 56, 57, 58, 300, 4096}) {
        if (size / step > 5000)
            continue;
        QByteArray all;
        for (qint64 at = 0; at < size; at += step)
            all += file.bytes(at, step);
        QCOMPARE(all, content);
    }
    QVERIFY(file.bytes(size, 10).isEmpty());
}

void TestGraphMessages::sendsAddressesThatTheServiceTakes()
{
    QCOMPARE(graph::sentAddress("447700900101@whatsapp.invalid"), QStringLiteral("447700900101@whatsapp.invalid"));
    QCOMPARE(graph::sentAddress("a+b_c@x-y.example"), QStringLiteral("a+b_c@x-y.example"));
    for (const QByteArray &odd :
         {QByteArray("\"a b\"@c.example"), QByteArray("a@b"), QByteArray("a@@b.example"), QByteArray("a..b@c.example"),
          QByteArray("a.@b.example"), QByteArray(), QByteArray("a@.b"), QByteArray("a@b."), QByteArray("a\nb@c.d")}) {
        const QString sent = graph::sentAddress(odd);
        QVERIFY2(sent.startsWith(QLatin1String("x-")) && sent.endsWith(QLatin1String("@whatsapp.invalid")), qPrintable(sent));
        QCOMPARE(graph::sentAddress(odd), sent);
    }
}

void TestGraphMessages::cutsSubjects()
{
    QCOMPARE(graph::sentSubject(QStringLiteral(" a \n b ")), QStringLiteral("a b"));
    QCOMPARE(graph::sentSubject(QString(300, u'a')).size(), 255);
    const QString emoji = QString(254, u'a') + QString::fromUcs4(U"\U0001F600");
    QCOMPARE(graph::sentSubject(emoji), QString(254, u'a'));
}

void TestGraphMessages::comparesFacts()
{
    const auto message = compose(chat());
    const graph::Facts facts = *graph::Facts::read(graph::Facts::of(*message).text());
    QCOMPARE(facts.mailSha256, message->sha256);
    QJsonObject shown = QJsonDocument::fromJson(graph::createCall(message, {}).body).object();
    shown.insert(QLatin1String("sentDateTime"), QStringLiteral("2026-11-01T10:00:00Z"));
    QVERIFY(graph::isUnchanged(facts, shown));
    const auto changed = [&](QLatin1String name, const QJsonValue &value) {
        QJsonObject other = shown;
        other.insert(name, value);
        return !graph::isUnchanged(facts, other);
    };
    QVERIFY(changed(QLatin1String("subject"), QStringLiteral("Other")));
    QVERIFY(changed(QLatin1String("sentDateTime"), QStringLiteral("2026-11-01T10:05:00Z")));
    QVERIFY(changed(QLatin1String("sentDateTime"), QJsonValue()));
    QVERIFY(changed(QLatin1String("toRecipients"), QJsonArray()));
    QVERIFY(!changed(QLatin1String("subject"), QString(shown[QLatin1String("subject")].toString() + u' ')));
}

void TestGraphMessages::comparesSizes()
{
    graph::Facts facts;
    facts.fileSizes = {100, 5'000'000};
    QVERIFY(graph::sizesFit(facts, {5'000'200, 250}));
    QVERIFY(!graph::sizesFit(facts, {250}));
    QVERIFY(!graph::sizesFit(facts, {250, 4'999'999}));
    QVERIFY(!graph::sizesFit(facts, {99, 5'000'000}));
    QVERIFY(!graph::sizesFit(facts, {100, 9'000'000}));
    QVERIFY(!graph::sizesFit(facts, {-1, 5'000'000}));
}

void TestGraphMessages::readsFactsOfOthers()
{
    for (const QString &text : {QString(), QStringLiteral("{}"), QStringLiteral("[1]"), QStringLiteral("{\"v\":2}"), QString(40'000, u'[')})
        QVERIFY(!graph::Facts::read(text));
    const auto odd = graph::Facts::read(QStringLiteral("{\"v\":1,\"files\":{\"a\":1},\"time\":\"x\",\"mail\":\"zz\"}"));
    QVERIFY(odd);
    QVERIFY(odd->fileSizes.empty());
}

void TestGraphMessages::writesRanges()
{
    QCOMPARE(graph::contentRange(0, 100, 250), QByteArray("bytes 0-99/250"));
    QCOMPARE(graph::contentRange(200, 50, 250), QByteArray("bytes 200-249/250"));
    QCOMPARE(graph::rangeBytes % 327'680, qint64(0));
    QVERIFY(graph::rangeBytes < 4'000'000);
}

void TestGraphMessages::readsWhereToGoOn_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("open") << QByteArray("{\"nextExpectedRanges\":[\"100-\"]}") << qint64(100);
    QTest::newRow("closed") << QByteArray("{\"nextExpectedRanges\":[\"100-199\"]}") << qint64(100);
    QTest::newRow("plain") << QByteArray("{\"nextExpectedRanges\":[\"100\"]}") << qint64(100);
    QTest::newRow("begin") << QByteArray("{\"nextExpectedRanges\":[\"0-\"]}") << qint64(0);
    QTest::newRow("none") << QByteArray("{\"nextExpectedRanges\":[]}") << qint64(-1);
    QTest::newRow("nothing") << QByteArray("{}") << qint64(-1);
    QTest::newRow("beyond") << QByteArray("{\"nextExpectedRanges\":[\"200-\"]}") << qint64(-1);
    QTest::newRow("negative") << QByteArray("{\"nextExpectedRanges\":[\"-5\"]}") << qint64(-1);
    QTest::newRow("huge") << QByteArray("{\"nextExpectedRanges\":[\"99999999999999999999-\"]}") << qint64(-1);
    QTest::newRow("number") << QByteArray("{\"nextExpectedRanges\":[100]}") << qint64(-1);
}

void TestGraphMessages::readsWhereToGoOn()
{
    QFETCH(QByteArray, answer);
    QFETCH(qint64, offset);
    QCOMPARE(graph::nextOffset(QJsonDocument::fromJson(answer).object(), 200), offset);
}

void TestGraphMessages::readsHostileReplies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("deep") << QByteArray(QByteArray("{\"value\":") + QByteArray(200'000, '['));
    QTest::newRow("page") << QByteArray("<html></html>");
    QTest::newRow("list") << QByteArray("[1,2]");
    QTest::newRow("kinds") << QByteArray("{\"id\":{},\"value\":{\"id\":1},\"error\":[],\"responses\":{},\"@odata.nextLink\":7}");
    QTest::newRow("cut") << QByteArray("{\"id\":\"AA");
}

void TestGraphMessages::readsHostileReplies()
{
    QFETCH(QByteArray, body);
    const graph::Reply reply = graph::readReply(201, body);
    QVERIFY(reply.createdId().isEmpty());
    QVERIFY(reply.errorCode.isEmpty());
    QVERIFY(graph::readPage(reply.body).items.empty());
    QVERIFY(graph::readPage(reply.body).next.isEmpty());
}

void TestGraphMessages::takesOnlyCreatedWithId()
{
    QCOMPARE(graph::readReply(201, "{\"id\":\"AAMk=\"}").createdId(), QStringLiteral("AAMk="));
    QVERIFY(graph::readReply(200, "{\"id\":\"AAMk=\"}").createdId().isEmpty());
    QVERIFY(graph::readReply(202, "{\"id\":\"AAMk=\"}").createdId().isEmpty());
    QVERIFY(graph::readReply(201, "{\"id\":\"A B\"}").createdId().isEmpty());
    QVERIFY(graph::readReply(201, "{\"id\":\"" + QByteArray(2000, 'A') + "\"}").createdId().isEmpty());
    QCOMPARE(graph::readReply(404, "{\"error\":{\"code\":\"ErrorItemNotFound\",\"message\":\"anna@contoso.example\"}}").errorCode,
             QStringLiteral("ErrorItemNotFound"));
    QCOMPARE(graph::readReply(400, "{\"error\":{\"code\":\"a <b>\\n anna@x\"}}").errorCode, QStringLiteral("abannax"));
}

void TestGraphMessages::findsProperties()
{
    const auto object = [](const QByteArray &id) {
        return QJsonDocument::fromJson("{\"singleValueExtendedProperties\":[7,{\"id\":\"" + id + "\",\"value\":\"v\"}]}").object();
    };
    QCOMPARE(valueOf(object("String {5D3F9C1E-7A42-4B6B-9F0E-2C8A61D7E4B9} Name TallybridgeKey"), graph::keyProperty), QStringLiteral("v"));
    QVERIFY(valueOf(object("String {5d3f9c1e-7a42-4b6b-9f0e-2c8a61d7e4b9} Name tallybridgekey"), graph::keyProperty).isEmpty());
    QVERIFY(valueOf(object("String {5d3f9c1e-7a42-4b6b-9f0e-2c8a61d7e4b8} Name TallybridgeKey"), graph::keyProperty).isEmpty());
    QCOMPARE(valueOf(object("String 0x1a"), graph::messageClassProperty), QStringLiteral("v"));
    QCOMPARE(valueOf(object("string 0x001A"), graph::messageClassProperty), QStringLiteral("v"));
    QVERIFY(valueOf(object("String 0x1b"), graph::messageClassProperty).isEmpty());
    QVERIFY(valueOf(object("Binary 0x1a"), graph::messageClassProperty).isEmpty());
}

QTEST_GUILESS_MAIN(TestGraphMessages)
#include "tst_graph_messages.moc"

#include "unit/message/Samples.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

using namespace tallybridge;
using namespace tallybridge::samples;

namespace {

QString u(const char *text)
{
    return QString::fromUtf8(text);
}

Participant person(Participant::Role role, const QString &name, const QString &address)
{
    Participant participant;
    participant.role = role;
    participant.displayName = name;
    participant.rawAddress = address;
    participant.address = MailAddress::parse(address).value_or(MailAddress());
    participant.number = PhoneNumber::findIn(name).value_or(PhoneNumber());
    return participant;
}

} // namespace

/// Every composed mail is read back with Python's email package, which shares no code with the composer or with GMime.
class ComposedMailTest : public QObject
{
    Q_OBJECT

    QProcess m_python;

    QJsonObject read(const QByteArray &mail)
    {
        m_python.write(QByteArray::number(mail.size()) + '\n');
        m_python.write(mail);
        while (!m_python.canReadLine()) {
            if (!m_python.waitForReadyRead(60'000))
                return {};
        }
        return QJsonDocument::fromJson(m_python.readLine()).object();
    }

    QJsonObject compose(const Item &item, const ComposeOptions &composeOptions = options())
    {
        const auto mail = composeMessage(item, composeOptions);
        return mail ? read(mail->bytes) : QJsonObject();
    }

    static QString headerOf(const QJsonObject &mail, const char *name)
    {
        for (const QJsonValue &header : mail[QLatin1String("headers")].toArray()) {
            if (header[0].toString().compare(QLatin1String(name), Qt::CaseInsensitive) == 0)
                return header[1].toString();
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
        QVERIFY2(!python.isEmpty(), "python3 is needed to read the mails back");
        m_python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_python.start(python, {QStringLiteral(TALLYBRIDGE_SOURCE_DIR "/tests/unit/message/read_mail.py")});
        QVERIFY(m_python.waitForStarted());
    }

    void cleanupTestCase()
    {
        m_python.closeWriteChannel();
        QVERIFY(m_python.waitForFinished());
        QCOMPARE(m_python.exitCode(), 0);
    }

    void isWellFormed_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fileName");
        const auto row = [](const char *name, const QString &subject, const QString &text, const QString &fileName) {
            QTest::newRow(name) << subject << text << fileName;
        };
        row("plain", u("Hello"), u("Lunch?"), u("a.pdf"));
        row("emoji with ZWJ", u("Family \xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 ").repeated(20).trimmed(),
            u("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9"), u("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9.jpg"));
        row("right to left", u("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D abc"), u("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D\n\xE2\x81\xA8x\xE2\x81\xA9"),
            u("\xD7\xA9.pdf"));
        row("CJK", u("\xE6\x97\xA5\xE6\x9C\xAC").repeated(100), u("\xE6\x97\xA5\xE6\x9C\xAC").repeated(1000),
            u("\xE6\x97\xA5").repeated(100) + u(".pdf"));
        row("one word of 5,000", QString(5000, u'x'), QString(5000, u'x'), QString(140, u'x') + u(".pdf"));
        row("998 octets", QString(998, u'x'), QString(998, u'x') + u'\n' + QString(999, u'y'), u("a"));
        row("many words", u("word ").repeated(300).trimmed(), u("word ").repeated(3000), u("a b c.pdf"));
        row("looks encoded", u("=?utf-8?Q?a?="), u("=3D =?utf-8?Q?a?="), u("=?utf-8?Q?a?=.pdf"));
        row("header in the subject", u("a\r\nBcc: evil@x.com\r\n\r\nbody\0"), u("x"), u("a\r\nb.pdf"));
        row("quotes", u("\"a\\b\" <c@d>, (e)"), u("\"a\\b\""), u("a\"b\\c.pdf"));
        row("lines of a mail", u("s"), u("From me\n.\n..\n--\n-- \n --=_\n\ttab \t\n trailing \n\n\n"), u("a.pdf"));
        row("only blanks and breaks", u("s"), u("   \n\t\n"), u("a.pdf"));
        row("empty text", u("s"), QString(), u("a.pdf"));
        row("parameters", u("s"), u("x"), u("a;b='c'%20*.pdf"));
        row("semicolon and blank", u("a; b"), u("x"), u("a; b.pdf"));
    }

    void isWellFormed()
    {
        QFETCH(QString, subject);
        QFETCH(QString, text);
        QFETCH(QString, fileName);
        Item source = item(chat());
        source.subject = subject;
        source.text = text;
        source.attachments = {{fileName, "application/pdf", "c1@x", false, QByteArray("\0\r\n.\r\n--x", 10)},
                              {{}, "image/jpeg", {}, true, {}}};
        const QJsonObject mail = compose(source);
        QCOMPARE(mail[u"defects"].toArray(), QJsonArray());
        QVERIFY(!mail[u"bare"].toBool());
        QVERIFY(mail[u"ascii"].toBool());
        QVERIFY(!mail[u"nul"].toBool());
        QVERIFY2(mail[u"longest"].toInt() <= 78, QByteArray::number(mail[u"longest"].toInt()).constData());
        QVERIFY(mail[u"longest_of_all"].toInt() <= 120);
        QString expectedSubject = subject;
        for (QChar &c : expectedSubject)
            c = c.category() == QChar::Other_Control ? QChar(u' ') : c;
        QCOMPARE(mail[u"subject"].toString(), expectedSubject.trimmed());
        QVERIFY(headerOf(mail, "Bcc").isEmpty());
        QVERIFY(mail[u"text"].toString().startsWith(text));
        const QJsonArray files = mail[u"files"].toArray();
        QCOMPARE(files.size(), 2);
        QCOMPARE(QByteArray::fromBase64(files[0][u"bytes"].toString().toLatin1()), source.attachments[0].content);
        QCOMPARE(files[0][u"type"].toString(), u("application/pdf"));
        QCOMPARE(files[0][u"id"].toString(), u("<c1@x>"));
        QCOMPARE(files[1][u"name"].toString(), u("attachment.jpg"));
        QCOMPARE(files[1][u"bytes"].toString(), QString());
        const QString name = files[0][u"name"].toString();
        QVERIFY(name.endsWith(fileName.last(1)));
        if (!fileName.contains(QRegularExpression(QStringLiteral("[\\x00-\\x1F\"\\\\*?]"))) && fileName.size() < 150)
            QCOMPARE(name, fileName);
    }

    void participantsAreReadable()
    {
        Item source = item(chat());
        source.participants = {
            person(Participant::Role::From, u("J\xC3\xB6rg 447911123456"), u("jorg@contoso.com")),
            person(Participant::Role::To, u("Ann \"the boss\" Lee, 12124325249"), u("ann@fabrikam.com")),
            person(Participant::Role::To, u("4915112345678"), u("nobody at home")),
            person(Participant::Role::Cc, u("No Number"), u("")),
            person(Participant::Role::Cc, u("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9").repeated(30),
                   u("x@b\xC3\xBC"
                     "cher.example")),
            person(Participant::Role::Cc, u("local"), u("j\xC3\xB6rg@x.com")),
            person(Participant::Role::Cc, u("a\r\nBcc: b@c"), u("c@x.com")),
        };
        source.participants[1].number = {};
        source.participants[2].displayName = u("Carl");
        const QJsonObject mail = compose(source);
        QCOMPARE(mail[u"defects"].toArray(), QJsonArray());
        const auto pair = [](const QString &name, const char *address) { return QJsonArray{name, u(address)}; };
        QCOMPARE(mail[u"from"].toArray(), QJsonArray{pair(u("J\xC3\xB6rg 447911123456"), "jorg@contoso.com")});
        const QJsonArray to{pair(u("Ann \"the boss\" Lee, 12124325249"), "ann@fabrikam.com"),
                            pair(u("Carl +4915112345678"), "4915112345678@whatsapp.invalid")};
        QCOMPARE(mail[u"to"].toArray(), to);
        const QJsonArray cc = mail[u"cc"].toArray();
        QCOMPARE(cc.size(), 4);
        const QString standIn =
            QLatin1String("unknown-") +
            QString::fromLatin1(QCryptographicHash::hash(QByteArray("No Number\0", 10), QCryptographicHash::Sha256).toHex().first(16)) +
            QLatin1String("@whatsapp.invalid");
        QCOMPARE(cc[0][1].toString(), standIn);
        // Python leaves a blank between the encoded words of a name, which RFC 2047 6.2 says to drop.
        QCOMPARE(cc[1][0].toString().remove(u' '), source.participants[4].displayName);
        QCOMPARE(cc[1][1].toString(), u("x@xn--bcher-kva.example"));
        QVERIFY(cc[2][1].toString().startsWith(QLatin1String("unknown-")));
        QCOMPARE(cc[3].toArray(), pair(u("a  Bcc: b@c"), "c@x.com"));
        QVERIFY(mail[u"text"].toString().contains(u("local <j\xC3\xB6rg@x.com>")));
        QVERIFY(mail[u"text"].toString().contains(u("Carl +4915112345678 <nobody at home>")));
    }

    void manyParticipants()
    {
        Item source = item(chat());
        source.participants = {person(Participant::Role::From, u("Ann 447911123456"), u("ann@contoso.com"))};
        for (int i = 0; i < 1023; ++i) {
            source.participants.push_back(person(Participant::Role::To,
                                                 u("=P\xC3\xB6 \"") + QString::number(i) + u("\" ") + QString::number(447900000000LL + i),
                                                 u("p") + QString::number(i) + u("@x.com")));
        }
        const QJsonObject mail = compose(source);
        QCOMPARE(mail[u"defects"].toArray(), QJsonArray());
        QCOMPARE(mail[u"from"].toArray().size() + mail[u"to"].toArray().size(), 500);
        for (int i = 0; i < 1023; ++i)
            QVERIFY(mail[u"text"].toString().contains(QLatin1String("<p") + QString::number(i) + QLatin1String("@x.com>")));
        const QJsonArray files = mail[u"files"].toArray();
        QCOMPARE(files.size(), 1);
        QCOMPARE(files[0][u"name"].toString(), u("participants.csv"));
        const QByteArray csv = QByteArray::fromBase64(files[0][u"bytes"].toString().toLatin1());
        QVERIFY(csv.startsWith("\xEF\xBB\xBFRole,Name,Number,Address\r\n"));
        QCOMPARE(csv.count("\r\n"), 1 + 524);
        QVERIFY(csv.contains("\"To\"") || csv.contains("To,"));
        QVERIFY(csv.contains("\"'=P\xC3\xB6 \"\"1022\"\" 447900001022\",\"447900001022\",\"p1022@x.com\""));
        QVERIFY(!csv.contains(",\"="));
    }

    void carriesHeaders()
    {
        Item source = item(chat());
        source.sourceHeaders.emplace_back(u("X-TELEMESSAGE-Odd"), u("\xE6\x97\xA5\r\nBcc: x"));
        source.sourceHeaders.emplace_back(u("X-TELEMESSAGE-Long"), QString(2000, u'l'));
        source.sourceHeaders.emplace_back(u("X-TELEMESSAGE-Huge"), QString(20'000, u'h'));
        source.sourceHeaders.emplace_back(u("Subject"), u("not ours"));
        source.sourceHeaders.emplace_back(u("X-TELEMESSAGE-a: b\r\nBcc"), u("x"));
        ComposeOptions composeOptions = options();
        composeOptions.inReplyTo = u("abc@archive.tallybridge.invalid");
        const QJsonObject mail = compose(source, composeOptions);
        QCOMPARE(mail[u"defects"].toArray(), QJsonArray());
        QCOMPARE(headerOf(mail, "Message-ID"), QString(u'<' + source.key.messageId() + u'>'));
        QCOMPARE(headerOf(mail, "In-Reply-To"), u("<abc@archive.tallybridge.invalid>"));
        QVERIFY(headerOf(mail, "References").endsWith(u("@thread.tallybridge.invalid> <abc@archive.tallybridge.invalid>")));
        QCOMPARE(headerOf(mail, "X-TELEMESSAGE-ArchiveMessageID"), u("A-1"));
        QCOMPARE(headerOf(mail, "X-TELEMESSAGE-Status"), u("delivered"));
        QCOMPARE(headerOf(mail, "X-TELEMESSAGE-Odd"), u("\xE6\x97\xA5  Bcc: x"));
        QCOMPARE(headerOf(mail, "X-TELEMESSAGE-Long"), QString(2000, u'l'));
        QVERIFY(headerOf(mail, "X-TELEMESSAGE-Huge").isEmpty());
        QVERIFY(mail[u"text"].toString().contains(QString(20'000, u'h')));
        QVERIFY(headerOf(mail, "Bcc").isEmpty());
        QCOMPARE(headerOf(mail, "X-Tallybridge-Item-Kind"), u("chat"));
        QCOMPARE(headerOf(mail, "X-Tallybridge-Item-Key"), source.key.hex());
        QCOMPARE(headerOf(mail, "X-Tallybridge-EML-SHA256"), QString::fromLatin1(source.emlSha256.toHex()));
        QCOMPARE(headerOf(mail, "X-Tallybridge-Source-Id"), u("A-1"));
        QCOMPARE(headerOf(mail, "X-Tallybridge-Delivery"), composeOptions.deliveryName);
        QVERIFY(headerOf(mail, "X-Tallybridge-Outcome").isEmpty());
        QCOMPARE(mail[u"date"].toString(), u("2026-11-22T15:05:00Z"));
        QVERIFY(mail[u"longest"].toInt() <= 78);
        QVERIFY(mail[u"longest_of_all"].toInt() <= 120);
    }

    void attachedMessagesAreExact()
    {
        Item source = item(chat());
        const QByteArray inner = "From: x\nSubject: bare \r line ends\n\n--=_\n\xFF\n";
        source.attachments = {{u("fwd.eml"), "message/rfc822", {}, false, inner},
                              {u("m"), "multipart/mixed", {}, false, inner},
                              {u("t.txt"), "text/plain", {}, false, inner},
                              {u("t.txt"), "no\r\ntype", {}, false, inner}};
        ComposeOptions composeOptions = options();
        composeOptions.attachOriginal = true;
        composeOptions.original = chat();
        const QJsonObject mail = compose(source, composeOptions);
        QCOMPARE(mail[u"defects"].toArray(), QJsonArray());
        const QJsonArray files = mail[u"files"].toArray();
        QCOMPARE(files.size(), 5);
        for (int i = 0; i < 4; ++i)
            QCOMPARE(QByteArray::fromBase64(files[i][u"bytes"].toString().toLatin1()), inner);
        QCOMPARE(files[0][u"type"].toString(), u("application/octet-stream"));
        QCOMPARE(files[0][u"name"].toString(), u("fwd.eml"));
        QCOMPARE(files[3][u"type"].toString(), u("application/octet-stream"));
        QCOMPARE(files[4][u"name"].toString(), u("original.eml"));
        QCOMPARE(QByteArray::fromBase64(files[4][u"bytes"].toString().toLatin1()), chat());
    }

    void htmlIsHarmless()
    {
        Item source = item(chat());
        source.text = u("<script>alert(1)</script> & \"x\"  y");
        source.groupName = u("<img src=http://x/y>");
        const QJsonObject mail = compose(source);
        const QString html = mail[u"html"].toString();
        QVERIFY(html.contains(u("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &nbsp;y")));
        QVERIFY(!html.contains(u("<script"), Qt::CaseInsensitive));
        QVERIFY(!html.contains(u("<img"), Qt::CaseInsensitive));
    }

    /// The mail goes through the reader again: what it shows is what was delivered.
    void ourReaderAgrees()
    {
        Item source = item(chat());
        source.attachments = {{u("\xE6\x97\xA5.pdf"), "application/pdf", {}, false, QByteArray(100'000, '\x7F')}};
        const auto mail = composeMessage(source, options());
        QVERIFY(mail.ok());
        const Item again = item(mail->bytes);
        QCOMPARE(again.subject, source.subject);
        QVERIFY(again.text.startsWith(source.text));
        QCOMPARE(again.attachments.size(), size_t(1));
        QCOMPARE(again.attachments[0].content, source.attachments[0].content);
        QCOMPARE(again.attachments[0].fileName, source.attachments[0].fileName);
        QCOMPARE(again.participants.size(), source.participants.size());
        QCOMPARE(again.participants[0].number, source.participants[0].number);
        QCOMPARE(again.sourceId, source.sourceId);
    }
};

QTEST_GUILESS_MAIN(ComposedMailTest)
#include "ComposedMailTest.moc"

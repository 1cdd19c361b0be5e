#include "unit/message/Samples.h"

#include <QCryptographicHash>
#include <QtTest>

using namespace tallybridge;
using namespace tallybridge::samples;

namespace {

QString u(const char *text)
{
    return QString::fromUtf8(text);
}

FailureCode failureOf(const QByteArray &bytes, const EmlLimits &limits = {})
{
    const auto read = readEml(bytes, limits);
    return read ? FailureCode::Internal : read.failure().code;
}

} // namespace

class EmlReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAChat()
    {
        const QByteArray bytes = chat();
        const auto read = readEml(bytes);
        QVERIFY(read.ok());
        const Item &item = *read;
        QCOMPARE(item.emlSha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
        QCOMPARE(item.sourceId, u("A-1"));
        QCOMPARE(item.messageId, u("m1@source.example"));
        QCOMPARE(item.key, ItemKey::of(item.sourceId, item.messageId, item.emlSha256));
        QCOMPARE(item.kind, ItemKind::Chat);
        QVERIFY(!item.revision);
        QCOMPARE(item.participants.size(), size_t(2));
        QCOMPARE(item.participants[0].role, Participant::Role::From);
        QCOMPARE(item.participants[0].displayName, u("Ann Lee 447911123456"));
        QCOMPARE(item.participants[0].rawAddress, u("ann@contoso.com"));
        QCOMPARE(item.participants[0].number.digits(), u("447911123456"));
        QCOMPARE(item.participants[0].address.text(), u("ann@contoso.com"));
        QCOMPARE(item.participants[1].role, Participant::Role::To);
        QCOMPARE(item.subject, u("WhatsApp Message From 447911123456 to 12124325249"));
        QCOMPARE(item.time, QDateTime(QDate(2026, 11, 22), QTime(15, 5), Qt::UTC));
        QCOMPARE(item.time.timeSpec(), Qt::UTC);
        QCOMPARE(item.threadId, u("T-1"));
        QCOMPARE(item.owner, u("447911123456"));
        QCOMPARE(item.archiveSource, u("WhatsApp Phone"));
        QCOMPARE(item.text, u("Lunch at noon?"));
        QVERIFY(item.html.isEmpty());
        QVERIFY(item.attachments.empty());
        QVERIFY(!item.journalWrapped);
        QCOMPARE(item.sourceHeaders.size(), size_t(5));
        QCOMPARE(item.sourceHeaders[4], std::pair(u("X-TELEMESSAGE-Status"), u("delivered")));
        QVERIFY(item.groupName.isEmpty());
    }

    void sourceFieldsInAnyCaseAndScript()
    {
        const Item read =
            item(eml("from: A <a@x.com>\nx-telemessage-ARCHIVEMESSAGEID: 77\nX-TeleMessage-group_name: =?utf-8?Q?J=C3=B6rg?=\n"
                     "X-TELEMESSAGE-GroupID: g1\nX-Telemessage-ThreadName: J\xF6rg\nX-TELEMESSAGE-Network: WA\n"
                     "X-TELEMESSAGE-OriginalMesageIntegrity:\n aa\n bb\nX-TELEMESSAGE-New-One: x\n\nhi"));
        QCOMPARE(read.sourceId, u("77"));
        QCOMPARE(read.groupName, u("J\xC3\xB6rg"));
        QCOMPARE(read.threadName, u("J\xC3\xB6rg"));
        QCOMPARE(read.groupId, u("g1"));
        QCOMPARE(read.network, u("WA"));
        QCOMPARE(read.kind, ItemKind::GroupChat);
        QCOMPARE(read.sourceHeaders.size(), size_t(7));
        QCOMPARE(read.sourceHeaders[5], std::pair(u("X-TELEMESSAGE-OriginalMesageIntegrity"), u("aa bb")));
        QCOMPARE(read.sourceHeaders[6].second, u("x"));
    }

    void kinds_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("kind");
        const auto typed = [](const char *name, const char *type, const char *kind) {
            QTest::newRow(name) << eml(head(QByteArray("X-TELEMESSAGE-MessageType: " + QByteArray(type) + "\n")) + "\nhi")
                                << QString::fromLatin1(kind);
        };
        typed("no such word", "ZZZ", "chat");
        typed("empty", "", "chat");
        typed("chat", "Chat", "chat");
        typed("call", "WhatsApp Call", "call");
        typed("missed call", "MISSED_CALL", "call");
        typed("voice note", "Voice-Note", "voice-note");
        typed("image", "IMAGE", "image");
        typed("video", "video", "video");
        typed("file", "Document", "file");
        typed("location", "Location", "location");
        typed("contact card", "vCard", "contact-card");
        typed("deleted", "Deleted", "deleted");
        typed("edited", "Edited", "edited");
        typed("reaction", "Reaction", "reaction");
        typed("system", "system message", "system");
        typed("group chat", "group chat", "group-chat");

        const auto subject = [](const char *name, const char *line, const char *kind) {
            QTest::newRow(name) << eml("From: A 447911123456 <a@x.com>\nTo: B 12124325249 <b@x.com>\nSubject: " + QByteArray(line) +
                                       "\n\nhi")
                                << QString::fromLatin1(kind);
        };
        subject("subject: chat", "WhatsApp message from 447911123456 to 12124325249", "chat");
        subject("subject: call", "WhatsApp call from 447911123456 to 12124325249", "call");
        subject("subject: group", "WhatsApp message from 447911123456 to Sales", "group-chat");
        subject("subject: person by name", "WhatsApp message from 447911123456 to B", "chat");
        subject("subject: deleted", "DELETED For All - READ WhatsApp message from 447911123456 to Sales", "deleted");
        subject("subject: edited", "EDIT READ WhatsApp message from 447911123456 to 12124325249", "edited");
        subject("subject: nothing fits", "Lunch", "other");

        const auto file = [](const char *name, const char *type, const char *kind) {
            QTest::newRow(name) << eml(head("Content-Type: multipart/mixed; boundary=b\n") +
                                       "\n--b\nContent-Type: text/plain\n\nhi\n--b\nContent-Type: " + type +
                                       "\nContent-Disposition: attachment; filename=x\n\nzz\n--b--\n")
                                << QString::fromLatin1(kind);
        };
        file("file: jpeg", "image/jpeg", "image");
        file("file: mp4", "video/mp4", "video");
        file("file: ogg", "audio/ogg", "voice-note");
        file("file: pdf", "application/pdf", "file");
        file("file: vcard", "text/vcard", "contact-card");
        file("file: text", "text/plain", "file");
        QTest::newRow("three participants") << eml("From: a@x.com\nTo: b@x.com, c@x.com\nX-TELEMESSAGE-ArchiveMessageID: 1\n\nhi")
                                            << u("group-chat");
        QTest::newRow("no text, nothing known") << eml(head() + "\n") << u("other");
        QTest::newRow("deleted prefix beats the type") << eml("From: a@x.com\nSubject: DELETED - READ WhatsApp message from 1234567 to "
                                                              "7654321\nX-TELEMESSAGE-MessageType: chat\n\nx")
                                                       << u("deleted");
    }

    void kinds()
    {
        QFETCH(QByteArray, bytes);
        QTEST(QString(itemKindName(item(bytes).kind)), "kind");
    }

    void revisions()
    {
        const Item deleted = item(eml("From: a@x.com\nTo: b@x.com\nSubject: =?utf-8?Q?DELETED_For_All_=E2=80=93_UNREAD?= WhatsApp "
                                      "message from 1234567 to 7654321\n"
                                      "X-TELEMESSAGE-ArchiveMessageID: 2\n\nDELETED For All - UNREAD x\n\nOriginal Message (Msg ID - "
                                      "A-1)\n\nLunch?\n"));
        QVERIFY(deleted.revision);
        QCOMPARE(deleted.revision->scope, Revision::Scope::ForAll);
        QCOMPARE(deleted.revision->readState, Revision::ReadState::Unread);
        QCOMPARE(deleted.revision->aboutId, u("A-1"));
        const Item edited = item(eml("From: a@x.com\nSubject: EDIT UNKNOWN WhatsApp message from 1234567 to Sales\n\n"
                                     "Original Message ID: A-9\nEdit ID - A-10\nPrevious Text:\na\nEdited Text:\nb\n"));
        QVERIFY(edited.revision);
        QCOMPARE(edited.kind, ItemKind::Edited);
        QCOMPARE(edited.revision->aboutId, u("A-9"));
        QCOMPARE(edited.groupName, u("Sales"));
        const Item chatItem = item(eml(head() + "\nOriginal Message ID: A-9\n"));
        QVERIFY(!chatItem.revision);
    }

    void participants_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QStringList>("expected"); // role|name|raw|number|address
        const auto row = [](const char *name, const char *fields, const QStringList &expected) {
            QTest::newRow(name) << QByteArray(fields) << expected;
        };
        using L = QStringList;
        row("roles in order", "Cc: c@x.com\nTo: b@x.com\nFrom: a@x.com\n",
            L{u("0||a@x.com||a@x.com"), u("1||b@x.com||b@x.com"), u("2||c@x.com||c@x.com")});
        row("Sender without From", "Sender: s@x.com\nTo: b@x.com\n", L{u("0||s@x.com||s@x.com"), u("1||b@x.com||b@x.com")});
        row("Sender beside From", "Sender: s@x.com\nFrom: a@x.com\n", L{u("0||a@x.com||a@x.com")});
        row("Bcc, Reply-To and RCPT_TO are none", "From: a@x.com\nBcc: b@x.com\nReply-To: c@x.com\nRCPT_TO: d@x.com\n",
            L{u("0||a@x.com||a@x.com")});
        row("number in the address", "From: 447911123456@whatsapp.example\n",
            L{u("0||447911123456@whatsapp.example|447911123456|447911123456@whatsapp.example")});
        row("name's number first", "From: Ann 447911123456 <12124325249@x.com>\n",
            L{u("0|Ann 447911123456|12124325249@x.com|447911123456|12124325249@x.com")});
        row("bare number", "From: +447911123456\n", L{u("0||+447911123456|447911123456|")});
        row("tel", "From: <tel:+447911123456>\n", L{u("0||tel:+447911123456|447911123456|")});
        row("digits in the domain are no number", "From: ann@4479111234.com\n", L{u("0||ann@4479111234.com||ann@4479111234.com")});
        row("garbage stays", "From: @@nobody\nTo: not an address\n", L{u("0||@@nobody||"), u("1||not an address||")});
        row("two To fields", "From: a@x.com\nTo: b@x.com\nTo: c@x.com\n",
            L{u("0||a@x.com||a@x.com"), u("1||b@x.com||b@x.com"), u("1||c@x.com||c@x.com")});
        row("same person twice", "From: a@x.com\nTo: a@x.com\n", L{u("0||a@x.com||a@x.com"), u("1||a@x.com||a@x.com")});
        row("capitals", "From: Ann@Contoso.COM\n", L{u("0||Ann@Contoso.COM||ann@contoso.com")});
        row("folded", "From: Ann\n 447911123456\n <a@x.com>\n", L{u("0|Ann 447911123456|a@x.com|447911123456|a@x.com")});
    }

    void participants()
    {
        QFETCH(QByteArray, fields);
        QStringList found;
        for (const Participant &p : item(eml(fields + "Subject: s\n\nx")).participants)
            found.append(
                QStringList{QString::number(int(p.role)), p.displayName, p.rawAddress, p.number.digits(), p.address.text()}.join(u'|'));
        QTEST(found, "expected");
    }

    void manyParticipants()
    {
        QByteArray to;
        for (int i = 0; i < 1023; ++i)
            to += (i ? ",\n P " : "P ") + QByteArray::number(447900000000LL + i) + " <p" + QByteArray::number(i) + "@x.com>";
        const Item read = item(eml("From: a@x.com\nTo: " + to + "\n\nx"));
        QCOMPARE(read.participants.size(), size_t(1024));
        QCOMPARE(read.participants[1023].number.digits(), u("447900001022"));
    }

    void dates_data()
    {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<QDateTime>("time");
        const auto at = [](int y, int mo, int d, int h, int mi, int s) { return QDateTime(QDate(y, mo, d), QTime(h, mi, s), Qt::UTC); };
        QTest::newRow("RFC 5322") << QByteArray("Sun, 22 Nov 2026 17:05:06 +0200") << at(2026, 11, 22, 15, 5, 6);
        QTest::newRow("without day name and seconds") << QByteArray("22 Nov 2026 17:05 GMT") << at(2026, 11, 22, 17, 5, 0);
        QTest::newRow("zone name") << QByteArray("Sun, 22 Nov 2026 10:05:06 EST") << at(2026, 11, 22, 15, 5, 6);
        QTest::newRow("comment") << QByteArray("Sun, 22 Nov 2026 17:05:06 +0000 (UTC)") << at(2026, 11, 22, 17, 5, 6);
        QTest::newRow("ISO") << QByteArray("2026-11-22T15:05:06Z") << at(2026, 11, 22, 15, 5, 6);
        QTest::newRow("ISO with zone") << QByteArray("2026-11-22T17:05:06+02:00") << at(2026, 11, 22, 15, 5, 6);
        QTest::newRow("ISO without zone") << QByteArray("2026-11-22T15:05:06") << at(2026, 11, 22, 15, 5, 6);
        QTest::newRow("absurd but a date") << QByteArray("Thu, 01 Jan 1970 00:00:00 +0000") << at(1970, 1, 1, 0, 0, 0);
        QTest::newRow("no date") << QByteArray("yesterday") << QDateTime();
        QTest::newRow("impossible") << QByteArray("2026-13-45T99:99:99Z") << QDateTime();
        QTest::newRow("empty") << QByteArray("") << QDateTime();
        QTest::newRow("long") << QByteArray(100'000, '1') << QDateTime();
    }

    void dates()
    {
        QFETCH(QByteArray, date);
        const Item read = item(eml("From: a@x.com\nDate: " + date + "\n\nx"));
        QTEST(read.time, "time");
        QCOMPARE(read.rawDate, QString::fromLatin1(date));
    }

    void encryptedIsRefused()
    {
        QCOMPARE(failureOf(eml(head("X-TELEMESSAGE-ENC-DATAKEY: V2.0#: abc\n") + "\nx")), FailureCode::MessageEncrypted);
        QCOMPARE(failureOf(eml(head("x-telemessage-enc-key-id: abc\n") + "\nx")), FailureCode::MessageEncrypted);
        const EmlIdentity identity = readEmlIdentity(eml(head("X-TELEMESSAGE-ENC-DATAKEY: V2.0#: abc\n") + "\nx"));
        QCOMPARE(identity.sourceId, u("A-1"));
    }

    void whatIsNoMail_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const int empty = int(FailureCode::MessageEmpty);
        const int notMail = int(FailureCode::MessageNotMail);
        QTest::newRow("nothing") << QByteArray() << empty;
        QTest::newRow("blank") << QByteArray(" \r\n\t\r\n") << empty;
        QTest::newRow("text") << QByteArray("Hello there\nhow are you") << notMail;
        QTest::newRow("only an mbox line") << QByteArray("From a@x.com Sun Nov 22\n\nbody") << notMail;
        QTest::newRow("fields after the header") << QByteArray("no field\n\nFrom: a@x.com\n") << notMail;
        QTest::newRow("no name") << QByteArray(": bar\n\nbody") << notMail;
        QTest::newRow("blank in the name") << QByteArray("two words: bar\n\nbody") << notMail;
        QTest::newRow("zip") << QByteArray("PK\3\4\0\0"
                                           "From: x",
                                           13)
                             << notMail;
        QTest::newRow("NULs") << QByteArray(5000, '\0') << notMail;
    }

    void whatIsNoMail()
    {
        QFETCH(QByteArray, bytes);
        QTEST(int(failureOf(bytes)), "code");
        readEmlIdentity(bytes);
    }

    void oneFieldMakesAMail_data()
    {
        QTest::addColumn<QByteArray>("field");
        for (const char *field :
             {"From: a", "To: a", "Cc: a", "Sender: a", "Date: a", "Subject: a", "Message-ID: a", "Received: a", "X-TELEMESSAGE-SID: a",
              "Content-Type: text/plain", "MIME-Version: 1.0", "Foo: bar", "From a@x.com Sun Nov 22\r\nFoo: bar", "Foo:"})
            QTest::newRow(field) << QByteArray(field);
    }

    void oneFieldMakesAMail()
    {
        QFETCH(QByteArray, field);
        const auto read = readEml(QByteArray(field + "\r\n\r\nx"));
        QVERIFY(read.ok());
        QCOMPARE(read->text, u("x"));
    }

    void unwrapsAJournalReport()
    {
        const QByteArray inner = chat();
        const QByteArray outer = eml("From: journal@contoso.com\nTo: archive@contoso.com\nSubject: Journal\nMessage-ID: <outer@x>\n"
                                     "Content-Type: multipart/mixed; boundary=J\n\n--J\nContent-Type: text/plain\n\nSender: ann\n"
                                     "--J\nContent-Type: message/rfc822\n\n") +
                                 inner + "\r\n--J--\r\n";
        const Item wrapped = item(outer);
        QVERIFY(wrapped.journalWrapped);
        QCOMPARE(wrapped.sourceId, u("A-1"));
        QCOMPARE(wrapped.messageId, u("m1@source.example"));
        QCOMPARE(wrapped.emlSha256, QCryptographicHash::hash(outer, QCryptographicHash::Sha256));
        QCOMPARE(wrapped.key, ItemKey::of(wrapped.sourceId, wrapped.messageId, wrapped.emlSha256));
        QCOMPARE(readEmlIdentity(outer).key, wrapped.key);
        QCOMPARE(wrapped.text, u("Lunch at noon?"));
        QCOMPARE(wrapped.participants.size(), size_t(2));
        QVERIFY(wrapped.attachments.empty());

        // A message/rfc822 as the whole body is one such part, too.
        const Item bare = item(eml("From: j@x.com\nContent-Type: message/rfc822\n\n") + inner);
        QVERIFY(bare.journalWrapped);
        QCOMPARE(bare.sourceId, u("A-1"));
    }

    void attachedMessagesStayAttached()
    {
        const QByteArray inner = eml("From: x@x.com\nSubject: Fwd: a/b \xE2\x80\xAE"
                                     "c\nX-Odd :  kept \n\nbody -- x\n\n--not a boundary\n");
        const auto wrap = [&](const QByteArray &fields, int copies) {
            QByteArray bytes =
                eml(fields + "From: a@x.com\nContent-Type: multipart/mixed; boundary=J\n\n--J\nContent-Type: text/plain\n\nhi\n");
            for (int i = 0; i < copies; ++i)
                bytes += "--J\r\nContent-Type: message/rfc822\r\n\r\n" + inner + "\r\n";
            return QByteArray(bytes + "--J--\r\n");
        };
        const Item sourced = item(wrap("X-TELEMESSAGE-ArchiveMessageID: 5\n", 1));
        QVERIFY(!sourced.journalWrapped);
        QCOMPARE(sourced.text, u("hi"));
        QCOMPARE(sourced.attachments.size(), size_t(1));
        QCOMPARE(sourced.attachments[0].mimeType, QByteArray("message/rfc822"));
        QCOMPARE(sourced.attachments[0].content, inner);
        QCOMPARE(sourced.attachments[0].fileName, u("b c.eml"));
        const Item two = item(wrap({}, 2));
        QVERIFY(!two.journalWrapped);
        QCOMPARE(two.attachments.size(), size_t(2));
        QCOMPARE(two.attachments[1].content, inner);
    }

    void digestsHoldMessages()
    {
        const Item digest = item(eml("X-TELEMESSAGE-ArchiveMessageID: 5\nContent-Type: multipart/Digest; "
                                     "boundary=J\n\n--J\n\nFrom: a@x.com\nSubject: "
                                     "one\n\nbody\n--J\nContent-Type: text/plain\n\ntext\n--J\nContent-Type: (x) "
                                     "MESSAGE/global\n\nSubject: two\n\nb\n--J--\n"));
        QCOMPARE(digest.text, u("text"));
        QCOMPARE(digest.attachments.size(), size_t(2));
        QCOMPARE(digest.attachments[0].mimeType, QByteArray("message/rfc822"));
        QCOMPARE(digest.attachments[0].fileName, u("one.eml"));
        QCOMPARE(digest.attachments[0].content, QByteArray("From: a@x.com\r\nSubject: one\r\n\r\nbody"));
        QCOMPARE(digest.attachments[1].mimeType, QByteArray("message/global"));
        QCOMPARE(digest.attachments[1].fileName, u("two.eml"));
    }

    void anAttachedPieceWithoutMailFieldsIsNoJournalledMessage()
    {
        const QByteArray inner = eml("Content-Type: text/plain\n\nbounced");
        const Item read = item(eml("From: a@x.com\nTo: b@x.com\nContent-Type: message/rfc822\n\n") + inner);
        QVERIFY(!read.journalWrapped);
        QCOMPARE(read.participants.size(), size_t(2));
        QCOMPARE(read.attachments.size(), size_t(1));
        QCOMPARE(read.attachments[0].content, inner);
    }

    void encryptedInsideAJournalReport()
    {
        const QByteArray outer = eml("From: j@x.com\nContent-Type: multipart/mixed; boundary=J\n\n--J\nContent-Type: message/rfc822\n\n"
                                     "From: a@x.com\nX-TELEMESSAGE-ArchiveMessageID: 8\nX-TELEMESSAGE-ENC-KEY-ID: 1\n\nx\n--J--\n");
        QCOMPARE(failureOf(outer), FailureCode::MessageEncrypted);
        QCOMPARE(readEmlIdentity(outer).sourceId, u("8"));
    }

    void identityTellsItemsApart()
    {
        QVERIFY(readEmlIdentity(chat()).key != readEmlIdentity(chat() + " ").key);
        QCOMPARE(readEmlIdentity(chat()).key, item(chat()).key);
    }

    void sloppyHeaders_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("LF") << QByteArray("From: a@x.com\n\nhi") << u("hi");
        QTest::newRow("CR only") << QByteArray("From: a@x.com\r\rhi") << u("hi");
        QTest::newRow("BOM") << QByteArray("\xEF\xBB\xBF"
                                           "From: a@x.com\r\n\r\nhi")
                             << u("hi");
        QTest::newRow("blank lines first") << QByteArray("\r\n\r\nFrom: a@x.com\r\n\r\nhi") << u("hi");
        QTest::newRow("mbox") << QByteArray("From a@x.com Sun Nov 22\nFrom: a@x.com\n\nhi") << u("hi");
        QTest::newRow("garbage between") << QByteArray("From: a@x.com\n%%%\nSubject: s\n\nhi") << u("hi");
        QTest::newRow("no blank line") << QByteArray("From: a@x.com\nSubject: s\nhi there\nnote: x") << u("hi there\nnote: x");
        QTest::newRow("no body") << QByteArray("From: a@x.com\nSubject: s") << QString();
        QTest::newRow("blank before the colon") << QByteArray("From : a@x.com\n\nhi") << u("hi");
    }

    void sloppyHeaders()
    {
        QFETCH(QByteArray, bytes);
        const Item read = item(bytes);
        QTEST(read.text, "text");
        QCOMPARE(read.participants.size(), size_t(1));
        QCOMPARE(read.participants[0].rawAddress, u("a@x.com"));
    }

    void nulInAHeaderCutsNothing()
    {
        const Item read = item(QByteArray("From: a@x.com\nSubject: one\0two\nTo: b\0ob <b@x.com>\n\nhi", 53));
        QCOMPARE(read.subject, u("one\xEF\xBF\xBDtwo"));
        QCOMPARE(read.participants.size(), size_t(2));
        QCOMPARE(read.participants[1].rawAddress, u("b@x.com"));
    }
};

QTEST_APPLESS_MAIN(EmlReaderTest)
#include "EmlReaderTest.moc"

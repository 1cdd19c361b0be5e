#include "message/AttachmentBudget.h"
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

ComposedMessage compose(const Item &item, const ComposeOptions &composeOptions = options())
{
    auto mail = composeMessage(item, composeOptions);
    return mail ? *mail : ComposedMessage();
}

/// The mail's own text, with the table.
QString textOf(const ComposedMessage &mail)
{
    return item(mail.bytes).text;
}

Attachment file(const char *name, qsizetype size)
{
    return {QString::fromLatin1(name), "application/x", {}, false, QByteArray(size, 'f')};
}

} // namespace

class MessageComposerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isDeterministic()
    {
        Item source = item(chat());
        source.attachments = {file("a", 1000)};
        const ComposedMessage first = compose(source);
        const ComposedMessage second = compose(source);
        QVERIFY(!first.bytes.isEmpty());
        QCOMPARE(first.bytes, second.bytes);
        QCOMPARE(first.key, source.key);
        QCOMPARE(first.sha256, QCryptographicHash::hash(first.bytes, QCryptographicHash::Sha256));
        QCOMPARE(first.date, source.time);
        // The bytes of a mail must stay the same for ever: a new hash here means that every item already imported would
        // differ.
        QCOMPARE(compose(item(chat())).sha256.toHex(), QByteArray("49017af8e378b7dee5096328a4c7dd1ba5901348d845c96a0884f3646367c7c8"));
    }

    void tableHasEveryFact()
    {
        Item source = item(chat());
        source.groupName = u("Sales");
        source.groupId = u("g-1");
        const QString text = textOf(compose(source));
        for (const char *fact :
             {"Kind: chat\n", "From: Ann Lee 447911123456 <ann@contoso.com>\n", "To: Bob Ray 12124325249 <bob@fabrikam.com>\n",
              "Group: Sales (id g-1)\n", "Thread: T-1\n", "Time (UTC): 2026-11-22T15:05:00Z\n",
              "Delivery: 202611220000-TeleMessage_1_20261122150000.zip\n", "Source id: A-1\n", "Owner: 447911123456\n",
              "Capture source: WhatsApp Phone\n", "X-TELEMESSAGE-Status: delivered\n"})
            QVERIFY2(text.contains(QLatin1String(fact)), fact);
        QVERIFY(text.contains(QLatin1String("SHA-256 of the original EML: ") + QString::fromLatin1(source.emlSha256.toHex())));
        QVERIFY(text.startsWith(QLatin1String("Lunch at noon?\n")));
        QVERIFY(!text.contains(QLatin1String("X-TELEMESSAGE-ArchiveMessageID")));
    }

    void revisionsSaySoFirst_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("scope");
        QTest::addColumn<int>("read");
        QTest::addColumn<QString>("about");
        QTest::addColumn<QString>("firstLine");
        const auto row = [](ItemKind kind, Revision::Scope scope, Revision::ReadState read, const char *about, const char *line) {
            QTest::newRow(line) << int(kind) << int(scope) << int(read) << u(about) << u(line);
        };
        using S = Revision::Scope;
        using R = Revision::ReadState;
        row(ItemKind::Deleted, S::ForAll, R::Read, "A-1", "Deleted for everyone: message A-1 (read)");
        row(ItemKind::Deleted, S::ForMe, R::Unread, "", "Deleted for me (unread)");
        row(ItemKind::Deleted, S::Unsaid, R::Unsaid, "", "Deleted");
        row(ItemKind::Edited, S::Unsaid, R::Unknown, "A-1", "Edited: message A-1 (not known whether read)");
    }

    void revisionsSaySoFirst()
    {
        QFETCH(int, kind);
        QFETCH(int, scope);
        QFETCH(int, read);
        QFETCH(QString, about);
        QFETCH(QString, firstLine);
        Item source = item(chat());
        source.kind = ItemKind(kind);
        source.revision = Revision{Revision::Scope(scope), Revision::ReadState(read), about};
        QVERIFY(textOf(compose(source)).startsWith(QString(firstLine + u("\n\nLunch at noon?\n"))));
    }

    void absurdDatesGiveWay_data()
    {
        QTest::addColumn<QDateTime>("time");
        QTest::addColumn<bool>("absurd");
        const QDateTime now = options().now;
        QTest::newRow("none") << QDateTime() << true;
        QTest::newRow("1970") << QDateTime::fromSecsSinceEpoch(0, Qt::UTC) << true;
        QTest::newRow("last second of 2008") << QDateTime(QDate(2008, 12, 31), QTime(23, 59, 59), Qt::UTC) << true;
        QTest::newRow("first second of 2009") << QDateTime(QDate(2009, 1, 1), QTime(0, 0), Qt::UTC) << false;
        QTest::newRow("one day ahead") << now.addDays(1) << false;
        QTest::newRow("more than a day ahead") << now.addDays(1).addSecs(1) << true;
        QTest::newRow("year 9999") << QDateTime(QDate(9999, 1, 1), QTime(0, 0), Qt::UTC) << true;
    }

    void absurdDatesGiveWay()
    {
        QFETCH(QDateTime, time);
        QFETCH(bool, absurd);
        Item source = item(chat());
        source.time = time;
        source.rawDate = u("as delivered 42");
        const ComposedMessage mail = compose(source);
        QCOMPARE(mail.date, absurd ? options().deliveryTime : time);
        QCOMPARE(textOf(mail).contains(u("Date as delivered, not usable: as delivered 42\n")), absurd);
        QCOMPARE(item(mail.bytes).time, mail.date);
    }

    void subjectsAreMadeWhenMissing()
    {
        Item source = item(chat());
        source.subject = u("  ");
        QCOMPARE(item(compose(source).bytes).subject, u("WhatsApp chat from 447911123456 to 12124325249"));
        source.groupName = u("Sales");
        source.kind = ItemKind::VoiceNote;
        QCOMPARE(item(compose(source).bytes).subject, u("WhatsApp voice note from 447911123456 to Sales"));
        source.participants.clear();
        source.groupName.clear();
        const Item empty = item(compose(source).bytes);
        QCOMPARE(empty.subject, u("WhatsApp voice note from unknown to unknown"));
        QCOMPARE(empty.participants.size(), size_t(1));
        QCOMPARE(empty.participants[0].rawAddress, u("unknown@whatsapp.invalid"));
    }

    void budget_data()
    {
        QTest::addColumn<QList<int>>("sizes");
        QTest::addColumn<int>("text");
        QTest::addColumn<QList<int>>("kept");
        using L = QList<int>;
        QTest::newRow("all fit exactly") << L{40, 50} << 10 << L{0, 1};
        QTest::newRow("one byte over: the largest goes") << L{40, 50} << 11 << L{0};
        QTest::newRow("one file at the limit") << L{100} << 0 << L{0};
        QTest::newRow("one file over the limit") << L{101, 10} << 0 << L{1};
        QTest::newRow("ties: the later goes first") << L{50, 50, 50} << 0 << L{0, 1};
        QTest::newRow("over the limit and still too many") << L{200, 60, 60} << 0 << L{1};
        QTest::newRow("text leaves no room") << L{1} << 100 << L{};
        QTest::newRow("empty files stay") << L{0, 0} << 100 << L{0, 1};
        QTest::newRow("none") << L{} << 100 << L{};
    }

    void budget()
    {
        QFETCH(QList<int>, sizes);
        QFETCH(int, text);
        const std::vector<bool> stays = filesThatFit(std::vector<qint64>(sizes.begin(), sizes.end()), text, 100);
        QList<int> kept;
        for (size_t i = 0; i < stays.size(); ++i) {
            if (stays[i])
                kept.append(int(i));
        }
        QTEST(kept, "kept");
    }

    void droppedFilesAreNamed()
    {
        Item source = item(chat());
        source.attachments = {file("small.bin", 10), file("large.bin", 101), file("../big.bin", 80), file("b.bin", 30)};
        ComposeOptions composeOptions = options();
        composeOptions.sizeLimit = 100;
        const ComposedMessage mail = compose(source, composeOptions);
        QVERIFY(mail.isPartial());
        QCOMPARE(mail.dropped.size(), size_t(2));
        const QByteArray sum = QCryptographicHash::hash(source.attachments[1].content, QCryptographicHash::Sha256);
        QCOMPARE(mail.dropped[0], (DroppedAttachment{u("large.bin"), 101, sum}));
        QCOMPARE(mail.dropped[1].fileName, u("big.bin"));
        const Item read = item(mail.bytes);
        QCOMPARE(read.attachments.size(), size_t(2));
        QCOMPARE(read.attachments[0].fileName, u("small.bin"));
        QCOMPARE(read.attachments[1].fileName, u("b.bin"));
        QVERIFY(read.text.contains(QLatin1String("large.bin, 101 bytes, SHA-256 ") + QString::fromLatin1(sum.toHex())));
        QVERIFY(read.text.contains(u("big.bin, 80 bytes")));
        QVERIFY(mail.bytes.contains("\r\nX-Tallybridge-Outcome: partial\r\n"));
    }

    void textAloneOverTheLimit()
    {
        Item source = item(chat());
        ComposeOptions composeOptions = options();
        composeOptions.sizeLimit = 100;
        source.text = QString(50, u'\u00F6');
        QVERIFY(composeMessage(source, composeOptions).ok());
        source.text += u'x';
        const auto mail = composeMessage(source, composeOptions);
        QVERIFY(!mail.ok());
        QCOMPARE(mail.failure().code, FailureCode::MessageTextTooLarge);
        QCOMPARE(mail.failure().arguments, (QStringList{u("101"), u("100")}));
    }

    void originalThatDoesNotFitIsNamed()
    {
        Item source = item(chat());
        source.attachments = {file("a.bin", 50)};
        ComposeOptions composeOptions = options();
        composeOptions.attachOriginal = true;
        composeOptions.original = QByteArray(36, 'o');
        composeOptions.sizeLimit = 100; // text 14, file 50, original 36
        const ComposedMessage fits = compose(source, composeOptions);
        QCOMPARE(item(fits.bytes).attachments.size(), size_t(2));
        QCOMPARE(item(fits.bytes).attachments[1].content, composeOptions.original);
        composeOptions.original += 'o';
        const ComposedMessage named = compose(source, composeOptions);
        QVERIFY(!named.isPartial());
        QCOMPARE(item(named.bytes).attachments.size(), size_t(1));
        const QByteArray sum = QCryptographicHash::hash(composeOptions.original, QCryptographicHash::Sha256).toHex();
        QVERIFY(textOf(named).contains(u("37 bytes, SHA-256 ") + QString::fromLatin1(sum)));
    }

    void ownHtmlIsAttachedWhenItSaysMore()
    {
        Item source = item(chat());
        source.html = u("<p>Lunch at <b>noon?</b></p>");
        QVERIFY(item(compose(source).bytes).attachments.empty());
        source.html = u("<p>Lunch at <a href=\"http://x\">noon?</a></p>");
        const Item read = item(compose(source).bytes);
        QCOMPARE(read.attachments.size(), size_t(1));
        QCOMPARE(read.attachments[0].fileName, u("message.html"));
        QCOMPARE(read.attachments[0].content, source.html.toUtf8());
        source.html = u("<p style=\"color:red\">Lunch at noon?</p>");
        QCOMPARE(item(compose(source).bytes).attachments.size(), size_t(1));
        source.html = u("<p>Other words</p>");
        QCOMPARE(item(compose(source).bytes).attachments.size(), size_t(1));
    }

    /// A boundary that stood in a body would cut the mail there.
    void contentCannotHoldABoundary()
    {
        Item source = item(chat());
        const QByteArray mixed = "--=_" + source.key.raw().toHex().first(32) + "_mixed";
        const QByteArray alternative = "--=_" + source.key.raw().toHex().first(32) + "_alternative--";
        source.text = QString::fromLatin1("x\r\n" + mixed + "\r\n" + alternative + "\r\n" + mixed + "--\r\nend");
        source.attachments = {{u("a.txt"), "text/plain", {}, false, QByteArray("\r\n" + mixed + "--\r\n")}};
        const ComposedMessage mail = compose(source);
        QCOMPARE(mail.bytes.count(mixed), 3); // before the bodies, before the file, at the end
        const Item read = item(mail.bytes);
        QVERIFY(read.text.contains(u("\nend\n")));
        QVERIFY(read.text.contains(QString::fromLatin1(mixed)));
        QCOMPARE(read.attachments.size(), size_t(1));
        QCOMPARE(read.attachments[0].content, source.attachments[0].content);
    }

    void manyParticipants()
    {
        QByteArray to = "To: p0@x.com";
        for (int i = 1; i < 1023; ++i)
            to += ",\n p" + QByteArray::number(i) + "@x.com";
        const Item source = item(eml("From: a@x.com\n" + to + "\n\nx"));
        QCOMPARE(source.participants.size(), size_t(1024));
        const Item read = item(compose(source).bytes);
        QCOMPARE(read.participants.size(), size_t(500));
        QCOMPARE(read.attachments.size(), size_t(1));
        QCOMPARE(read.attachments[0].content.count('\n'), 1 + 524);
    }

    void replyIdsCannotAddFields()
    {
        ComposeOptions composeOptions = options();
        composeOptions.inReplyTo = u("a@b>\r\nBcc: <evil@x.com");
        const ComposedMessage mail = compose(item(chat()), composeOptions);
        QVERIFY(mail.bytes.contains("\r\nIn-Reply-To: <a@bBcc:evil@x.com>\r\n"));
    }
};

QTEST_APPLESS_MAIN(MessageComposerTest)
#include "MessageComposerTest.moc"

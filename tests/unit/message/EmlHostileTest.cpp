#include "unit/message/Samples.h"

#include <QtTest>

using namespace tallybridge;
using namespace tallybridge::samples;

/// EMLs made to exhaust time or memory. Each of these takes well under a second when everything is bounded, and hours,
/// gigabytes or the stack when something is not.
class EmlHostileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isBounded_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code"); // empty: an item
        const auto row = [](const char *name, const QByteArray &bytes, const char *code) {
            QTest::newRow(name) << bytes << QString::fromLatin1(code);
        };

        QByteArray deep = head("Content-Type: multipart/mixed; boundary=b0\n") + "\n";
        for (int i = 0; i < 100'000; ++i)
            deep += "--b" + QByteArray::number(i) + "\nContent-Type: multipart/mixed; boundary=b" + QByteArray::number(i + 1) + "\n\n";
        row("100,000 multiparts in each other", deep, "message-too-deep");
        QByteArray sameBoundary = head("Content-Type: multipart/mixed; boundary=b\n") + "\n";
        row("100,000 of the same boundary",
            sameBoundary + QByteArray("--b\nContent-Type: multipart/mixed; boundary=b\n\n").repeated(100'000), "message-too-deep");
        QByteArray thousand = head("Content-Type: multipart/mixed; boundary=b0\n") + "\n";
        for (int i = 0; i < 1000; ++i)
            thousand += "--b" + QByteArray::number(i) + "\nContent-Type: multipart/mixed; boundary=b" + QByteArray::number(i + 1) + "\n\n";
        row("1,000 multiparts in each other", thousand, "message-too-deep");
        QByteArray thirty = head("Content-Type: multipart/mixed; boundary=b0\n") + "\n";
        for (int i = 0; i < 29; ++i)
            thirty += "--b" + QByteArray::number(i) + "\nContent-Type: multipart/mixed; boundary=b" + QByteArray::number(i + 1) + "\n\n";
        row("30 multiparts in each other", thirty + "--b29\n\nhi\n", "");
        row("31 multiparts in each other", thirty + "--b29\nContent-Type: multipart/mixed; boundary=b30\n\n--b30\n\nhi\n",
            "message-too-deep");
        row("100,000 messages in each other",
            head("Content-Type: message/rfc822\n") + "\n" + QByteArray("Content-Type: message/rfc822\n\n").repeated(100'000), "");

        const QByteArray mixed = head("Content-Type: multipart/mixed; boundary=b\n") + "\n";
        row("1,000 parts", mixed + QByteArray("--b\n\nx\n").repeated(1000) + "--b--\n", "");
        row("1,001 parts", mixed + QByteArray("--b\n\nx\n").repeated(1001) + "--b--\n", "message-too-many-parts");
        row("5,000,000 parts", mixed + QByteArray("--b\n\nx\n").repeated(5'000'000), "message-too-many-parts");
        row("3,000,000 boundaries and nothing else", mixed + QByteArray("--b\n").repeated(3'000'000), "message-too-many-parts");
        row("parts whose boundary is hidden by RFC 2231",
            head("Content-Type: multipart/mixed; boundary*0=\"b\"; boundary*1=\"c\"\n") + "\n" +
                QByteArray("--bc\n\nx\n").repeated(1'000'000),
            "message-too-many-parts");
        row("a text of a million hyphen lines", mixed + "--b\n\n" + QByteArray("-- x\n").repeated(1'000'000) + "--b--\n", "");

        row("16 MiB line in the body", head() + "\n" + QByteArray(1 << 24, 'x'), "");
        row("16 MiB line in a part", mixed + "--b\n\n" + QByteArray(1 << 24, 'x'), "");
        row("16 MiB header line", "From: a@x.com\nSubject: " + QByteArray(1 << 24, 'x') + "\n\nx", "message-header-too-large");
        row("16 MiB of no header line", "From: a@x.com\n" + QByteArray(1 << 24, 'x') + "\n\nx", "");
        row("a million header fields", "From: a@x.com\n" + QByteArray("a:b\n").repeated(1'000'000) + "\nx", "message-header-too-large");
        row("a million fields in a part", mixed + "--b\n" + QByteArray("a:b\n").repeated(1'000'000) + "\nx\n--b--\n",
            "message-header-too-large");
        row("16 MiB Content-Type", "From: a@x.com\nContent-Type: multipart/mixed" + QByteArray("; a=b").repeated(300'000) + "\n\nx",
            "message-header-too-large");
        row("16 MiB Content-Type in a part",
            mixed + "--b\nContent-Type: text/plain" + QByteArray("; a=b").repeated(3'000'000) + "\n\nx\n--b--\n",
            "message-header-too-large");
        row("16 MiB word in a part's header", mixed + "--b\n" + QByteArray(1 << 24, 'x') + "\n\nx\n--b--\n", "");
        row("a million open comments", "From: " + QByteArray("(,").repeated(900'000) + "\n\nx", "");
        row("100,000 addresses", "From: a@x.com\nTo: " + QByteArray("b@x.com,").repeated(100'000) + "\n\nx", "");
        row("a million encoded words", "From: a@x.com\nSubject: " + QByteArray("=?a?q?").repeated(300'000) + "\n\nx", "");
        row("16 MiB of NULs", head() + "\n" + QByteArray(1 << 24, '\0'), "");
        row("16 MiB of NULs as multipart", mixed + QByteArray(1 << 24, '\0'), "");
        row("16 MiB of tags", head("Content-Type: text/html\n") + "\n" + QByteArray("<p><!--").repeated(2'000'000), "");
        row("8 MiB of '='", head("Content-Transfer-Encoding: base64\n") + "\n" + QByteArray(1 << 23, '='), "");
        row("8 MiB of '=' quoted-printable",
            head("Content-Transfer-Encoding: quoted-printable\n") + "\n" + QByteArray("= ").repeated(1 << 22), "");
    }

    void isBounded()
    {
        QFETCH(QByteArray, bytes);
        const auto read = readEml(bytes);
        QTEST(read ? QString() : QString(failureCodeName(read.failure().code)), "code");
        readEmlIdentity(bytes);
        if (!read)
            return;
        ComposeOptions compose = options();
        const auto mail = composeMessage(*read, compose);
        QVERIFY(mail || mail.failure().code == FailureCode::MessageTextTooLarge);
    }

    void limitsAreTheCallers()
    {
        const QByteArray mixed = head("Content-Type: multipart/mixed; boundary=b\n") + "\n--b\n\nx\n--b\n\ny\n--b--\n";
        QVERIFY(readEml(mixed, {.maxDepth = 1, .maxParts = 2}).ok());
        QVERIFY(!readEml(mixed, {.maxDepth = 1, .maxParts = 1}).ok());
        QVERIFY(!readEml(mixed, {.maxDepth = 0, .maxParts = 2}).ok());
    }
};

QTEST_APPLESS_MAIN(EmlHostileTest)
#include "EmlHostileTest.moc"

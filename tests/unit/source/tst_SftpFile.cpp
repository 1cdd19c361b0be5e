#include "SftpFake.h"
#include "source/sftp/SftpFile.h"

#include <QtTest>

using namespace tallybridge;

namespace {

constexpr qint64 most = 4 << 20;

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char(i * 7 + i / 251);
    return bytes;
}

} // namespace

class TestSftpFile : public QObject
{
    Q_OBJECT

private:
    /// Everything from a place on, read in pieces of so many bytes.
    static Result<QByteArray> readAll(SftpFile &file, qint64 size)
    {
        QByteArray all;
        QByteArray buffer(qsizetype(size), '\0');
        while (true) {
            const auto got = file.read(buffer.data(), buffer.size());
            if (!got)
                return got.failure();
            if (*got == 0)
                return all;
            all.append(buffer.constData(), qsizetype(*got));
        }
    }

private Q_SLOTS:
    void readsWholeFiles_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<qint64>("buffer");
        QTest::addColumn<qint64>("longestAnswer");
        QTest::addColumn<int>("heldBack");
        constexpr qint64 whole = 1 << 20;
        QTest::newRow("empty") << qsizetype(0) << qint64(0) << qint64(4096) << whole << 0;
        QTest::newRow("large buffer") << qsizetype(3'000'001) << qint64(0) << qint64(2 << 20) << whole << 0;
        QTest::newRow("from a place on") << qsizetype(300'001) << qint64(123'457) << qint64(2 << 20) << whole << 0;
        QTest::newRow("behind its end") << qsizetype(1000) << qint64(5000) << qint64(2 << 20) << whole << 0;
        QTest::newRow("small buffer") << qsizetype(100'001) << qint64(0) << qint64(700) << whole << 0;
        QTest::newRow("a buffer smaller than a piece") << qsizetype(100'001) << qint64(0) << qint64(31'000) << whole << 0;
        QTest::newRow("answers cut short") << qsizetype(300'001) << qint64(0) << qint64(2 << 20) << qint64(1000) << 0;
        QTest::newRow("answers cut short, small buffer") << qsizetype(60'001) << qint64(0) << qint64(333) << qint64(500) << 0;
        QTest::newRow("answers in another order") << qsizetype(3'000'001) << qint64(0) << qint64(2 << 20) << whole << 7;
        QTest::newRow("in another order, cut short") << qsizetype(300'001) << qint64(0) << qint64(40'000) << qint64(20'000) << 5;
    }

    void readsWholeFiles()
    {
        QFETCH(qsizetype, size);
        QFETCH(qint64, offset);
        QFETCH(qint64, buffer);
        QFETCH(qint64, longestAnswer);
        QFETCH(int, heldBack);
        SftpFake server;
        server.content = pattern(size);
        server.longestAnswer = longestAnswer;
        server.heldBack = size_t(heldBack);
        SftpProtocol protocol(server);
        QVERIFY(protocol.begin().ok());
        SftpFile file(protocol, "h", "/f", offset);
        const auto all = readAll(file, buffer);
        QVERIFY(all.ok());
        QCOMPARE(*all, server.content.mid(offset));
        // The end stays the end.
        char more = 0;
        const auto again = file.read(&more, 1);
        QVERIFY(again && *again == 0);
    }

    void keepsManyReadsOnTheirWay()
    {
        SftpFake server;
        server.content = pattern(20 << 20);
        server.heldBack = 1000;
        SftpProtocol protocol(server);
        QVERIFY(protocol.begin().ok());
        SftpFile file(protocol, "h", "/f", 0);
        QVERIFY(readAll(file, 2 << 20).ok());
        QCOMPARE_GT(server.mostAsked, most / 2);
        QCOMPARE_LE(server.mostAsked, most);
    }

    // Else a limit of the bandwidth would not hold.
    void asksForLittleWhenLittleIsTaken()
    {
        SftpFake server;
        server.content = pattern(1 << 20);
        server.heldBack = 1000;
        SftpProtocol protocol(server);
        QVERIFY(protocol.begin().ok());
        SftpFile file(protocol, "h", "/f", 0);
        QVERIFY(readAll(file, 2000).ok());
        QCOMPARE_LE(server.mostAsked, 8000);
    }

    void answersNobodyWaitsForAreDropped()
    {
        SftpFake server;
        server.content = pattern(5 << 20);
        SftpProtocol protocol(server);
        QVERIFY(protocol.begin().ok());
        {
            SftpFile left(protocol, "left", "/f", 0);
            char first = 0;
            const auto got = left.read(&first, 1);
            QVERIFY(got && *got == 1);
        }
        QCOMPARE(server.closed, std::vector<QByteArray>{"left"});
        SftpFile file(protocol, "h", "/f", 0);
        const auto entry = file.entry();
        QVERIFY(entry.ok());
        QCOMPARE(entry->size, qint64(5 << 20));
        QCOMPARE(entry->modified.toSecsSinceEpoch(), 1'700'000'000);
        QVERIFY(entry->isFile && !entry->isFolder);
        const auto all = readAll(file, 2 << 20);
        QVERIFY(all && *all == server.content);
    }

    void aRefusalIsNoEnd()
    {
        SftpFake server;
        server.content = pattern(1 << 20);
        server.answerInstead = [&](quint8 type, quint32 id) -> std::optional<QByteArray> {
            return type == sftp::Read && server.reads == 3 ? std::optional(SftpFake::packet(sftp::Status, id, SftpFake::status(3)))
                                                           : std::nullopt;
        };
        SftpProtocol protocol(server);
        QVERIFY(protocol.begin().ok());
        SftpFile file(protocol, "h", "/f", 0);
        const auto all = readAll(file, 2 << 20);
        QVERIFY(!all.ok());
        QCOMPARE(all.failure().code, FailureCode::SourceAccessDenied);
    }

    void whatIsNoSftpEndsTheSession_data()
    {
        QTest::addColumn<QByteArray>("answer");
        const auto data = [](const SftpFields &fields) { return SftpFake::packet(sftp::Data, 1, fields); };
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("cut off") << data(SftpFields().string("abcdef")).chopped(3);
        QTest::newRow("more bytes than asked for") << data(SftpFields().string(QByteArray(40'000, 'x')));
        QTest::newRow("no bytes") << data(SftpFields().string(""));
        QTest::newRow("a count that is too small") << data(SftpFields().number(3).number(0x61626364));
        QTest::newRow("a count that is too large") << data(SftpFields().number(300).number(0x61626364));
        QTest::newRow("no count") << data(SftpFields());
        QTest::newRow("a status without a code") << SftpFake::packet(sftp::Status, 1, SftpFields());
        QTest::newRow("a handle") << SftpFake::packet(sftp::Handle, 1, SftpFields().string("h"));
        QTest::newRow("an answer nobody asked for") << SftpFake::packet(sftp::Data, 77, SftpFields().string("abc"));
        QTest::newRow("a request") << SftpFake::packet(sftp::Read, 1, SftpFields().string("abc"));
        QTest::newRow("shorter than a packet can be") << SftpFields().number(4).number(0).number(0).bytes();
        QTest::newRow("longer than a packet may be")
            << SftpFields().number(300'000).byte(sftp::Data).number(1).bytes() + QByteArray(300'000, 'x');
        QTest::newRow("as long as numbers go") << SftpFields().number(0xFFFFFFFF).byte(sftp::Data).number(1).bytes();
    }

    void whatIsNoSftpEndsTheSession()
    {
        QFETCH(QByteArray, answer);
        SftpFake server;
        server.content = pattern(1000);
        server.answerInstead = [&](quint8 type, quint32 id) -> std::optional<QByteArray> {
            if (type != sftp::Read)
                return std::nullopt;
            return id == 1 ? answer : QByteArray();
        };
        SftpProtocol protocol(server);
        QVERIFY(protocol.begin().ok());
        SftpFile file(protocol, "h", "/f", 0);
        const auto all = readAll(file, 2 << 20);
        QVERIFY(!all.ok());
        QCOMPARE(all.failure().code, FailureCode::SourceConnectionLost);
        QCOMPARE(file.entry().failure().code, FailureCode::SourceConnectionLost);
    }

    void theSameAnswerTwice()
    {
        SftpFake server;
        server.content = pattern(1 << 20);
        server.answerInstead = [&](quint8 type, quint32 id) -> std::optional<QByteArray> {
            if (type != sftp::Read)
                return std::nullopt;
            const QByteArray second = SftpFake::packet(sftp::Data, 2, SftpFields().string("abc"));
            return id == 1 ? second + second : QByteArray();
        };
        SftpProtocol protocol(server);
        QVERIFY(protocol.begin().ok());
        SftpFile file(protocol, "h", "/f", 0);
        QCOMPARE(readAll(file, 2 << 20).failure().code, FailureCode::SourceConnectionLost);
    }

    void otherVersionsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("version 6") << SftpFields().number(5).byte(sftp::Version).number(6).bytes();
        QTest::newRow("version 2") << SftpFields().number(5).byte(sftp::Version).number(2).bytes();
        QTest::newRow("no version") << SftpFields().number(1).byte(sftp::Version).bytes() + QByteArray(4, 'x');
        QTest::newRow("another packet") << SftpFields().number(5).byte(sftp::Status).number(3).bytes();
        QTest::newRow("text") << QByteArray("This account is currently not available.");
        QTest::newRow("too long") << SftpFields().number(1 << 20).byte(sftp::Version).number(3).bytes();
        QTest::newRow("nothing") << QByteArray("");
    }

    void otherVersionsAreRefused()
    {
        QFETCH(QByteArray, answer);
        SftpFake server;
        server.answerInstead = [&](quint8, quint32) { return std::optional(answer); };
        SftpProtocol protocol(server);
        const auto begun = protocol.begin();
        QVERIFY(!begun.ok());
        QCOMPARE(begun.failure().code, FailureCode::SourceConnectionLost);
    }

    void attributes()
    {
        SftpFields fields;
        fields.number(0x80000000 | 1 | 2 | 4 | 8).longNumber(~0ULL).number(1).number(2).number(0040755).number(0).number(0xFFFFFFFF);
        const QByteArray folder = SftpFields(fields).number(2).string("a@b").string("1").string("c").string("").bytes();
        SftpFieldReader reader(folder);
        const SftpAttributes read = reader.attributes();
        QVERIFY(reader.ok() && read.complete && !read.isLink);
        QVERIFY(read.entry.isFolder && !read.entry.isFile);
        QCOMPARE(read.entry.size, 1LL << 60);
        QCOMPARE(read.entry.modified.toSecsSinceEpoch(), qint64(0xFFFFFFFF));
        SftpFieldReader endless(fields.number(0xFFFFFFFF).bytes());
        endless.attributes();
        QVERIFY(!endless.ok());
        const QByteArray link = SftpFields().number(4).number(0120777).bytes();
        SftpFieldReader linked(link);
        const SftpAttributes found = linked.attributes();
        QVERIFY(linked.ok() && found.isLink && !found.complete && !found.entry.modified.isValid());
        SftpFieldReader nothing(QByteArrayView("\0\0\0\x0f\0\0", 6));
        nothing.attributes();
        QVERIFY(!nothing.ok());
    }
};

QTEST_GUILESS_MAIN(TestSftpFile)
#include "tst_SftpFile.moc"

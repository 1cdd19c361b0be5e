#include "message/LineEnds.h"

#include <QTest>

using namespace tallybridge;

class LineEndsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void become_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("feeds");
        QTest::addColumn<QByteArray>("mail");
        QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray();
        QTest::newRow("lines of mails") << QByteArray("a\r\nb\r\n") << QByteArray("a\nb\n") << QByteArray("a\r\nb\r\n");
        QTest::newRow("lines of Unix") << QByteArray("a\nb") << QByteArray("a\nb") << QByteArray("a\r\nb");
        QTest::newRow("a return by itself") << QByteArray("a\rb\r") << QByteArray("a\rb\r") << QByteArray("a\rb\r");
        QTest::newRow("two returns") << QByteArray("\r\r\n\n") << QByteArray("\r\n\n") << QByteArray("\r\r\n\r\n");
    }

    void become()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, feeds);
        QFETCH(QByteArray, mail);
        QCOMPARE(withLineFeeds(text), feeds);
        QCOMPARE(withLineFeeds(QString::fromLatin1(text)), QString::fromLatin1(feeds));
        QCOMPARE(withCrLf(feeds), mail);
    }

    void longTextsStayWhole()
    {
        // Long enough for the stages in which Qt's replace() works.
        const QByteArray text = QByteArray("abcd efgh\r\n").repeated(1'000'000);
        const QByteArray feeds = withLineFeeds(text);
        QCOMPARE(feeds.size(), text.size() - 1'000'000);
        QCOMPARE(withCrLf(feeds), text);
    }
};

QTEST_APPLESS_MAIN(LineEndsTest)
#include "LineEndsTest.moc"

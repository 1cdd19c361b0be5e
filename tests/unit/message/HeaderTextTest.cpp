#include "message/HeaderText.h"

#include <QtTest>

using namespace tallybridge;

class HeaderTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << QByteArray("Hello  there") << QStringLiteral("Hello  there");
        QTest::newRow("Q") << QByteArray("=?utf-8?Q?J=C3=B6rg_M?=") << QStringLiteral("J\u00F6rg M");
        QTest::newRow("B") << QByteArray("=?UTF-8?B?SsO2cmc=?=") << QStringLiteral("J\u00F6rg");
        QTest::newRow("B without padding") << QByteArray("=?UTF-8?B?SsO2cmcx?= x =?UTF-8?B?YQ?=") << QStringLiteral("J\u00F6rg1 x a");
        QTest::newRow("two words join") << QByteArray("=?utf-8?Q?a?= \t =?utf-8?Q?b?=") << QStringLiteral("ab");
        QTest::newRow("a character split over two words")
            << QByteArray("=?utf-8?B?8J+R?= =?utf-8?B?qQ==?=") << QString::fromUtf8("\xF0\x9F\x91\xA9");
        QTest::newRow("words of two character sets")
            << QByteArray("=?iso-8859-1?Q?=E4?= =?utf-8?Q?=C3=B6?=") << QStringLiteral("\u00E4\u00F6");
        QTest::newRow("glued to text") << QByteArray("x=?utf-8?Q?a?=y") << QStringLiteral("xay");
        QTest::newRow("language") << QByteArray("=?utf-8*en?Q?a?=") << QStringLiteral("a");
        QTest::newRow("Shift_JIS") << QByteArray("=?Shift_JIS?B?k/qWew==?=") << QStringLiteral("\u65E5\u672C");
        QTest::newRow("ISO-2022-JP") << QByteArray("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=") << QStringLiteral("\u65E5\u672C");
        QTest::newRow("windows-1252 dash called latin1") << QByteArray("=?iso-8859-1?Q?a=96b?=") << QStringLiteral("a\u2013b");
        QTest::newRow("raw UTF-8") << QByteArray("DELETED \xE2\x80\x93 READ") << QStringLiteral("DELETED \u2013 READ");
        QTest::newRow("raw latin-1") << QByteArray("J\xF6rg") << QStringLiteral("J\u00F6rg");
        QTest::newRow("raw beside encoded") << QByteArray("J\xF6rg =?utf-8?Q?=C3=B6?=") << QStringLiteral("J\u00F6rg \u00F6");
        QTest::newRow("broken UTF-8 in a word shows") << QByteArray("=?utf-8?Q?a=C3?=") << QStringLiteral("a\uFFFD");
        QTest::newRow("unknown character set") << QByteArray("=?x-nobody-knows?Q?=C3=B6?=") << QStringLiteral("\u00F6");
        QTest::newRow("unknown encoding stays") << QByteArray("=?utf-8?X?abc?=") << QStringLiteral("=?utf-8?X?abc?=");
        QTest::newRow("never closed stays") << QByteArray("=?utf-8?Q?abc") << QStringLiteral("=?utf-8?Q?abc");
        QTest::newRow("NUL shows") << QByteArray("a\0b", 3) << QStringLiteral("a\uFFFDb");
        QTest::newRow("encoded line end becomes a blank") << QByteArray("=?utf-8?Q?a=0D=0ABcc:_x?=") << QStringLiteral("a  Bcc: x");
        QTest::newRow("empty") << QByteArray() << QString();
    }

    void decodes()
    {
        QFETCH(QByteArray, value);
        QFETCH(QString, text);
        QCOMPARE(headerText(value), text);
    }

    void findsId_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("id");
        QTest::newRow("usual") << QStringLiteral("<a@b>") << QStringLiteral("a@b");
        QTest::newRow("without brackets") << QStringLiteral(" a@b ") << QStringLiteral("a@b");
        QTest::newRow("words around") << QStringLiteral("x <a@b> y") << QStringLiteral("a@b");
        QTest::newRow("never closed") << QStringLiteral("<a@b") << QStringLiteral("a@b");
        QTest::newRow("empty") << QString() << QString();
    }

    void findsId()
    {
        QFETCH(QString, value);
        QFETCH(QString, id);
        QCOMPARE(idWithoutBrackets(value), id);
    }
};

QTEST_APPLESS_MAIN(HeaderTextTest)
#include "HeaderTextTest.moc"

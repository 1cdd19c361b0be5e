#include "mapping/TextDecoder.h"

#include <QStringEncoder>
#include <QTest>

using namespace tallybridge;

namespace {

QByteArray encode(const QString &text, QStringConverter::Encoding encoding, bool mark)
{
    QStringEncoder encoder(encoding, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder(text);
}

} // namespace

class TestTextDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("encoding");
        const QString german = QStringLiteral("Handynummer;Postfach\r\n+491701234567;jürgen@contoso.example\r\n");
        const QString chinese = QStringLiteral("行動電話,電子郵件\r\n");
        const QString emoji = QStringLiteral("phone,\U0001F600@contoso.example\n");
        for (const QString &text : {german, chinese, emoji}) {
            for (const bool mark : {false, true}) {
                const auto name = [&](const char *encoding) {
                    const QString shown =
                        QLatin1String(encoding) + u' ' + text.left(8) + QLatin1String(mark ? " with mark" : " without mark");
                    return shown.toUtf8();
                };
                QTest::newRow(name("UTF-8").constData()) << encode(text, QStringConverter::Utf8, mark) << text << QStringLiteral("UTF-8");
                QTest::newRow(name("UTF-16LE").constData())
                    << encode(text, QStringConverter::Utf16LE, mark) << text << QStringLiteral("UTF-16LE");
                QTest::newRow(name("UTF-16BE").constData())
                    << encode(text, QStringConverter::Utf16BE, mark) << text << QStringLiteral("UTF-16BE");
            }
        }
        QTest::newRow("empty") << QByteArray() << QString() << QStringLiteral("UTF-8");
        QTest::newRow("mark only") << QByteArray("\xEF\xBB\xBF") << QString() << QStringLiteral("UTF-8");
        QTest::newRow("ANSI") << QByteArray("J\xFCrgen \x80 \x9F\x81") << QStringLiteral("Jürgen € Ÿ\u0081")
                              << QStringLiteral("windows-1252");
        QTest::newRow("UTF-8 cut off is ANSI") << QByteArray("abc\xC3") << QStringLiteral("abcÃ") << QStringLiteral("windows-1252");
        QTest::newRow("overlong UTF-8 is ANSI") << QByteArray("\xC0\xAF") << QStringLiteral("À¯") << QStringLiteral("windows-1252");
        QTest::newRow("UTF-8 mark with damaged text") << QByteArray("\xEF\xBB\xBF"
                                                                    "a\xFC"
                                                                    "b")
                                                      << QStringLiteral("a\uFFFDb") << QStringLiteral("UTF-8");
        QTest::newRow("one zero byte is no UTF-16")
            << QByteArray("447911123456\0,ann@contoso.example\n", 33) << QString::fromLatin1("447911123456\0,ann@contoso.example\n", 33)
            << QStringLiteral("UTF-8");
        QTest::newRow("a few zero bytes in a tiny file")
            << QByteArray("a\0", 2) << QString::fromLatin1("a\0", 2) << QStringLiteral("UTF-8");
        QTest::newRow("all zero bytes") << QByteArray(64, '\0') << QString(64, QChar(u'\0')) << QStringLiteral("UTF-8");
    }
    void decodes()
    {
        QFETCH(QByteArray, bytes);
        const DecodedText decoded = decodeText(bytes);
        QTEST(decoded.text, "text");
        QTEST(decoded.encoding, "encoding");
    }

    void survivesOddUtf16()
    {
        const DecodedText decoded = decodeText(QByteArray("\xFF\xFE"
                                                          "a\0b\0c",
                                                          7));
        QCOMPARE(decoded.encoding, QStringLiteral("UTF-16LE"));
        QVERIFY(decoded.text.startsWith(QStringLiteral("ab")));
    }
};

QTEST_APPLESS_MAIN(TestTextDecoder)
#include "tst_text_decoder.moc"

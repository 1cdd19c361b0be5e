#include "message/SafeFileName.h"

#include <QtTest>

using namespace tallybridge;

class SafeFileNameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesSafe_data()
    {
        QTest::addColumn<QString>("delivered");
        QTest::addColumn<QString>("safe");
        const auto row = [](const char *name, const char *delivered, const char *safe) {
            QTest::newRow(name) << QString::fromUtf8(delivered) << QString::fromUtf8(safe);
        };
        row("ordinary", "IMG_1.jpg", "IMG_1.jpg");
        row("CJK", "\xE6\x97\xA5\xE6\x9C\xAC.pdf", "\xE6\x97\xA5\xE6\x9C\xAC.pdf");
        row("emoji with ZWJ", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7.png", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7.png");
        row("path", "../../etc/passwd", "passwd");
        row("Windows path", "C:\\Users\\x\\a.doc", "a.doc");
        row("drive", "C:a.doc", "C_a.doc");
        row("stream", "a.txt:evil.exe", "a.txt_evil.exe");
        row("ends in a slash", "folder/", "folder");
        row("dots", "..", "attachment.jpg");
        row("hidden", ".bashrc", "bashrc");
        row("trailing dots and blanks", "a.exe. . ", "a.exe");
        row("bidi override", "photo\xE2\x80\xAEgpj.exe", "photogpj.exe");
        row("bidi isolate and BOM",
            "\xEF\xBB\xBF\xE2\x81\xA8"
            "a\xE2\x81\xA9.txt",
            "a.txt");
        row("control", "a\r\nBcc: x.txt", "aBcc_ x.txt");
        row("reserved", "CON", "_CON");
        row("reserved with extension", "lpt1.txt", "_lpt1.txt");
        row("reserved with blank", "nul .tar.gz", "_nul .tar.gz");
        row("reserved superscript", "COM\xC2\xB9", "_COM\xC2\xB9");
        row("not reserved", "console.txt", "console.txt");
        row("wildcards", "a<b>c|d?e*f\"g", "a_b_c_d_e_f_g");
        row("empty", "", "attachment.jpg");
        row("only blanks", " \t ", "attachment.jpg");
        row("replacement character stays", "a\xEF\xBF\xBD.txt", "a\xEF\xBF\xBD.txt");
    }

    void makesSafe()
    {
        QFETCH(QString, delivered);
        QTEST(safeFileName(delivered, "image/jpeg"), "safe");
        QFETCH(QString, safe);
        QCOMPARE(safeFileName(safe, "image/jpeg"), safe);
    }

    void keepsExtensionOfLongNames()
    {
        const QString name = safeFileName(QString(400, u'a') + QStringLiteral(".docx"), {});
        QCOMPARE(name.size(), 150);
        QVERIFY(name.endsWith(QLatin1String(".docx")));
        const QString emoji = safeFileName(QString::fromUtf8("\xF0\x9F\x91\xA9").repeated(100) + QStringLiteral(".jpg1"), {});
        QVERIFY(emoji.size() <= 150);
        QVERIFY(emoji.isValidUtf16());
        QCOMPARE(safeFileName(QString(200, u'a') + u'.' + QString(200, u'b'), {}).size(), 150);
        QVERIFY(safeFileName(QLatin1String("con.") + QString(300, u'b'), {}).size() <= 150);
    }

    void namesUnnamedByType()
    {
        QCOMPARE(safeFileName({}, "application/pdf"), QStringLiteral("attachment.pdf"));
        QCOMPARE(safeFileName({}, "x/y"), QStringLiteral("attachment.bin"));
    }
};

QTEST_APPLESS_MAIN(SafeFileNameTest)
#include "SafeFileNameTest.moc"

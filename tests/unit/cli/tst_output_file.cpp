#include "cli/OutputFile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tallybridge;
using namespace Qt::Literals::StringLiterals;

class OutputFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacesAFile();
    void keepsTheFormerFileWhenWritingFails();
    void refusesAMissingFolder();
    void refusesAFolder();
    void writesADevice();

private:
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
    }
};

void OutputFileTest::replacesAFile()
{
    const QTemporaryDir place;
    const QString path = place.filePath(u"report.csv"_s);
    for (const QByteArray bytes : {"first and longer", "second"}) {
        QVERIFY(writeOutputFile(path, [&](QIODevice &device) { return device.write(bytes) == bytes.size(); }).ok());
        QCOMPARE(contentOf(path), bytes);
    }
    QCOMPARE(QDir(place.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void OutputFileTest::keepsTheFormerFileWhenWritingFails()
{
    const QTemporaryDir place;
    const QString path = place.filePath(u"report.csv"_s);
    QVERIFY(writeOutputFile(path, [](QIODevice &device) { return device.write("whole") == 5; }).ok());
    const auto written = writeOutputFile(path, [](QIODevice &device) {
        device.write("half");
        return false;
    });
    QVERIFY(!written.ok());
    QCOMPARE(contentOf(path), QByteArray("whole"));
    QCOMPARE(QDir(place.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void OutputFileTest::refusesAMissingFolder()
{
    const QTemporaryDir place;
    const auto written = writeOutputFile(place.filePath(u"no/such/x.csv"_s), [](QIODevice &) { return true; });
    QVERIFY(!written.ok());
    QCOMPARE(written.failure().code, FailureCode::FileNotWritable);
}

void OutputFileTest::refusesAFolder()
{
    const QTemporaryDir place;
    QVERIFY(!writeOutputFile(place.path(), [](QIODevice &) { return true; }).ok());
    QVERIFY(QDir(place.path()).exists());
}

void OutputFileTest::writesADevice()
{
#ifdef Q_OS_WIN
    QSKIP("no /dev here");
#endif
    QVERIFY(writeOutputFile(u"/dev/null"_s, [](QIODevice &device) { return device.write("x") == 1; }).ok());
    QVERIFY(!QFileInfo(u"/dev/null"_s).isFile());
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("no /dev/full here");
    const auto written = writeOutputFile(u"/dev/full"_s, [](QIODevice &device) { return device.write("x") == 1; });
    QVERIFY(!written.ok());
}

QTEST_APPLESS_MAIN(OutputFileTest)
#include "tst_output_file.moc"

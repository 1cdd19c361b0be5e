#include "source/FolderSource.h"

#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace tallybridge;

namespace {

const QString first = QStringLiteral("202611020000-TeleMessage_7_1.zip");
const QString second = QStringLiteral("202611030000-TeleMessage_9_1.zip");
const QString third = QStringLiteral("202611030000-TeleMessage_10_1.ZIP");

} // namespace

class TestFolderSource : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString &name) const { return m_folder->filePath(name); }

    void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    static QStringList namesOf(const SourceListing &listing)
    {
        QStringList names;
        for (const SourceDelivery &delivery : listing.deliveries)
            names.append(delivery.name.name);
        return names;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void lists()
    {
        write(third, "three");
        write(second, "two");
        write(first, "one one");
        write(second + QStringLiteral(".part"), "x");
        write(QStringLiteral("readme.txt"), "x");
        write(QStringLiteral(".hidden"), "x");
        const QString folder = QStringLiteral("202611030000-TeleMessage_11_1.zip");
        QVERIFY(QDir(m_folder->path()).mkdir(folder));
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("other")));
        QStringList noFiles{folder};
#ifdef Q_OS_UNIX
        const QString link = QStringLiteral("202611030000-TeleMessage_12_1.zip");
        QVERIFY(QFile::link(path(QStringLiteral("nowhere")), path(link)));
        noFiles << link;
#endif
        const QDateTime time(QDate(2026, 11, 3), QTime(4, 5, 6), Qt::UTC);
        QFile file(path(first));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(time, QFileDevice::FileModificationTime));
        file.close();

        const auto listing = FolderSource(m_folder->path()).list({});
        QVERIFY(listing);
        QCOMPARE(namesOf(*listing), (QStringList{first, second, third}));
        QCOMPARE(listing->deliveries[0].size, 7);
        QCOMPARE(listing->deliveries[0].modified, time);
        QCOMPARE(listing->deliveries[0].modified.timeSpec(), Qt::UTC);
        QCOMPARE(listing->otherFiles,
                 (QStringList{QStringLiteral(".hidden"), second + QStringLiteral(".part"), QStringLiteral("readme.txt")}));
        QCOMPARE(listing->noFiles, noFiles);
    }

    void emptyFolder()
    {
        const auto listing = FolderSource(m_folder->path()).list({});
        QVERIFY(listing);
        QVERIFY(listing->deliveries.empty());
        QVERIFY(listing->otherFiles.isEmpty());
    }

    void foldersNamesAreNotAscii()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("交付 ü")));
        write(QStringLiteral("交付 ü/") + first, "one");
        write(QStringLiteral("交付 ü/訊息.txt"), "x");
        FolderSource source(path(QStringLiteral("交付 ü")));
        const auto listing = source.list({});
        QVERIFY(listing);
        QCOMPARE(namesOf(*listing), QStringList{first});
        QCOMPARE(listing->otherFiles, QStringList{QStringLiteral("訊息.txt")});
        QVERIFY(source.open(first, {}));
    }

    void folderUnavailable_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("not there") << QStringLiteral("nowhere");
        QTest::newRow("a file") << QStringLiteral("file");
    }

    void folderUnavailable()
    {
        QFETCH(QString, name);
        write(QStringLiteral("file"), "x");
        FolderSource source(path(name));
        const auto listing = source.list({});
        QVERIFY(!listing);
        QCOMPARE(listing.failure().code, FailureCode::SourceUnavailable);
        QCOMPARE(listing.failure().arguments, QStringList{path(name)});
        QVERIFY(listing.failure().retryable);
        const auto opened = source.open(first, {});
        QVERIFY(!opened);
        QCOMPARE(opened.failure().code, FailureCode::SourceUnavailable);
    }

    void emptyPathIsUnavailable()
    {
        QCOMPARE(FolderSource(QString()).list({}).failure().code, FailureCode::SourceUnavailable);
    }

    void opens()
    {
        write(first, "bytes of the delivery");
        const auto source = FolderSource(m_folder->path()).open(first, {});
        QVERIFY(source);
        QCOMPARE((*source)->size(), 21);
        char buffer[5];
        QCOMPARE(*(*source)->readAt(13, buffer, 5), 5);
        QCOMPARE(QByteArray(buffer, 5), QByteArray("deliv"));
    }

    void refusesToOpen_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("code");
        const int invalid = int(FailureCode::InvalidArgument);
        QTest::newRow("other file") << QStringLiteral("secret.txt") << invalid;
        QTest::newRow("path") << QStringLiteral("../sub/") + first << invalid;
        QTest::newRow("absolute") << QStringLiteral("/etc/passwd") << invalid;
        QTest::newRow("empty") << QString() << invalid;
        QTest::newRow("not there") << second << int(FailureCode::FileNotFound);
        QTest::newRow("a folder") << third << int(FailureCode::FileNotReadable);
    }

    void refusesToOpen()
    {
        QFETCH(QString, name);
        write(QStringLiteral("secret.txt"), "x");
        QVERIFY(QDir(m_folder->path()).mkdir(third));
        const auto source = FolderSource(m_folder->path()).open(name, {});
        QVERIFY(!source);
        QTEST(int(source.failure().code), "code");
    }

    void cancelled()
    {
        write(first, "x");
        const CancelToken cancel;
        cancel.cancel();
        FolderSource source(m_folder->path());
        QCOMPARE(source.list(cancel).failure().code, FailureCode::Cancelled);
        QCOMPARE(source.open(first, cancel).failure().code, FailureCode::Cancelled);
    }

#ifdef Q_OS_UNIX
    void linksAndSpecialFiles()
    {
        write(QStringLiteral("target"), "the real one");
        QVERIFY(QFile::link(path(QStringLiteral("target")), path(first)));
        QVERIFY(QFile::link(path(QStringLiteral("nowhere")), path(second)));
        const QString folder = QStringLiteral("202611030000-TeleMessage_3_1.zip");
        QVERIFY(QFile::link(m_folder->path(), path(folder)));
        QCOMPARE(::mkfifo(QFile::encodeName(path(third)).constData(), 0600), 0);
        const QString loop = QStringLiteral("202611030000-TeleMessage_4_1.zip");
        QVERIFY(QFile::link(path(loop), path(loop)));

        FolderSource source(m_folder->path());
        const auto listing = source.list({});
        QVERIFY(listing);
        QCOMPARE(namesOf(*listing), QStringList{first});
        QCOMPARE(listing->deliveries[0].size, 12);
        QCOMPARE(listing->otherFiles, QStringList{QStringLiteral("target")});
        QStringList noFiles{second, third, folder, loop};
        noFiles.sort();
        QCOMPARE(listing->noFiles, noFiles);
        QVERIFY(source.open(first, {}));
        // Opening the pipe would wait for ever.
        QCOMPARE(source.open(third, {}).failure().code, FailureCode::FileNotReadable);
        QCOMPARE(source.open(second, {}).failure().code, FailureCode::FileNotFound);
    }
#endif
};

QTEST_APPLESS_MAIN(TestFolderSource)
#include "tst_FolderSource.moc"

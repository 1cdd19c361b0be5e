#include "core/ByteSource.h"

#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace tallybridge;

namespace {

QByteArray read(ByteSource &source, qint64 offset, qint64 length)
{
    QByteArray bytes(length, '?');
    const auto got = source.readAt(offset, bytes.data(), length);
    return got ? bytes.first(*got) : QByteArray("failed");
}

} // namespace

class TestByteSource : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::shared_ptr<ByteSource> file(const QByteArray &bytes)
    {
        QFile out(m_folder.filePath(QStringLiteral("f")));
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            return nullptr;
        out.close();
        auto source = openFile(out.fileName());
        return source ? *source : nullptr;
    }

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<bool>("inMemory");
        QTest::newRow("memory") << true;
        QTest::newRow("file") << false;
    }

    void reads()
    {
        QFETCH(bool, inMemory);
        const QByteArray bytes = "0123456789";
        const auto source = inMemory ? bytesInMemory(bytes) : file(bytes);
        QVERIFY(source);
        QCOMPARE(source->size(), 10);
        QCOMPARE(read(*source, 0, 10), bytes);
        QCOMPARE(read(*source, 7, 100), QByteArray("789"));
        QCOMPARE(read(*source, 2, 3), QByteArray("234"));
        QCOMPARE(read(*source, 0, 0), QByteArray());
        QCOMPARE(read(*source, 10, 5), QByteArray());
        QCOMPARE(read(*source, 1'000'000, 5), QByteArray());
        QCOMPARE(read(*source, 9, 1), QByteArray("9"));
    }

    void emptySources()
    {
        QCOMPARE(bytesInMemory({})->size(), 0);
        QCOMPARE(read(*bytesInMemory({}), 0, 5), QByteArray());
        const auto empty = file({});
        QVERIFY(empty);
        QCOMPARE(read(*empty, 0, 5), QByteArray());
    }

    void sizeIsFixedWhenOpened()
    {
        const auto source = file("0123456789");
        QVERIFY(source);
        QFile(m_folder.filePath(QStringLiteral("f"))).resize(4);
        QCOMPARE(source->size(), 10);
        QCOMPARE(read(*source, 0, 10), QByteArray("0123"));
        QCOMPARE(read(*source, 6, 10), QByteArray());
    }

    void cannotOpen()
    {
        const auto absent = openFile(m_folder.filePath(QStringLiteral("absent")));
        QVERIFY(!absent);
        QCOMPARE(absent.failure().code, FailureCode::FileNotFound);
        QCOMPARE(absent.failure().arguments, QStringList{m_folder.filePath(QStringLiteral("absent"))});
        QCOMPARE(openFile(m_folder.path()).failure().code, FailureCode::FileNotReadable);
        QCOMPARE(openFile(QString()).failure().code, FailureCode::FileNotFound);
    }

#ifdef Q_OS_UNIX
    void pipesAreNotOpened()
    {
        const QString path = m_folder.filePath(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        QCOMPARE(openFile(path).failure().code, FailureCode::FileNotReadable);
        QCOMPARE(openFile(QStringLiteral("/dev/zero")).failure().code, FailureCode::FileNotReadable);
    }
#endif

    void sha256_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("hex");
        // FIPS 180-4 examples.
        QTest::newRow("empty") << QByteArray("") << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("abc") << QByteArray("abc") << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("a million") << QByteArray(1'000'000, 'a')
                                   << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
        const QByteArray blocks(3 * (1 << 20) + 1, 'b');
        QTest::newRow("several blocks") << blocks << QCryptographicHash::hash(blocks, QCryptographicHash::Sha256).toHex();
    }

    void sha256()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, hex);
        QCOMPARE(sha256Of(*bytesInMemory(bytes), {})->toHex(), hex);
        const auto source = file(bytes);
        QVERIFY(source);
        QCOMPARE(sha256Of(*source, {})->toHex(), hex);
    }

    void sha256IsCancelled()
    {
        const CancelToken cancel;
        cancel.cancel();
        QCOMPARE(sha256Of(*bytesInMemory("abc"), cancel).failure().code, FailureCode::Cancelled);
    }

    void sha256ReportsFailures()
    {
        class Failing : public ByteSource
        {
        public:
            qint64 size() const override { return 10; }
            Result<qint64> readAt(qint64, char *, qint64) override { return Failure{FailureCode::FileNotReadable, {}, {}, true}; }
        } failing;
        QCOMPARE(sha256Of(failing, {}).failure().code, FailureCode::FileNotReadable);
    }
};

QTEST_APPLESS_MAIN(TestByteSource)
#include "tst_ByteSource.moc"

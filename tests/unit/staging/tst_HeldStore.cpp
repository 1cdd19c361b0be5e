#include "staging/HeldStore.h"

#include "core/Sha256.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tallybridge;

class HeldStoreTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    SealKeys m_keys{Secret::random(SealKeys::keySize)};

    QString folder() const { return m_folder.filePath(QStringLiteral("held")); }

private Q_SLOTS:
    void keepsUntilRemoved()
    {
        const QByteArray eml = "From: a\r\n\r\nMARKER-OF-A-TEXT";
        const QByteArray sha256 = Sha256::of(eml);
        {
            HeldStore store(folder(), [this] { return Result<SealKeys>(m_keys); });
            QVERIFY(!store.contains(sha256));
            QVERIFY(store.put(sha256, eml).ok());
            QVERIFY(store.put(sha256, eml).ok());
            QVERIFY(store.flush().ok());
        }
        HeldStore store(folder(), [this] { return Result<SealKeys>(m_keys); });
        QVERIFY(store.contains(sha256));
        const auto read = store.read(sha256);
        QVERIFY(read.ok());
        QCOMPARE(*read, eml);
        QList<QByteArray> all;
        store.forEach([&](const QByteArray &held) { all << held; });
        QCOMPARE(all, QList<QByteArray>{sha256});
        int files = 0;
        for (QDirIterator it(folder(), QDir::Files, QDirIterator::Subdirectories); it.hasNext(); ++files) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains("MARKER"));
        }
        QCOMPARE(files, 1);
        QVERIFY(store.remove(sha256).ok());
        QVERIFY(!store.contains(sha256));
        QVERIFY(!store.read(sha256).ok());
    }

    void neverGivesOtherBytes()
    {
        const QByteArray one = Sha256::of("one");
        HeldStore store(folder(), [this] { return Result<SealKeys>(m_keys); });
        QVERIFY(store.put(one, "two").ok());
        const auto read = store.read(one);
        QVERIFY(!read.ok());
        QCOMPARE(read.failure().code, FailureCode::SealedFileDamaged);
        QVERIFY(store.remove(one).ok());
    }

    void withoutKeyNothingIsWritten()
    {
        HeldStore store(folder(), [] { return Result<SealKeys>(Failure{FailureCode::SecretStoreLocked, {}, {}, true}); });
        const QByteArray sha256 = Sha256::of("x");
        const auto put = store.put(sha256, "x");
        QVERIFY(!put.ok());
        QCOMPARE(put.failure().code, FailureCode::SecretStoreLocked);
        QVERIFY(!store.contains(sha256));
    }
};

QTEST_APPLESS_MAIN(HeldStoreTest)
#include "tst_HeldStore.moc"

#include "staging/LocalSpool.h"

#include "core/Sha256.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace tallybridge;

class LocalSpoolTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    SealKeys m_keys{Secret::random(SealKeys::keySize)};
    const LocalSpool::Key m_key{QStringLiteral("202611020000-TeleMessage_7_1.zip"), 200'000, QDateTime(QDate(2026, 11, 2), QTime(3, 4))};
    const QByteArray m_bytes = QByteArray(200'000, 'm');

    LocalSpool spool() const { return LocalSpool(m_folder.filePath(QStringLiteral("spool")), m_keys); }
    QStringList files() const { return QDir(m_folder.filePath(QStringLiteral("spool"))).entryList(QDir::Files); }

private Q_SLOTS:
    void cleanup() { QDir(m_folder.filePath(QStringLiteral("spool"))).removeRecursively(); }

    void writesOpensAndRemoves()
    {
        LocalSpool one = spool();
        const auto nothing = one.open(m_key);
        QVERIFY(nothing.ok() && !*nothing);
        auto writer = one.begin(m_key, [](QByteArrayView) {});
        QVERIFY(writer.ok());
        QVERIFY((*writer)->write(m_bytes).ok());
        const auto unfinished = one.open(m_key);
        QVERIFY(unfinished.ok() && !*unfinished);
        QVERIFY(one.finish(m_key, std::move(*writer)).ok());
        QCOMPARE(files().size(), 1);
        QVERIFY(!files().first().contains(QLatin1String("TeleMessage")));
        QCOMPARE(QFileInfo(m_folder.filePath(QStringLiteral("spool/") + files().first())).size(), LocalSpool::sealedSize(m_bytes.size()));
        {
            const auto bytes = spool().open(m_key);
            QVERIFY(bytes.ok() && *bytes);
            QCOMPARE(*sha256Of(**bytes, {}), Sha256::of(m_bytes));
        }
        LocalSpool::Key other = m_key;
        other.modified = m_key.modified.addSecs(1);
        const auto younger = one.open(other);
        QVERIFY(younger.ok() && !*younger);
        one.remove(m_key);
        QCOMPARE(files(), QStringList());
    }

    void goesOnWithWhatACrashLeft()
    {
        {
            LocalSpool one = spool();
            auto writer = one.begin(m_key, [](QByteArrayView) {});
            QVERIFY(writer.ok());
            QVERIFY((*writer)->write(QByteArrayView(m_bytes).first(150'000)).ok());
            QVERIFY((*writer)->flush().ok());
        }
        LocalSpool two = spool();
        QVERIFY(two.begunSize(m_key) > 65'536);
        QByteArray seen;
        auto writer = two.begin(m_key, [&](QByteArrayView bytes) { seen += bytes; });
        QVERIFY(writer.ok());
        QCOMPARE(seen, m_bytes.first(2 * sealed::chunkSize));
        QVERIFY((*writer)->write(QByteArrayView(m_bytes).sliced(seen.size())).ok());
        QVERIFY(two.finish(m_key, std::move(*writer)).ok());
        const auto bytes = two.open(m_key);
        QVERIFY(bytes.ok() && *bytes);
    }

    void beginsAnewWithAnotherKey()
    {
        {
            LocalSpool one = spool();
            auto writer = one.begin(m_key, [](QByteArrayView) {});
            QVERIFY((*writer)->write(m_bytes).ok());
            QVERIFY((*writer)->flush().ok());
        }
        LocalSpool other(m_folder.filePath(QStringLiteral("spool")), SealKeys(Secret::random(SealKeys::keySize)));
        qint64 seen = 0;
        auto writer = other.begin(m_key, [&](QByteArrayView bytes) { seen += bytes.size(); });
        QVERIFY(writer.ok());
        QCOMPARE(seen, 0);
    }

    void removesWhatIsNotKept()
    {
        LocalSpool one = spool();
        LocalSpool::Key other = m_key;
        other.name = QStringLiteral("202611030000-TeleMessage_8_1.zip");
        for (const auto &key : {m_key, other}) {
            auto writer = one.begin(key, [](QByteArrayView) {});
            QVERIFY((*writer)->write(m_bytes).ok());
            QVERIFY(one.finish(key, std::move(*writer)).ok());
        }
        one.removeOthers({m_key});
        QCOMPARE(files().size(), 1);
        const auto kept = one.open(m_key);
        QVERIFY(kept.ok() && *kept);
    }
};

QTEST_APPLESS_MAIN(LocalSpoolTest)
#include "tst_LocalSpool.moc"

#include "identity/FileSecretStore.h"
#include "identity/KeychainSecretStore.h"
#include "identity/MemorySecretStore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tallybridge;

namespace {

Secret secretOf(const char *text)
{
    return Secret(QByteArrayView(text));
}

QByteArray textOf(const Result<std::optional<Secret>> &read)
{
    return read && read->has_value() ? (*read)->view().toByteArray() : QByteArray();
}

} // namespace

class SecretStoresTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString file(const QByteArray &content)
    {
        const QString path = m_folder.filePath(QStringLiteral("secret"));
        QFile file(path);
        const bool opened = file.open(QIODevice::WriteOnly);
        if (opened)
            file.write(content);
        return path;
    }

private Q_SLOTS:
    void secretsAreWipedWithTheirLastCopy()
    {
        QByteArray bytes("geheim");
        const Secret secret = Secret::take(bytes);
        QVERIFY(bytes.isEmpty());
        const Secret copy = secret;
        QCOMPARE(copy.view().toByteArray(), QByteArray("geheim"));
        // The same buffer: as pointers, for it does not end with a zero.
        QVERIFY(copy.view().data() == secret.view().data());
        QVERIFY(Secret().isEmpty());
        QCOMPARE(Secret::random(32).size(), 32);
        QVERIFY(!(Secret::random(32) == Secret::random(32)));
    }

    void memory()
    {
        MemorySecretStore store;
        QVERIFY(!store.read({QStringLiteral("a"), QStringLiteral("password")})->has_value());
        QVERIFY(store.write({QStringLiteral("a"), QStringLiteral("password")}, secretOf("x")).ok());
        QCOMPARE(textOf(store.read({QStringLiteral("a"), QStringLiteral("password")})), QByteArray("x"));
        QVERIFY(!store.read({QStringLiteral("b"), QStringLiteral("password")})->has_value());
        QVERIFY(store.remove({QStringLiteral("a"), QStringLiteral("password")}).ok());
        QVERIFY(!store.read({QStringLiteral("a"), QStringLiteral("password")})->has_value());
    }

    void files_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("plain") << QByteArray("geheim") << QStringLiteral("password") << QByteArray("geheim");
        QTest::newRow("line break") << QByteArray("geheim\n") << QStringLiteral("password") << QByteArray("geheim");
        QTest::newRow("windows line break") << QByteArray("geheim\r\n") << QStringLiteral("password") << QByteArray("geheim");
        QTest::newRow("one line break only") << QByteArray("geheim \n\n") << QStringLiteral("password") << QByteArray("geheim \n");
        QTest::newRow("key") << QByteArray("key\n") << QStringLiteral("key") << QByteArray("key\n");
        QTest::newRow("empty") << QByteArray("\n") << QStringLiteral("password") << QByteArray();
    }
    void files()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, kind);
        QFETCH(QByteArray, secret);
        FileSecretStore store({{kind, file(content)}});
        QCOMPARE(textOf(store.read({QStringLiteral("any"), kind})), secret);
        QVERIFY(!store.read({QStringLiteral("any"), QStringLiteral("other")})->has_value());
        QVERIFY(!store.write({QStringLiteral("any"), kind}, secretOf("x")).ok());
    }

    void filesThatCannotBeRead()
    {
        FileSecretStore absent({{QStringLiteral("password"), m_folder.filePath(QStringLiteral("absent"))}});
        const auto read = absent.read({{}, QStringLiteral("password")});
        QVERIFY(!read.ok());
        QCOMPARE(read.failure().code, FailureCode::FileNotReadable);
        FileSecretStore large({{QStringLiteral("password"), file(QByteArray(largestSecret + 1, 'x'))}});
        const auto tooLarge = large.read({{}, QStringLiteral("password")});
        QVERIFY(!tooLarge.ok());
        QCOMPARE(tooLarge.failure().code, FailureCode::SecretTooLarge);
    }

    // With a keychain (tests/integration/keychain.sh starts one) everything works; without one every call says so and ends soon.
    void keychain()
    {
        KeychainSecretStore store(QStringLiteral("Tallybridge-Test"));
        const SecretId id{QStringLiteral("vault"), QStringLiteral("password")};
        const QByteArray expected = qgetenv("TALLYBRIDGE_TEST_KEYCHAIN");
        const auto written = store.write(id, secretOf("geheim"));
        if (expected.isEmpty() && !written) {
            QVERIFY(written.failure().code == FailureCode::SecretStoreUnavailable ||
                    written.failure().code == FailureCode::SecretStoreLocked || written.failure().code == FailureCode::SecretStoreRefused);
            QVERIFY(!store.read(id).ok());
            return;
        }
        if (expected == "locked") {
            QVERIFY(!written.ok());
            QCOMPARE(written.failure().code, FailureCode::SecretStoreLocked);
            const auto read = store.read(id);
            QVERIFY(!read.ok());
            QCOMPARE(read.failure().code, FailureCode::SecretStoreLocked);
            return;
        }
        QVERIFY(written.ok());
        QCOMPARE(textOf(store.read(id)), QByteArray("geheim"));
        const QByteArray large = QByteArray(5000, 'k') + QByteArray("\0\n\xff end", 8);
        QVERIFY(store.write(id, Secret(large)).ok());
        QCOMPARE(textOf(store.read(id)), large);
        QVERIFY(store.write(id, secretOf("short again")).ok());
        QCOMPARE(textOf(store.read(id)), QByteArray("short again"));
        QVERIFY(store.remove(id).ok());
        const auto gone = store.read(id);
        QVERIFY(gone.ok());
        QVERIFY(!gone->has_value());
    }
};

QTEST_GUILESS_MAIN(SecretStoresTest)
#include "tst_SecretStores.moc"

#include "LedgerSamples.h"

#include "ledger/AuditLog.h"
#include "ledger/LedgerConnection.h"
#include "ledger/SqlStatement.h"

#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace tallybridge;

namespace {

constexpr int itemsPerTransaction = 20;
const char *const writerArgument = "--write-until-killed";

/// What the process does that is killed: transaction after transaction, a line on standard output after each commit.
int writeUntilKilled(const QString &path)
{
    const auto ledger = Ledger::open(path, Ledger::Mode::ReadWrite);
    if (!ledger)
        return 1;
    const auto connector = ConnectorTable(**ledger).insert(sampleConnector(QStringLiteral("A")));
    const auto delivery = connector ? DeliveryTable(**ledger).insert(sampleDelivery(*connector)) : connector;
    if (!delivery)
        return 1;
    ItemTable items(**ledger);
    for (qint64 number = 0;;) {
        auto transaction = Transaction::begin(**ledger);
        if (!transaction)
            return 1;
        for (int i = 0; i < itemsPerTransaction; ++i, ++number) {
            const auto item = items.insertItem(sampleItem(*connector, *delivery, number));
            CopyRecord copy;
            copy.itemId = item ? *item : 0;
            copy.outcome = Outcome::Failed;
            copy.reason = FailureReason::Unmapped;
            if (!item || !items.insertCopy(copy))
                return 1;
        }
        if (!transaction->commit())
            return 1;
        std::puts("committed");
        std::fflush(stdout);
    }
}

} // namespace

class TestLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void makesALedgerForNobodyElse()
    {
        const QString file = m_folder->filePath(QStringLiteral("data/deep/l.db"));
        const auto ledger = Ledger::open(file, Ledger::Mode::ReadWrite);
        NEED(ledger);
        QCOMPARE((*ledger)->path(), file);
        NEED(ConnectorTable(**ledger).insert(sampleConnector(QStringLiteral("A"))));
#ifdef Q_OS_UNIX
        constexpr auto others =
            QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(QFileInfo(file).path()) & others));
        for (const char *suffix : {"", "-wal", "-shm", ".lock"}) {
            QVERIFY2(QFile::exists(file + QLatin1String(suffix)), suffix);
            QVERIFY(!(QFile::permissions(file + QLatin1String(suffix)) & others));
        }
#endif
    }

    void leavesAFolderOfOthersAsItIs()
    {
        const auto before = QFile::permissions(m_folder->path());
        QVERIFY(QFile::setPermissions(m_folder->path(), before | QFile::ReadOther | QFile::ExeOther));
        const auto open = QFile::permissions(m_folder->path());
        NEED(Ledger::open(path(), Ledger::Mode::ReadWrite));
        QCOMPARE(QFile::permissions(m_folder->path()), open);
    }

    void isDurableAndChecksForeignKeys()
    {
        for (const auto mode : {Ledger::Mode::ReadWrite, Ledger::Mode::ReadOnly}) {
            const auto ledger = Ledger::open(path(), mode);
            NEED(ledger);
            const auto pragma = [&](const char *name) {
                SqlStatement statement(**ledger, QLatin1String("PRAGMA ") + QLatin1String(name));
                return statement.run() && *statement.next() ? statement.text(0) : QString();
            };
            QCOMPARE(pragma("journal_mode"), QStringLiteral("wal"));
            QCOMPARE(pragma("synchronous"), QStringLiteral("2"));
            QCOMPARE(pragma("foreign_keys"), QStringLiteral("1"));
            QCOMPARE(pragma("busy_timeout"), QStringLiteral("10000"));
            QCOMPARE(pragma("query_only"), mode == Ledger::Mode::ReadOnly ? QStringLiteral("1") : QStringLiteral("0"));
        }
    }

    void readOnlyMakesNothing()
    {
        EXPECT_FAILURE(Ledger::open(path(), Ledger::Mode::ReadOnly), LedgerAbsent);
        QVERIFY(QDir(m_folder->path()).isEmpty());
        QFile empty(path());
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        EXPECT_FAILURE(Ledger::open(path(), Ledger::Mode::ReadOnly), LedgerAbsent);
        QCOMPARE(QFileInfo(path()).size(), 0);
    }

    void readOnlyWritesNothing()
    {
        NEED(Ledger::open(path(), Ledger::Mode::ReadWrite));
        const auto ledger = Ledger::open(path(), Ledger::Mode::ReadOnly);
        NEED(ledger);
        EXPECT_FAILURE(ConnectorTable(**ledger).insert(sampleConnector(QStringLiteral("A"))), LedgerUnavailable);
        const auto transaction = Transaction::begin(**ledger);
        QVERIFY(!transaction || !ConnectorTable(**ledger).insert(sampleConnector(QStringLiteral("A"))));
    }

    void readsWhileAWriterIsBusy()
    {
        const auto writer = Ledger::open(path(), Ledger::Mode::ReadWrite);
        NEED(writer);
        NEED(ConnectorTable(**writer).insert(sampleConnector(QStringLiteral("A"))));
        auto transaction = Transaction::begin(**writer);
        NEED(transaction);
        NEED(ConnectorTable(**writer).insert(sampleConnector(QStringLiteral("B"))));
        const auto reader = Ledger::open(path(), Ledger::Mode::ReadOnly);
        NEED(reader);
        QCOMPARE(ConnectorTable(**reader).all()->size(), std::size_t(1));
        NEED(transaction->commit());
        QCOMPARE(ConnectorTable(**reader).all()->size(), std::size_t(2));
    }

    void rollsBackWithoutCommit()
    {
        const auto ledger = Ledger::open(path(), Ledger::Mode::ReadWrite);
        NEED(ledger);
        {
            auto transaction = Transaction::begin(**ledger);
            NEED(transaction);
            NEED(ConnectorTable(**ledger).insert(sampleConnector(QStringLiteral("A"))));
            const Transaction moved = std::move(*transaction);
            QVERIFY((*ledger)->inTransaction());
        }
        QVERIFY(!(*ledger)->inTransaction());
        QVERIFY(ConnectorTable(**ledger).all()->empty());
        auto transaction = Transaction::begin(**ledger);
        NEED(transaction);
        EXPECT_FAILURE(Transaction::begin(**ledger), Internal);
        NEED(transaction->commit());
        EXPECT_FAILURE(transaction->commit(), Internal);
        QVERIFY(!(*ledger)->inTransaction());
    }

    void aSecondWriterIsTurnedAway()
    {
        const auto first = Ledger::open(path(), Ledger::Mode::ReadWrite);
        NEED(first);
        const auto second = Ledger::open(path(), Ledger::Mode::ReadWrite);
        NEED(second);
        SqlStatement impatience(**second, QLatin1String("PRAGMA busy_timeout = 1"));
        NEED(impatience.run());
        impatience.finish();
        const auto transaction = Transaction::begin(**first);
        NEED(transaction);
        const auto refused = Transaction::begin(**second);
        EXPECT_FAILURE(refused, LedgerBusy);
        QVERIFY(refused.failure().retryable);
        QCOMPARE(refused.failure().arguments, QStringList{path()});
        QVERIFY(!(*second)->inTransaction());
    }

    void refusesWhatIsNoLedger_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray(5000, 'x');
        QTest::newRow("short text") << QByteArrayLiteral("hello");
        QTest::newRow("zip") << QByteArray("PK\3\4") + QByteArray(4096, '\0');
        QTest::newRow("header only") << QByteArray("SQLite format 3\0", 16);
        QTest::newRow("header and noise") << QByteArray("SQLite format 3\0", 16) + QByteArray(8192, '\x5a');
    }

    void refusesWhatIsNoLedger()
    {
        QFETCH(QByteArray, bytes);
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        EXPECT_FAILURE(Ledger::open(path(), Ledger::Mode::ReadWrite), LedgerDamaged);
        EXPECT_FAILURE(Ledger::open(path(), Ledger::Mode::ReadOnly), LedgerDamaged);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
    }

    void refusesATruncatedLedger()
    {
        {
            const auto ledger = Ledger::open(path(), Ledger::Mode::ReadWrite);
            NEED(ledger);
            NEED(ConnectorTable(**ledger).insert(sampleConnector(QStringLiteral("A"))));
        }
        QFile file(path());
        QVERIFY(file.resize(file.size() / 2));
        EXPECT_FAILURE(Ledger::open(path(), Ledger::Mode::ReadWrite), LedgerDamaged);
    }

    void tellsADamagedPageWhenItReadsIt()
    {
        {
            const auto ledger = Ledger::open(path(), Ledger::Mode::ReadWrite);
            NEED(ledger);
            NEED(ConnectorTable(**ledger).insert(sampleConnector(QStringLiteral("A"))));
        }
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray whole = file.readAll();
        const qsizetype row = whole.indexOf("folder:/x");
        QVERIFY(row > 0);
        const qsizetype page = row / 4096 * 4096;
        file.seek(page);
        file.write(QByteArray(4096, '\xff'));
        file.close();
        const auto ledger = Ledger::open(path(), Ledger::Mode::ReadWrite);
        NEED(ledger);
        EXPECT_FAILURE(ConnectorTable(**ledger).all(), LedgerDamaged);
    }

    void refusesANewerLedger()
    {
        {
            const auto ledger = Ledger::open(path(), Ledger::Mode::ReadWrite);
            NEED(ledger);
            SqlStatement statement(**ledger, QLatin1String("PRAGMA user_version = 99"));
            NEED(statement.run());
        }
        for (const auto mode : {Ledger::Mode::ReadWrite, Ledger::Mode::ReadOnly}) {
            const auto refused = Ledger::open(path(), mode);
            EXPECT_FAILURE(refused, LedgerNewer);
            QCOMPARE(refused.failure().arguments, (QStringList{path(), QStringLiteral("99"), QString::number(Ledger::schemaVersion)}));
        }
    }

    void refusesPathsThatAreNoFile()
    {
        EXPECT_FAILURE(Ledger::open(QString(), Ledger::Mode::ReadWrite), LedgerUnavailable);
        EXPECT_FAILURE(Ledger::open(m_folder->path(), Ledger::Mode::ReadWrite), LedgerUnavailable);
        EXPECT_FAILURE(Ledger::open(m_folder->path(), Ledger::Mode::ReadOnly), LedgerUnavailable);
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        EXPECT_FAILURE(Ledger::open(path() + QLatin1String("/l.db"), Ledger::Mode::ReadWrite), LedgerUnavailable);
    }

    void takesAnyPath_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("emoji") << QStringLiteral("\U0001F4AC \u5171.db");
        QTest::newRow("quotes") << QStringLiteral("o'x;%20&.db");
#ifdef Q_OS_UNIX
        QTest::newRow("uri") << QStringLiteral("file:x?mode=memory.db");
        QTest::newRow("memory") << QStringLiteral(":memory:");
#endif
    }

    void takesAnyPath()
    {
        QFETCH(QString, name);
        const QString file = m_folder->path() + QLatin1Char('/') + name;
        {
            const auto ledger = Ledger::open(file, Ledger::Mode::ReadWrite);
            NEED(ledger);
            NEED(ConnectorTable(**ledger).insert(sampleConnector(QStringLiteral("A"))));
        }
        QVERIFY(QFileInfo::exists(file));
        const auto ledger = Ledger::open(file, Ledger::Mode::ReadOnly);
        NEED(ledger);
        QCOMPARE(ConnectorTable(**ledger).all()->size(), std::size_t(1));
    }

    void aCrashInMidTransactionLosesOnlyThat()
    {
        const QString copy = m_folder->filePath(QStringLiteral("copy.db"));
        const auto ledger = Ledger::open(path(), Ledger::Mode::ReadWrite);
        NEED(ledger);
        NEED(ConnectorTable(**ledger).insert(sampleConnector(QStringLiteral("kept"))));
        auto transaction = Transaction::begin(**ledger);
        NEED(transaction);
        for (int i = 0; i < 50; ++i)
            NEED(ConnectorTable(**ledger).insert(sampleConnector(QString::number(i))));
        SqlStatement spill(**ledger, QLatin1String("PRAGMA cache_spill = 1"));
        NEED(spill.run());
        spill.finish();
        // What a power cut leaves: the file and its WAL, as they are now.
        QVERIFY(QFile::copy(path(), copy));
        QVERIFY(QFile::copy(path() + QLatin1String("-wal"), copy + QLatin1String("-wal")));
        const auto left = Ledger::open(copy, Ledger::Mode::ReadWrite);
        NEED(left);
        const auto all = ConnectorTable(**left).all();
        NEED(all);
        QCOMPARE(all->size(), std::size_t(1));
        QCOMPARE(all->front().name, QStringLiteral("kept"));
    }

    void aKilledProcessLosesNothingCommitted()
    {
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(writerArgument), path()});
        QVERIFY(writer.waitForStarted());
        int committed = 0;
        while (committed < 10) {
            QVERIFY(writer.waitForReadyRead());
            committed += int(writer.readAllStandardOutput().count('\n'));
        }
        writer.kill();
        QVERIFY(writer.waitForFinished());
        committed += int(writer.readAllStandardOutput().count('\n'));

        const auto ledger = Ledger::open(path(), Ledger::Mode::ReadWrite);
        NEED(ledger);
        const auto connector = ConnectorTable(**ledger).find(QStringLiteral("A"));
        NEED(connector);
        ItemTable items(**ledger);
        const auto listed = items.failures(connector->id, 0, 0, 0);
        NEED(listed);
        QVERIFY(int(listed->size()) >= committed * itemsPerTransaction);
        QCOMPARE(int(listed->size()) % itemsPerTransaction, 0);
        SqlStatement check(**ledger, QLatin1String("PRAGMA integrity_check"));
        NEED(check.run());
        QVERIFY(*check.next());
        QCOMPARE(check.text(0), QStringLiteral("ok"));
    }

    void tellsAFullDisk()
    {
        const auto ledger = Ledger::open(path(), Ledger::Mode::ReadWrite);
        NEED(ledger);
        SqlStatement limit(**ledger, QLatin1String("PRAGMA max_page_count = 1"));
        NEED(limit.run());
        limit.finish();
        auto transaction = Transaction::begin(**ledger);
        NEED(transaction);
        ConnectorRecord large = sampleConnector(QStringLiteral("A"));
        large.settings.insert(QStringLiteral("x"), QString(100'000, u'x'));
        const auto refused = ConnectorTable(**ledger).insert(large);
        EXPECT_FAILURE(refused, DiskFull);
        QVERIFY(refused.failure().retryable);
        QCOMPARE(refused.failure().arguments, QStringList{path()});
        QVERIFY(!refused.failure().detail.contains(QLatin1String("xxx")));
    }

private:
    QString path() const
    {
        return m_folder->filePath(QStringLiteral("l.db"));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QLatin1String(writerArgument))
        return writeUntilKilled(arguments[2]);
    TestLedger test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ledger.moc"

#include "LedgerSamples.h"

#include "ledger/LedgerConnection.h"
#include "ledger/LedgerSchema.h"

#include <QTemporaryDir>

using namespace tallybridge;

class TestLedgerSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto connection = LedgerConnection::open(m_folder->filePath(QStringLiteral("l.db")), LedgerConnection::Access::Normal);
        NEED(connection);
        m_connection = std::move(*connection);
    }

    void cleanup()
    {
        m_connection.reset();
        m_folder.reset();
    }

    void leadsFromNothingToTheNewestVersion()
    {
        QCOMPARE(*readSchemaVersion(*m_connection, 1), 0);
        NEED(migrate(*m_connection, ledgerMigrations()));
        QCOMPARE(*readSchemaVersion(*m_connection, Ledger::schemaVersion), Ledger::schemaVersion);
        QCOMPARE(ledgerMigrations().back().version, Ledger::schemaVersion);
        QCOMPARE(*m_connection->number(QLatin1String("PRAGMA application_id")), ledgerApplicationId);
        // A second time there is nothing to do.
        NEED(migrate(*m_connection, ledgerMigrations()));
    }

    void takesOnlyTheStepsThatLack()
    {
        NEED(migrate(*m_connection, ledgerMigrations()));
        NEED(m_connection->execute(
            QLatin1String("INSERT INTO findings(connector_id, kind, subject, explanation) VALUES (1, 'k', 's', '')")));
        std::vector<Migration> migrations = ledgerMigrations();
        migrations.push_back({2, {QLatin1String("ALTER TABLE findings ADD COLUMN note TEXT NOT NULL DEFAULT 'x'")}});
        migrations.push_back({3, {QLatin1String("UPDATE findings SET note = note || 'y'")}});
        NEED(migrate(*m_connection, migrations));
        QCOMPARE(*readSchemaVersion(*m_connection, 3), 3);
        QCOMPARE(*m_connection->value(QLatin1String("SELECT note FROM findings")), QStringLiteral("xy"));
        const auto newer = readSchemaVersion(*m_connection, 1);
        EXPECT_FAILURE(newer, LedgerNewer);
        QCOMPARE(newer.failure().arguments, (QStringList{m_connection->path(), QStringLiteral("3"), QStringLiteral("1")}));
    }

    void aFailingStepLeavesTheOldSchemaWhole()
    {
        NEED(migrate(*m_connection, ledgerMigrations()));
        std::vector<Migration> migrations = ledgerMigrations();
        migrations.push_back({2, {QLatin1String("CREATE TABLE two(x) STRICT, WITHOUT")}});
        migrations.back().statements.insert(migrations.back().statements.begin(), QLatin1String("CREATE TABLE one(x INTEGER) STRICT"));
        EXPECT_FAILURE(migrate(*m_connection, migrations), Internal);
        QCOMPARE(*readSchemaVersion(*m_connection, 2), 1);
        QCOMPARE(*m_connection->number(QLatin1String("SELECT count(*) FROM sqlite_schema WHERE name = 'one'")), 0);
        // Nothing is left open.
        NEED(m_connection->execute(QLatin1String("BEGIN IMMEDIATE")));
        NEED(m_connection->execute(QLatin1String("COMMIT")));
    }

    void leavesTheDatabaseOfAnotherProgramAlone()
    {
        NEED(m_connection->execute(QLatin1String("CREATE TABLE theirs(x)")));
        EXPECT_FAILURE(readSchemaVersion(*m_connection, 1), LedgerDamaged);
        EXPECT_FAILURE(migrate(*m_connection, ledgerMigrations()), LedgerDamaged);
        NEED(m_connection->execute(QLatin1String("PRAGMA user_version = 1")));
        EXPECT_FAILURE(readSchemaVersion(*m_connection, 1), LedgerDamaged);
        QCOMPARE(*m_connection->number(QLatin1String("SELECT count(*) FROM sqlite_schema")), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LedgerConnection> m_connection;
};

QTEST_GUILESS_MAIN(TestLedgerSchema)
#include "tst_ledger_schema.moc"

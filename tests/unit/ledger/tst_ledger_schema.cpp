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
        QCOMPARE(*readSchemaVersion(*m_connection, Ledger::schemaVersion), 0);
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
        constexpr int now = Ledger::schemaVersion;
        migrations.push_back({now + 1, {QLatin1String("ALTER TABLE findings ADD COLUMN note TEXT NOT NULL DEFAULT 'x'")}});
        migrations.push_back({now + 2, {QLatin1String("UPDATE findings SET note = note || 'y'")}});
        NEED(migrate(*m_connection, migrations));
        QCOMPARE(*readSchemaVersion(*m_connection, now + 2), now + 2);
        QCOMPARE(*m_connection->value(QLatin1String("SELECT note FROM findings")), QStringLiteral("xy"));
        const auto newer = readSchemaVersion(*m_connection, now);
        EXPECT_FAILURE(newer, LedgerNewer);
        QCOMPARE(newer.failure().arguments, (QStringList{m_connection->path(), QString::number(now + 2), QString::number(now)}));
    }

    void theFirstVersionBecomesTheSecond()
    {
        NEED(migrate(*m_connection, {ledgerMigrations().front()}));
        QCOMPARE(*readSchemaVersion(*m_connection, 1), 1);
        for (const char *sql : {
                 "INSERT INTO connectors VALUES (1, 'A copy 8', 'a copy 8', 'whatsapp', '{}', 1, 2, 0)",
                 "INSERT INTO runs VALUES (3, 1, 'sync', 'with-failures', 1, 2, 1, 0, 0, 0, 2, 0, '{\"unmapped\":2}', '', '[]')",
                 "INSERT INTO deliveries VALUES (1, 1, 'd.zip', x'00', 1, '2026-11-20', 1, 'finished', 1, 1, '', '[]', 1, 0, 1)",
                 "INSERT INTO items VALUES (5, 1, x'01', 'id', x'02', 1, 'e.eml', 0, 1, 1, 2)",
                 "INSERT INTO copies VALUES (7, 1, 5, '', '4477', 4, 1, NULL, '', 3, 1, 1, 1)",
                 "INSERT INTO copies VALUES (8, 1, 5, '', '4488', 4, 1, NULL, '', 3, 1, 1, 0)",
                 "INSERT INTO run_failures VALUES (3, 7, 4, 1)",
                 "INSERT INTO audit VALUES (1, 99, 'ann', 'copy-waived', 'A copy 8 copy 7', '{}', '{\"because\":\"it is \\\"known\\\"\"}', "
                 "x'00',"
                 " x'01')",
             }) {
            NEED(m_connection->execute(QLatin1String(sql)));
        }
        NEED(migrate(*m_connection, ledgerMigrations()));
        QCOMPARE(*readSchemaVersion(*m_connection, Ledger::schemaVersion), Ledger::schemaVersion);
        const auto value = [this](const char *sql) { return *m_connection->value(QLatin1String(sql)); };
        QCOMPARE(value("SELECT group_concat(copy_id || ' ' || at || ' ' || account || ' ' || because) FROM waivers"),
                 QStringLiteral("7 99 ann it is \"known\""));
        QCOMPARE(value("SELECT settings FROM runs"), QStringLiteral("{}"));
        QCOMPARE(value("SELECT first_run_here FROM connectors"), QStringLiteral("0"));
        QCOMPARE(value("SELECT detail FROM run_failures"), QString());
        QCOMPARE(value("SELECT count(*) FROM held_originals"), QStringLiteral("0"));
        QCOMPARE(value("SELECT count(*) FROM replies"), QStringLiteral("0"));
        QCOMPARE(value("PRAGMA integrity_check"), QStringLiteral("ok"));
    }

    void theSecondVersionBecomesTheThird()
    {
        NEED(migrate(*m_connection, {ledgerMigrations()[0], ledgerMigrations()[1]}));
        QCOMPARE(*readSchemaVersion(*m_connection, 2), 2);
        NEED(m_connection->execute(QLatin1String("INSERT INTO connectors VALUES (1, 'A', 'a', 'whatsapp', '{}', 1, 2, 0, 0)")));
        NEED(migrate(*m_connection, ledgerMigrations()));
        QCOMPARE(*m_connection->number(QLatin1String("SELECT count(*) FROM connectors")), 1);
        NEED(m_connection->execute(QLatin1String("PRAGMA foreign_keys = ON")));
        NEED(m_connection->execute(QLatin1String("INSERT INTO known_mailboxes VALUES (1, 'a@b.c', 'graph:x', '', '', 5)")));
        // It goes with its connector.
        NEED(m_connection->execute(QLatin1String("DELETE FROM connectors")));
        QCOMPARE(*m_connection->number(QLatin1String("SELECT count(*) FROM known_mailboxes")), 0);
    }

    void aFailingStepLeavesTheOldSchemaWhole()
    {
        NEED(migrate(*m_connection, ledgerMigrations()));
        std::vector<Migration> migrations = ledgerMigrations();
        migrations.push_back({Ledger::schemaVersion + 1, {QLatin1String("CREATE TABLE two(x) STRICT, WITHOUT")}});
        migrations.back().statements.insert(migrations.back().statements.begin(), QLatin1String("CREATE TABLE one(x INTEGER) STRICT"));
        EXPECT_FAILURE(migrate(*m_connection, migrations), Internal);
        QCOMPARE(*readSchemaVersion(*m_connection, Ledger::schemaVersion + 1), Ledger::schemaVersion);
        QCOMPARE(*m_connection->number(QLatin1String("SELECT count(*) FROM sqlite_schema WHERE name = 'one'")), 0);
        // Nothing is left open.
        NEED(m_connection->execute(QLatin1String("BEGIN IMMEDIATE")));
        NEED(m_connection->execute(QLatin1String("COMMIT")));
    }

    void leavesTheDatabaseOfAnotherProgramAlone()
    {
        NEED(m_connection->execute(QLatin1String("CREATE TABLE theirs(x)")));
        EXPECT_FAILURE(readSchemaVersion(*m_connection, Ledger::schemaVersion), LedgerDamaged);
        EXPECT_FAILURE(migrate(*m_connection, ledgerMigrations()), LedgerDamaged);
        NEED(m_connection->execute(QLatin1String("PRAGMA user_version = 1")));
        EXPECT_FAILURE(readSchemaVersion(*m_connection, Ledger::schemaVersion), LedgerDamaged);
        QCOMPARE(*m_connection->number(QLatin1String("SELECT count(*) FROM sqlite_schema")), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LedgerConnection> m_connection;
};

QTEST_GUILESS_MAIN(TestLedgerSchema)
#include "tst_ledger_schema.moc"

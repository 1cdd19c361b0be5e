#include "ledger/LedgerSchema.h"

#include "ledger/LedgerConnection.h"

namespace tallybridge {

namespace {

// Times are milliseconds since 1970 in UTC, NULL when there is none; hashes and keys raw bytes; numbers of outcomes,
// reasons and kinds those of LedgerNumbers; lists and objects compact JSON.
const Migration version1{
    1,
    {
        QLatin1String("PRAGMA application_id = 1413631047"),

        QLatin1String("CREATE TABLE connectors("
                      " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                      " name TEXT NOT NULL,"
                      " folded_name TEXT NOT NULL UNIQUE,"
                      " type TEXT NOT NULL,"
                      " settings TEXT NOT NULL,"
                      " created INTEGER,"
                      " next_due INTEGER,"
                      " needs_read_back INTEGER NOT NULL"
                      ") STRICT"),

        QLatin1String("CREATE TABLE runs("
                      " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                      " connector_id INTEGER NOT NULL REFERENCES connectors(id) ON DELETE CASCADE,"
                      " kind TEXT NOT NULL,"
                      " state TEXT NOT NULL,"
                      " started INTEGER,"
                      " finished INTEGER,"
                      " available_from_source INTEGER NOT NULL,"
                      " imported INTEGER NOT NULL,"
                      " partial INTEGER NOT NULL,"
                      " skipped INTEGER NOT NULL,"
                      " failed INTEGER NOT NULL,"
                      " quarantined INTEGER NOT NULL,"
                      " reasons TEXT NOT NULL,"
                      " error_code TEXT NOT NULL,"
                      " error_arguments TEXT NOT NULL"
                      ") STRICT"),
        QLatin1String("CREATE INDEX runs_of_connector ON runs(connector_id)"),

        QLatin1String("CREATE TABLE run_notes("
                      " id INTEGER PRIMARY KEY,"
                      " run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,"
                      " code TEXT NOT NULL,"
                      " arguments TEXT NOT NULL,"
                      " UNIQUE(run_id, code, arguments)"
                      ") STRICT"),

        QLatin1String("CREATE TABLE deliveries("
                      " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                      " connector_id INTEGER NOT NULL REFERENCES connectors(id) ON DELETE CASCADE,"
                      " name TEXT NOT NULL,"
                      " sha256 BLOB NOT NULL,"
                      " size INTEGER NOT NULL,"
                      " date TEXT NOT NULL," // ISO, empty when the name has none
                      " file_number INTEGER NOT NULL,"
                      " state TEXT NOT NULL,"
                      " declared_count INTEGER NOT NULL,"
                      " found_count INTEGER NOT NULL,"
                      " problem_code TEXT NOT NULL,"
                      " problem_arguments TEXT NOT NULL,"
                      " acceptable INTEGER NOT NULL,"
                      " accepted_by_hand INTEGER NOT NULL,"
                      " first_seen INTEGER,"
                      " UNIQUE(connector_id, name, sha256)"
                      ") STRICT"),
        QLatin1String("CREATE INDEX deliveries_by_state ON deliveries(connector_id, state)"),

        QLatin1String("CREATE TABLE items("
                      " id INTEGER PRIMARY KEY,"
                      " connector_id INTEGER NOT NULL REFERENCES connectors(id) ON DELETE CASCADE,"
                      " item_key BLOB NOT NULL,"
                      " source_id TEXT NOT NULL,"
                      " eml_sha256 BLOB,"
                      " delivery_id INTEGER NOT NULL REFERENCES deliveries(id) ON DELETE CASCADE,"
                      " entry_name TEXT NOT NULL,"
                      " entry_index INTEGER NOT NULL,"
                      " kind INTEGER NOT NULL,"
                      " time INTEGER,"
                      " first_entries INTEGER NOT NULL,"
                      " UNIQUE(connector_id, item_key)"
                      ") STRICT"),
        QLatin1String("CREATE INDEX items_by_source_id ON items(connector_id, source_id) WHERE source_id <> ''"),
        QLatin1String("CREATE INDEX items_of_delivery ON items(delivery_id)"),

        // connector_id repeats the item's, so that the lists of one connector need no other table to find their rows.
        // run_id is no foreign key: that would need an index on every copy, and runs only go together with their
        // connector's copies.
        QLatin1String("CREATE TABLE copies("
                      " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                      " connector_id INTEGER NOT NULL,"
                      " item_id INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,"
                      " mailbox TEXT NOT NULL," // empty for failed entries without one
                      " participant TEXT NOT NULL,"
                      " outcome INTEGER NOT NULL,"
                      " reason INTEGER NOT NULL,"
                      " message_sha256 BLOB,"
                      " location TEXT NOT NULL,"
                      " run_id INTEGER NOT NULL,"
                      " attempts INTEGER NOT NULL,"
                      " since INTEGER,"
                      " waived INTEGER NOT NULL"
                      ") STRICT"),
        QLatin1String("CREATE INDEX copies_of_item ON copies(item_id)"),
        // Failed, partial and open copies, for retries.
        QLatin1String("CREATE INDEX copies_unsettled ON copies(connector_id, item_id, outcome, reason)"
                      " WHERE waived = 0 AND outcome >= 3 AND outcome <= 5"),
        // Failed and partial copies, for the list of failures.
        QLatin1String("CREATE INDEX copies_failures ON copies(connector_id, id, outcome, reason)"
                      " WHERE waived = 0 AND outcome >= 3 AND outcome <= 4"),
        // Imported, partial and skipped copies, for verify.
        QLatin1String("CREATE INDEX copies_waived ON copies(connector_id, id) WHERE waived = 1"),
        QLatin1String("CREATE INDEX copies_receipts ON copies(connector_id, mailbox, id, run_id) WHERE outcome >= 1 AND outcome <= 3"),

        QLatin1String("CREATE TABLE run_failures("
                      " run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,"
                      " copy_id INTEGER NOT NULL REFERENCES copies(id) ON DELETE CASCADE,"
                      " outcome INTEGER NOT NULL,"
                      " reason INTEGER NOT NULL,"
                      " PRIMARY KEY(run_id, copy_id)"
                      ") STRICT, WITHOUT ROWID"),
        QLatin1String("CREATE INDEX run_failures_of_copy ON run_failures(copy_id)"),

        QLatin1String("CREATE TABLE archive_keys("
                      " connector_id INTEGER NOT NULL REFERENCES connectors(id) ON DELETE CASCADE,"
                      " mailbox TEXT NOT NULL,"
                      " item_key BLOB NOT NULL,"
                      " partial INTEGER NOT NULL,"
                      " PRIMARY KEY(connector_id, mailbox, item_key)"
                      ") STRICT, WITHOUT ROWID"),

        QLatin1String("CREATE TABLE findings("
                      " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                      " connector_id INTEGER NOT NULL REFERENCES connectors(id) ON DELETE CASCADE,"
                      " kind TEXT NOT NULL,"
                      " subject TEXT NOT NULL,"
                      " since INTEGER,"
                      " explanation TEXT NOT NULL,"
                      " UNIQUE(connector_id, kind, subject)"
                      ") STRICT"),

        // Not tied to the connectors: events outlive what they speak of. AUTOINCREMENT remembers the highest id ever
        // given, which shows that the newest events were cut off.
        QLatin1String("CREATE TABLE audit("
                      " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                      " at INTEGER NOT NULL,"
                      " account TEXT NOT NULL,"
                      " action TEXT NOT NULL,"
                      " subject TEXT NOT NULL,"
                      " before TEXT NOT NULL,"
                      " after TEXT NOT NULL,"
                      " previous_hash BLOB NOT NULL,"
                      " hash BLOB NOT NULL"
                      ") STRICT"),
    },
};

const Migration version2{
    2,
    {
        // Where an item lies that came again in another delivery; a table of its own, because most never do. delivery_id is no foreign
        // key for the same reason as run_id of copies.
        QLatin1String("CREATE TABLE held_originals("
                      " item_id INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,"
                      " delivery_id INTEGER NOT NULL,"
                      " entry_name TEXT NOT NULL,"
                      " entry_index INTEGER NOT NULL"
                      ") STRICT"),

        // Which mail an item's own mail answers, as known when that was first composed; empty: none was known.
        QLatin1String("CREATE TABLE replies("
                      " item_id INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,"
                      " in_reply_to TEXT NOT NULL"
                      ") STRICT"),

        QLatin1String("CREATE TABLE waivers("
                      " copy_id INTEGER PRIMARY KEY REFERENCES copies(id) ON DELETE CASCADE,"
                      " at INTEGER,"
                      " account TEXT NOT NULL,"
                      " because TEXT NOT NULL"
                      ") STRICT"),
        // Until now only the audit knew; the number behind the last letter of its subject is the copy's.
        QLatin1String("INSERT OR REPLACE INTO waivers(copy_id, at, account, because)"
                      " SELECT c.id, a.at, a.account, coalesce(json_extract(a.after, '$.because'), '') FROM audit a"
                      " JOIN copies c ON c.id = CAST(substr(a.subject, length(rtrim(a.subject, '0123456789')) + 1) AS INTEGER)"
                      " WHERE a.action = 'copy-waived' AND c.waived = 1 ORDER BY a.id"),

        // What the run found out about the failure besides its reason, a code; empty: nothing.
        QLatin1String("ALTER TABLE run_failures ADD COLUMN detail TEXT NOT NULL DEFAULT ''"),
        // The connector's settings at the run's start; empty object: not known.
        QLatin1String("ALTER TABLE runs ADD COLUMN settings TEXT NOT NULL DEFAULT '{}'"),
        // Receipts of earlier runs are of another destination.
        QLatin1String("ALTER TABLE connectors ADD COLUMN first_run_here INTEGER NOT NULL DEFAULT 0"),
    },
};

const Migration version3{
    3,
    {
        // What the destination's directory answered lately; an empty mailbox says that the address belongs to none.
        QLatin1String("CREATE TABLE known_mailboxes("
                      " connector_id INTEGER NOT NULL REFERENCES connectors(id) ON DELETE CASCADE,"
                      " address TEXT NOT NULL,"
                      " place TEXT NOT NULL,"
                      " mailbox TEXT NOT NULL,"
                      " own_id TEXT NOT NULL,"
                      " expires INTEGER NOT NULL,"
                      " PRIMARY KEY(connector_id, address)"
                      ") STRICT, WITHOUT ROWID"),
    },
};

Result<void> takeSteps(const LedgerConnection &connection, const std::vector<Migration> &migrations)
{
    // Read again under the lock: another process may have been faster.
    const auto version = readSchemaVersion(connection, migrations.back().version);
    if (!version)
        return version.failure();
    for (const Migration &migration : migrations) {
        if (migration.version <= *version)
            continue;
        for (const QLatin1String statement : migration.statements) {
            if (auto done = connection.execute(statement); !done)
                return done;
        }
        if (auto done = connection.execute(QLatin1String("PRAGMA user_version = ") + QString::number(migration.version)); !done)
            return done;
    }
    return connection.execute(QLatin1String("COMMIT"));
}

} // namespace

const std::vector<Migration> &ledgerMigrations()
{
    static const std::vector<Migration> migrations{version1, version2, version3};
    return migrations;
}

Result<int> readSchemaVersion(const LedgerConnection &connection, int newest)
{
    const auto version = connection.number(QLatin1String("PRAGMA user_version"));
    if (!version)
        return version.failure();
    if (*version > newest) {
        return Failure{FailureCode::LedgerNewer, {connection.path(), QString::number(*version), QString::number(newest)}, {}, false};
    }
    const auto application = connection.number(QLatin1String("PRAGMA application_id"));
    if (!application)
        return application.failure();
    const auto objects = connection.number(QLatin1String("SELECT count(*) FROM sqlite_schema"));
    if (!objects)
        return objects.failure();
    const bool empty = *version == 0 && *application == 0 && *objects == 0;
    const bool ours = *version > 0 && *application == ledgerApplicationId;
    if (!empty && !ours)
        return Failure{FailureCode::LedgerDamaged, {connection.path()}, QStringLiteral("not a ledger"), false};
    return int(*version);
}

Result<void> migrate(const LedgerConnection &connection, const std::vector<Migration> &migrations)
{
    if (auto begun = connection.execute(QLatin1String("BEGIN IMMEDIATE")); !begun)
        return begun;
    auto done = takeSteps(connection, migrations);
    if (!done) {
        // Fails when SQLite has rolled back by itself already, which is as good.
        (void)connection.execute(QLatin1String("ROLLBACK"));
    }
    return done;
}

} // namespace tallybridge

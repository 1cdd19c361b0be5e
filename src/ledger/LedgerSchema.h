#pragma once

#include "core/Result.h"

#include <QLatin1String>
#include <vector>

namespace tallybridge {

class LedgerConnection;

/// One step of the schema: the statements that lead from the version before to this one.
struct Migration {
    int version = 0;
    std::vector<QLatin1String> statements;
};

/// PRAGMA application_id of every ledger: "TBLG".
inline constexpr qint64 ledgerApplicationId = 0x54424c47;

/// All steps, oldest first, the last one leads to Ledger::schemaVersion. A step that was released is never changed.
const std::vector<Migration> &ledgerMigrations();

/// Version of the schema in the file, 0 for an empty one. newest: the last version this program knows.
/// Failures: LedgerNewer, LedgerDamaged (no database, or the database of another program), those of sqlFailure().
Result<int> readSchemaVersion(const LedgerConnection &connection, int newest);

/// Takes the steps that the file lacks, all of them or none. Failures: those of readSchemaVersion().
Result<void> migrate(const LedgerConnection &connection, const std::vector<Migration> &migrations);

} // namespace tallybridge

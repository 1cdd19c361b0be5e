#include "ledger/RunTable.h"

#include "ledger/Ledger.h"
#include "ledger/SqlFailure.h"
#include "ledger/SqlStatement.h"

namespace tallybridge {

namespace {

constexpr QLatin1String selectRuns("SELECT id, connector_id, kind, state, started, finished, available_from_source, imported, partial,"
                                   " skipped, failed, quarantined, reasons, error_code, error_arguments, settings FROM runs");

QString reasonsText(const Sums &sums)
{
    QJsonObject object;
    for (const auto &[reason, count] : sums.reasons)
        object.insert(failureReasonName(reason), count);
    return jsonText(object);
}

Result<RunRecord> runIn(const SqlStatement &row)
{
    const auto kind = runKindFromName(row.text(2));
    if (!kind)
        return damagedValue(row.path(), QLatin1String("runs.kind"));
    const auto state = runStateFromName(row.text(3));
    if (!state)
        return damagedValue(row.path(), QLatin1String("runs.state"));
    RunRecord record;
    record.id = row.number(0);
    record.connectorId = row.number(1);
    record.kind = *kind;
    record.state = *state;
    record.started = row.time(4);
    record.finished = row.time(5);
    record.sums.availableFromSource = row.number(6);
    record.sums.imported = row.number(7);
    record.sums.partial = row.number(8);
    record.sums.skipped = row.number(9);
    record.sums.failed = row.number(10);
    record.sums.quarantined = row.number(11);
    const QJsonObject reasons = jsonObject(row.text(12));
    for (auto it = reasons.begin(); it != reasons.end(); ++it) {
        const auto reason = failureReasonFromName(it.key());
        if (!reason)
            return damagedValue(row.path(), QLatin1String("runs.reasons"));
        record.sums.reasons[*reason] = it.value().toInteger();
    }
    record.errorCode = row.text(13);
    record.errorArguments = row.text(14);
    record.settings = jsonObject(row.text(15));
    return record;
}

} // namespace

Result<qint64> RunTable::insert(const RunRecord &record)
{
    SqlStatement statement(m_ledger, QLatin1String("INSERT INTO runs(connector_id, kind, state, started, finished,"
                                                   " available_from_source, imported, partial, skipped, failed, quarantined, reasons,"
                                                   " error_code, error_arguments, settings)"
                                                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    const Sums &sums = record.sums;
    if (auto done = statement.run(record.connectorId, runKindName(record.kind), runStateName(record.state), record.started, record.finished,
                                  sums.availableFromSource, sums.imported, sums.partial, sums.skipped, sums.failed, sums.quarantined,
                                  reasonsText(sums), record.errorCode, record.errorArguments, jsonText(record.settings));
        !done) {
        return done.failure();
    }
    return statement.insertedId();
}

Result<void> RunTable::update(const RunRecord &record)
{
    SqlStatement statement(m_ledger, QLatin1String("UPDATE runs SET state = ?, finished = ?, available_from_source = ?, imported = ?,"
                                                   " partial = ?, skipped = ?, failed = ?, quarantined = ?, reasons = ?, error_code = ?,"
                                                   " error_arguments = ? WHERE id = ?"));
    const Sums &sums = record.sums;
    if (auto done =
            statement.run(runStateName(record.state), record.finished, sums.availableFromSource, sums.imported, sums.partial, sums.skipped,
                          sums.failed, sums.quarantined, reasonsText(sums), record.errorCode, record.errorArguments, record.id);
        !done) {
        return done;
    }
    if (statement.changedRows() == 0)
        return Failure{FailureCode::RunNotFound, {QString::number(record.id)}, {}, false};
    return {};
}

Result<int> RunTable::markInterrupted(qint64 connectorId, const QDateTime &when)
{
    SqlStatement statement(m_ledger, QLatin1String("UPDATE runs SET state = ?, finished = ? WHERE connector_id = ? AND state = ?"));
    if (auto done = statement.run(runStateName(RunState::Interrupted), when, connectorId, runStateName(RunState::Running)); !done)
        return done.failure();
    return statement.changedRows();
}

Result<std::optional<RunRecord>> RunTable::find(qint64 runId) const
{
    SqlStatement statement(m_ledger, selectRuns + QLatin1String(" WHERE id = ?"));
    if (auto done = statement.run(runId); !done)
        return done.failure();
    return readOne<RunRecord>(statement, runIn);
}

Result<std::optional<RunRecord>> RunTable::newest(qint64 connectorId) const
{
    SqlStatement statement(m_ledger, selectRuns + QLatin1String(" WHERE connector_id = ? ORDER BY id DESC LIMIT 1"));
    if (auto done = statement.run(connectorId); !done)
        return done.failure();
    return readOne<RunRecord>(statement, runIn);
}

Result<std::vector<RunRecord>> RunTable::ofConnector(qint64 connectorId, int limit) const
{
    SqlStatement statement(m_ledger, selectRuns + QLatin1String(" WHERE connector_id = ? ORDER BY id DESC LIMIT ?"));
    if (auto done = statement.run(connectorId, limit > 0 ? limit : -1); !done)
        return done.failure();
    return readAll<RunRecord>(statement, runIn);
}

Result<void> RunTable::addNote(qint64 runId, const QString &code, const QStringList &arguments)
{
    SqlStatement statement(m_ledger, QLatin1String("INSERT INTO run_notes(run_id, code, arguments) VALUES (?, ?, ?)"
                                                   " ON CONFLICT(run_id, code, arguments) DO NOTHING"));
    return statement.run(runId, code, jsonText(arguments));
}

Result<std::vector<RunTable::Note>> RunTable::notes(qint64 runId) const
{
    SqlStatement statement(m_ledger, QLatin1String("SELECT code, arguments FROM run_notes WHERE run_id = ? ORDER BY id"));
    if (auto done = statement.run(runId); !done)
        return done.failure();
    return readAll<Note>(statement, [](const SqlStatement &row) -> Result<Note> { return Note{row.text(0), jsonStrings(row.text(1))}; });
}

} // namespace tallybridge

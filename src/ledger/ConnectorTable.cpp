#include "ledger/ConnectorTable.h"

#include "ledger/Ledger.h"
#include "ledger/SqlStatement.h"

namespace tallybridge {

namespace {

constexpr QLatin1String selectConnectors("SELECT id, name, type, settings, created, next_due, first_run_here,"
                                         " needs_read_back FROM connectors");

/// Names that differ only in case, or in how an accent is written, are one name.
QString foldedName(const QString &name)
{
    return name.normalized(QString::NormalizationForm_C).toCaseFolded();
}

Result<ConnectorRecord> connectorIn(const SqlStatement &row)
{
    return ConnectorRecord{row.number(0), row.text(1), row.text(2),   jsonObject(row.text(3)),
                           row.time(4),   row.time(5), row.number(6), row.flag(7)};
}

Failure failureOf(const SqlStatement &statement, const Failure &failure, const QString &name)
{
    return statement.violatedUnique() ? Failure{FailureCode::ConnectorNameTaken, {name}, {}, false} : failure;
}

} // namespace

Result<qint64> ConnectorTable::insert(const ConnectorRecord &record)
{
    SqlStatement statement(m_ledger, QLatin1String("INSERT INTO connectors(name, folded_name, type, settings, created, next_due,"
                                                   " first_run_here, needs_read_back) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    if (auto done = statement.run(record.name, foldedName(record.name), record.type, jsonText(record.settings), record.created,
                                  record.nextDue, record.firstRunHere, record.needsReadBack);
        !done) {
        return failureOf(statement, done.failure(), record.name);
    }
    return statement.insertedId();
}

Result<void> ConnectorTable::update(const ConnectorRecord &record)
{
    SqlStatement statement(m_ledger, QLatin1String("UPDATE connectors SET name = ?, folded_name = ?, settings = ?, next_due = ?,"
                                                   " first_run_here = ?, needs_read_back = ? WHERE id = ?"));
    if (auto done = statement.run(record.name, foldedName(record.name), jsonText(record.settings), record.nextDue, record.firstRunHere,
                                  record.needsReadBack, record.id);
        !done) {
        return failureOf(statement, done.failure(), record.name);
    }
    if (statement.changedRows() == 0)
        return Failure{FailureCode::ConnectorNotFound, {record.name}, {}, false};
    return {};
}

Result<void> ConnectorTable::remove(qint64 id)
{
    // Everything that belongs to it follows by its foreign keys.
    SqlStatement statement(m_ledger, QLatin1String("DELETE FROM connectors WHERE id = ?"));
    if (auto done = statement.run(id); !done)
        return done;
    if (statement.changedRows() == 0)
        return Failure{FailureCode::ConnectorNotFound, {QString::number(id)}, {}, false};
    return {};
}

Result<ConnectorRecord> ConnectorTable::find(const QString &name) const
{
    SqlStatement statement(m_ledger, selectConnectors + QLatin1String(" WHERE folded_name = ?"));
    if (auto done = statement.run(foldedName(name)); !done)
        return done.failure();
    auto found = readOne<ConnectorRecord>(statement, connectorIn);
    if (!found)
        return found.failure();
    if (!*found)
        return Failure{FailureCode::ConnectorNotFound, {name}, {}, false};
    return std::move(**found);
}

Result<std::vector<ConnectorRecord>> ConnectorTable::all() const
{
    SqlStatement statement(m_ledger, selectConnectors + QLatin1String(" ORDER BY folded_name"));
    if (auto done = statement.run(); !done)
        return done.failure();
    return readAll<ConnectorRecord>(statement, connectorIn);
}

} // namespace tallybridge

#include "ledger/DeliveryTable.h"

#include "ledger/Ledger.h"
#include "ledger/SqlFailure.h"
#include "ledger/SqlStatement.h"

namespace tallybridge {

namespace {

constexpr QLatin1String selectDeliveries("SELECT id, connector_id, name, sha256, size, date, file_number, state, declared_count,"
                                         " found_count, problem_code, problem_arguments, acceptable, accepted_by_hand, first_seen"
                                         " FROM deliveries");

Result<DeliveryRecord> deliveryIn(const SqlStatement &row)
{
    const auto state = deliveryStateFromName(row.text(7));
    if (!state)
        return damagedValue(row.path(), QLatin1String("deliveries.state"));
    DeliveryRecord record;
    record.id = row.number(0);
    record.connectorId = row.number(1);
    record.name = row.text(2);
    record.sha256 = row.bytes(3);
    record.size = row.number(4);
    record.date = QDate::fromString(row.text(5), Qt::ISODate);
    record.fileNumber = row.number(6);
    record.state = *state;
    record.declaredCount = row.number(8);
    record.foundCount = row.number(9);
    record.problemCode = row.text(10);
    record.problemArguments = jsonStrings(row.text(11));
    record.acceptable = row.flag(12);
    record.acceptedByHand = row.flag(13);
    record.firstSeen = row.time(14);
    return record;
}

} // namespace

Result<qint64> DeliveryTable::insert(const DeliveryRecord &record)
{
    SqlStatement statement(m_ledger, QLatin1String("INSERT INTO deliveries(connector_id, name, sha256, size, date, file_number, state,"
                                                   " declared_count, found_count, problem_code, problem_arguments, acceptable,"
                                                   " accepted_by_hand, first_seen)"
                                                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    if (auto done =
            statement.run(record.connectorId, record.name, record.sha256, record.size, record.date.toString(Qt::ISODate), record.fileNumber,
                          deliveryStateName(record.state), record.declaredCount, record.foundCount, record.problemCode,
                          jsonText(record.problemArguments), record.acceptable, record.acceptedByHand, record.firstSeen);
        !done) {
        return done.failure();
    }
    return statement.insertedId();
}

Result<void> DeliveryTable::update(const DeliveryRecord &record)
{
    SqlStatement statement(m_ledger, QLatin1String("UPDATE deliveries SET state = ?, declared_count = ?, found_count = ?,"
                                                   " problem_code = ?, problem_arguments = ?, acceptable = ?, accepted_by_hand = ?"
                                                   " WHERE id = ?"));
    if (auto done = statement.run(deliveryStateName(record.state), record.declaredCount, record.foundCount, record.problemCode,
                                  jsonText(record.problemArguments), record.acceptable, record.acceptedByHand, record.id);
        !done) {
        return done;
    }
    if (statement.changedRows() == 0)
        return Failure{FailureCode::InvalidArgument, {QStringLiteral("delivery"), QString::number(record.id)}, {}, false};
    return {};
}

Result<std::optional<DeliveryRecord>> DeliveryTable::find(qint64 id) const
{
    SqlStatement statement(m_ledger, selectDeliveries + QLatin1String(" WHERE id = ?"));
    if (auto done = statement.run(id); !done)
        return done.failure();
    return readOne<DeliveryRecord>(statement, deliveryIn);
}

Result<std::optional<DeliveryRecord>> DeliveryTable::find(qint64 connectorId, const QString &name, const QByteArray &sha256) const
{
    SqlStatement statement(m_ledger, selectDeliveries + QLatin1String(" WHERE connector_id = ? AND name = ? AND sha256 = ?"));
    if (auto done = statement.run(connectorId, name, sha256); !done)
        return done.failure();
    return readOne<DeliveryRecord>(statement, deliveryIn);
}

Result<std::vector<DeliveryRecord>> DeliveryTable::withName(qint64 connectorId, const QString &name) const
{
    SqlStatement statement(m_ledger, selectDeliveries + QLatin1String(" WHERE connector_id = ? AND name = ? ORDER BY id DESC"));
    if (auto done = statement.run(connectorId, name); !done)
        return done.failure();
    return readAll<DeliveryRecord>(statement, deliveryIn);
}

Result<std::vector<DeliveryRecord>> DeliveryTable::withState(qint64 connectorId, DeliveryState state) const
{
    SqlStatement statement(m_ledger,
                           selectDeliveries + QLatin1String(" WHERE connector_id = ? AND state = ? ORDER BY date, file_number, id"));
    if (auto done = statement.run(connectorId, deliveryStateName(state)); !done)
        return done.failure();
    return readAll<DeliveryRecord>(statement, deliveryIn);
}

Result<std::vector<DeliveryRecord>> DeliveryTable::ofConnector(qint64 connectorId) const
{
    SqlStatement statement(m_ledger, selectDeliveries + QLatin1String(" WHERE connector_id = ? ORDER BY date, file_number, id"));
    if (auto done = statement.run(connectorId); !done)
        return done.failure();
    return readAll<DeliveryRecord>(statement, deliveryIn);
}

Result<qint64> DeliveryTable::countWithState(qint64 connectorId, DeliveryState state) const
{
    SqlStatement statement(m_ledger, QLatin1String("SELECT count(*) FROM deliveries WHERE connector_id = ? AND state = ?"));
    if (auto done = statement.run(connectorId, deliveryStateName(state)); !done)
        return done.failure();
    if (const auto row = statement.next(); !row)
        return row.failure();
    return statement.number(0);
}

} // namespace tallybridge

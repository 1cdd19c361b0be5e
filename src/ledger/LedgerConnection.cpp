#include "ledger/LedgerConnection.h"

#include "ledger/SqlFailure.h"
#include "ledger/SqlStatement.h"

#include <QSqlError>

#include <atomic>
#include <mutex>

namespace tallybridge {

namespace {

// Qt's register of connections is shared by all threads.
std::mutex registerMutex;
std::atomic<quint64> nextName{1};

} // namespace

Result<std::unique_ptr<LedgerConnection>> LedgerConnection::open(const QString &path, Access access)
{
    const QString name = QLatin1String("tallybridge-ledger-") + QString::number(nextName.fetch_add(1));
    std::unique_ptr<LedgerConnection> connection(new LedgerConnection(path, name));
    {
        const std::lock_guard lock(registerMutex);
        connection->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    }
    QString options = QLatin1String("QSQLITE_BUSY_TIMEOUT=") + QString::number(busyTimeout);
    if (access == Access::ReadOnly)
        options += QLatin1String(";QSQLITE_OPEN_READONLY");
    connection->m_database.setConnectOptions(options);
    connection->m_database.setDatabaseName(path);
    if (!connection->m_database.open()) {
        const QSqlError error = connection->m_database.lastError();
        const Failure failure = sqlFailure(error, path);
        // Without a driver there is no code to tell by.
        if (failure.code == FailureCode::Internal)
            return Failure{FailureCode::LedgerUnavailable, {path}, error.text(), false};
        return failure;
    }
    return connection;
}

LedgerConnection::~LedgerConnection()
{
    // The last connection empties the WAL when it closes, which must not hold up other threads.
    m_database.close();
    const std::lock_guard lock(registerMutex);
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> LedgerConnection::execute(const QString &sql) const
{
    SqlStatement statement(m_database, m_path, sql);
    if (auto done = statement.run(); !done)
        return done;
    statement.finish();
    return {};
}

Result<QString> LedgerConnection::value(const QString &sql) const
{
    SqlStatement statement(m_database, m_path, sql);
    if (auto done = statement.run(); !done)
        return done.failure();
    const auto row = statement.next();
    if (!row)
        return row.failure();
    const QString text = *row ? statement.text(0) : QString();
    statement.finish();
    return text;
}

Result<qint64> LedgerConnection::number(const QString &sql) const
{
    const auto text = value(sql);
    if (!text)
        return text.failure();
    return text->toLongLong();
}

} // namespace tallybridge

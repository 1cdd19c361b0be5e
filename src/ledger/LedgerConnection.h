#pragma once

#include "core/Result.h"

#include <QSqlDatabase>
#include <memory>

namespace tallybridge {

/// A connection to a database file under a name of its own; gives the name back when it goes. Belongs to the thread
/// that opened it, and every statement has to go before it.
class LedgerConnection
{
public:
    enum class Access {
        Normal,   ///< makes the file when it is absent
        ReadOnly, ///< never writes to the file
    };

    /// How long a statement waits for another writer, in milliseconds.
    static constexpr int busyTimeout = 10'000;

    /// Failures: LedgerUnavailable.
    static Result<std::unique_ptr<LedgerConnection>> open(const QString &path, Access access);
    ~LedgerConnection();
    LedgerConnection(const LedgerConnection &) = delete;
    LedgerConnection &operator=(const LedgerConnection &) = delete;

    const QSqlDatabase &database() const { return m_database; }
    const QString &path() const { return m_path; }

    /// Runs a statement without values. Failures: those of sqlFailure().
    Result<void> execute(const QString &sql) const;
    /// First column of the first row; empty when there is no row.
    Result<QString> value(const QString &sql) const;
    Result<qint64> number(const QString &sql) const;

private:
    LedgerConnection(QString path, QString name) : m_path(std::move(path)), m_name(std::move(name)) {}

    QString m_path;
    QString m_name;
    QSqlDatabase m_database;
};

} // namespace tallybridge

#pragma once

#include "core/ItemKey.h"
#include "core/MailAddress.h"
#include "core/Result.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

class QSqlDatabase;

namespace tallybridge {

class Ledger;

/// Text as SQLite and SHA-256 see it alike: never null, halves of surrogate pairs replaced.
QString storedText(const QString &text);
/// The compact JSON of an object, of a list of strings, and back.
QString jsonText(const QJsonObject &object);
QString jsonText(const QStringList &strings);
QJsonObject jsonObject(const QString &text);
QStringList jsonStrings(const QString &text);

/// A statement that is prepared at its first run and can be run again with other values. Has to go before its
/// connection. Reading: run(), then next() until it gives false; a statement that is not read to its end keeps its
/// snapshot until finish().
class SqlStatement
{
public:
    SqlStatement(const Ledger &ledger, QString sql);
    SqlStatement(const QSqlDatabase &database, QString path, QString sql);

    /// Binds the values in the order of the "?" and runs. Null texts become empty; invalid times and empty bytes become
    /// NULL.
    template <typename... Values>
    Result<void> run(const Values &...values)
    {
        if (auto ready = prepare(); !ready)
            return ready;
        int index = 0;
        (bind(index++, values), ...);
        return execute();
    }

    /// Moves to the next row; false (and finished) after the last one.
    Result<bool> next();
    /// Frees the snapshot; the statement can be run again.
    void finish() { m_query.finish(); }

    qint64 number(int column) const { return m_query.value(column).toLongLong(); }
    bool flag(int column) const { return number(column) != 0; }
    QString text(int column) const { return m_query.value(column).toString(); }
    QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    /// UTC; invalid for NULL.
    QDateTime time(int column) const;

    /// Id of the row the last run inserted.
    qint64 insertedId() const { return m_query.lastInsertId().toLongLong(); }
    int changedRows() const { return m_query.numRowsAffected(); }
    /// True when the last run failed because a unique value was there already.
    bool violatedUnique() const;
    const QString &path() const { return m_path; }

private:
    Result<void> prepare();
    Result<void> execute();
    void bindVariant(int index, const QVariant &value);
    void bind(int index, qint64 value) { bindVariant(index, value); }
    void bind(int index, int value) { bindVariant(index, value); }
    void bind(int index, bool value) { bindVariant(index, int(value)); }
    void bind(int index, const QString &value) { bindVariant(index, storedText(value)); }
    void bind(int index, QLatin1String value) { bindVariant(index, QString(value)); }
    void bind(int index, const QByteArray &value);
    void bind(int index, const QDateTime &value);
    void bind(int index, const MailAddress &value) { bind(index, value.text()); }
    void bind(int index, const ItemKey &value) { bind(index, value.raw()); }

    QSqlQuery m_query;
    QString m_path;
    QString m_sql;
    bool m_prepared = false;
};

/// Reads all rows of a statement that was run; read gives the Result<T> of the row the statement stands on.
template <typename T, typename Read>
Result<std::vector<T>> readAll(SqlStatement &statement, const Read &read)
{
    std::vector<T> values;
    for (;;) {
        const Result<bool> row = statement.next();
        if (!row)
            return row.failure();
        if (!*row)
            return values;
        Result<T> value = read(statement);
        if (!value) {
            statement.finish();
            return value.failure();
        }
        values.push_back(std::move(*value));
    }
}

/// Reads the first row of a statement that was run, nothing when there is none.
template <typename T, typename Read>
Result<std::optional<T>> readOne(SqlStatement &statement, const Read &read)
{
    const Result<bool> row = statement.next();
    if (!row)
        return row.failure();
    if (!*row)
        return std::optional<T>();
    Result<T> value = read(statement);
    statement.finish();
    if (!value)
        return value.failure();
    return std::optional<T>(std::move(*value));
}

} // namespace tallybridge

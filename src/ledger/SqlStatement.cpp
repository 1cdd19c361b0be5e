#include "ledger/SqlStatement.h"

#include "ledger/Ledger.h"
#include "ledger/SqlFailure.h"

#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>

namespace tallybridge {

QString storedText(const QString &text)
{
    if (text.isNull())
        return QStringLiteral("");
    return text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
}

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString jsonText(const QStringList &strings)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(strings)).toJson(QJsonDocument::Compact));
}

QJsonObject jsonObject(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

QStringList jsonStrings(const QString &text)
{
    QStringList strings;
    const QJsonArray array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue &value : array)
        strings.append(value.toString());
    return strings;
}

SqlStatement::SqlStatement(const Ledger &ledger, QString sql) : SqlStatement(ledger.database(), ledger.path(), std::move(sql)) {}

SqlStatement::SqlStatement(const QSqlDatabase &database, QString path, QString sql)
    : m_query(database), m_path(std::move(path)), m_sql(std::move(sql))
{
    m_query.setForwardOnly(true);
}

Result<void> SqlStatement::prepare()
{
    if (m_prepared)
        return {};
    if (!m_query.prepare(m_sql))
        return sqlFailure(m_query.lastError(), m_path);
    m_prepared = true;
    return {};
}

Result<void> SqlStatement::execute()
{
    if (!m_query.exec())
        return sqlFailure(m_query.lastError(), m_path);
    return {};
}

Result<bool> SqlStatement::next()
{
    if (m_query.next())
        return true;
    const QSqlError error = m_query.lastError();
    m_query.finish();
    if (error.isValid())
        return sqlFailure(error, m_path);
    return false;
}

QDateTime SqlStatement::time(int column) const
{
    const QVariant value = m_query.value(column);
    return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

bool SqlStatement::violatedUnique() const
{
    return isUniqueViolation(m_query.lastError());
}

void SqlStatement::bind(int index, const QByteArray &value)
{
    m_query.bindValue(index, value.isEmpty() ? QVariant() : QVariant(value));
}

void SqlStatement::bind(int index, const QDateTime &value)
{
    m_query.bindValue(index, value.isValid() ? QVariant(value.toMSecsSinceEpoch()) : QVariant());
}

} // namespace tallybridge

#include "ledger/SqlStatement.h"

#include "ledger/Ledger.h"
#include "ledger/SqlFailure.h"

#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>

#include <array>

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

namespace {

/// Names for the values of a statement. Qt finds a value by name several times faster than by position, for which it makes a name anew
/// each time.
const QString &valueName(int index)
{
    static const std::array names = [] {
        std::array<QString, 24> made;
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i] = QLatin1String(":v") + QString::number(i);
        return made;
    }();
    return names.at(std::size_t(index));
}

/// The statement with names in the place of its question marks; no statement of this folder has one in a literal.
QString withNames(const QString &sql)
{
    QString named;
    int index = 0;
    for (const QChar c : sql) {
        if (c == u'?')
            named += valueName(index++);
        else
            named += c;
    }
    return named;
}

} // namespace

Result<void> SqlStatement::prepare()
{
    if (m_prepared)
        return {};
    if (!m_query.prepare(withNames(m_sql)))
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

void SqlStatement::bindVariant(int index, const QVariant &value)
{
    m_query.bindValue(valueName(index), value);
}

void SqlStatement::bind(int index, const QByteArray &value)
{
    bindVariant(index, value.isEmpty() ? QVariant() : QVariant(value));
}

void SqlStatement::bind(int index, const QDateTime &value)
{
    bindVariant(index, value.isValid() ? QVariant(value.toMSecsSinceEpoch()) : QVariant());
}

} // namespace tallybridge

#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QStringList>
#include <QUuid>

namespace tallybridge::test {

/// Every row of every table, in a form that can be compared. The file's bytes say less: SQLite moves pages when a connection closes.
inline QStringList ledgerRows(const QString &path)
{
    QStringList rows;
    const QString name = QUuid::createUuid().toString();
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        if (!database.open())
            qFatal("cannot open the ledger");
        const QStringList tables = database.tables();
        if (tables.isEmpty())
            qFatal("the ledger has no tables");
        for (const QString &table : tables) {
            QSqlQuery query(database);
            if (!query.exec(QStringLiteral("SELECT * FROM \"%1\"").arg(table)))
                qFatal("cannot read the table %s", qUtf8Printable(table));
            while (query.next()) {
                QString row = table;
                for (int column = 0; column < query.record().count(); ++column)
                    row += QLatin1Char('|') + QString::fromLatin1(query.value(column).toByteArray().toPercentEncoding());
                rows << row;
            }
        }
    }
    QSqlDatabase::removeDatabase(name);
    rows.sort();
    return rows;
}

} // namespace tallybridge::test

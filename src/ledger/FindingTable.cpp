#include "ledger/FindingTable.h"

#include "ledger/Ledger.h"
#include "ledger/SqlStatement.h"

#include <QSet>

namespace tallybridge {

Result<void> FindingTable::replace(qint64 connectorId, const QString &kind, const QStringList &subjects, const QDateTime &now)
{
    SqlStatement present(m_ledger, QLatin1String("SELECT id, subject FROM findings"
                                                 " WHERE connector_id = ? AND kind = ? AND explanation = ''"));
    if (auto done = present.run(connectorId, kind); !done)
        return done;
    const auto open = readAll<Finding>(present, [](const SqlStatement &row) -> Result<Finding> {
        Finding finding;
        finding.id = row.number(0);
        finding.subject = row.text(1);
        return finding;
    });
    if (!open)
        return open.failure();

    const QSet<QString> wanted(subjects.begin(), subjects.end());
    SqlStatement removal(m_ledger, QLatin1String("DELETE FROM findings WHERE id = ?"));
    for (const Finding &finding : *open) {
        if (wanted.contains(finding.subject))
            continue;
        if (auto done = removal.run(finding.id); !done)
            return done;
    }
    // What is open or explained already stays as it is.
    SqlStatement addition(m_ledger, QLatin1String("INSERT INTO findings(connector_id, kind, subject, since, explanation)"
                                                  " VALUES (?, ?, ?, ?, '') ON CONFLICT(connector_id, kind, subject) DO NOTHING"));
    for (const QString &subject : subjects) {
        if (auto done = addition.run(connectorId, kind, subject, now); !done)
            return done;
    }
    return {};
}

Result<std::vector<Finding>> FindingTable::open(qint64 connectorId) const
{
    auto findings = all(connectorId);
    if (findings)
        std::erase_if(*findings, [](const Finding &finding) { return !finding.explanation.isEmpty(); });
    return findings;
}

Result<std::vector<Finding>> FindingTable::all(qint64 connectorId) const
{
    SqlStatement statement(m_ledger, QLatin1String("SELECT id, connector_id, kind, subject, since, explanation FROM findings"
                                                   " WHERE connector_id = ? ORDER BY kind, subject"));
    if (auto done = statement.run(connectorId); !done)
        return done.failure();
    return readAll<Finding>(statement, [](const SqlStatement &row) -> Result<Finding> {
        return Finding{row.number(0), row.number(1), row.text(2), row.text(3), row.time(4), row.text(5)};
    });
}

Result<QStringList> FindingTable::unexplained(qint64 connectorId, const QString &kind, const QStringList &subjects) const
{
    const auto known = all(connectorId);
    if (!known)
        return known.failure();
    QStringList left = subjects;
    for (const Finding &finding : *known) {
        if (finding.kind != kind)
            continue;
        if (!finding.explanation.isEmpty())
            left.removeAll(finding.subject);
        else if (!left.contains(finding.subject))
            left << finding.subject;
    }
    return left;
}

Result<void> FindingTable::explain(qint64 findingId, const QString &explanation)
{
    if (explanation.trimmed().isEmpty())
        return Failure{FailureCode::BecauseMissing, {}, {}, false};
    SqlStatement statement(m_ledger, QLatin1String("UPDATE findings SET explanation = ? WHERE id = ?"));
    if (auto done = statement.run(explanation, findingId); !done)
        return done;
    if (statement.changedRows() == 0)
        return Failure{FailureCode::InvalidArgument, {QStringLiteral("finding"), QString::number(findingId)}, {}, false};
    return {};
}

} // namespace tallybridge

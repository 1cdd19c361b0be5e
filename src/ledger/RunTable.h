#pragma once

#include "core/Result.h"
#include "ledger/RunRecord.h"

#include <QStringList>
#include <optional>
#include <vector>

namespace tallybridge {

class Ledger;

/// The runs and their notes. Writers call it inside a Transaction.
class RunTable
{
public:
    explicit RunTable(Ledger &ledger) : m_ledger(ledger) {}

    Result<qint64> insert(const RunRecord &record);
    /// Writes state, finished, sums and error; kind, start and settings stay.
    Result<void> update(const RunRecord &record);
    /// Turns runs of the connector that are still Running into Interrupted (finished = when); returns how many. Only for the holder of the
    /// connector's lock.
    Result<int> markInterrupted(qint64 connectorId, const QDateTime &when);

    Result<std::optional<RunRecord>> find(qint64 runId) const;
    Result<std::optional<RunRecord>> newest(qint64 connectorId) const;
    /// Newest first; limit 0 = all.
    Result<std::vector<RunRecord>> ofConnector(qint64 connectorId, int limit = 0) const;

    /// Something the run has to say that is no failure: code and arguments (the command line and window make the sentence). The same
    /// note is kept once per run.
    Result<void> addNote(qint64 runId, const QString &code, const QStringList &arguments);
    struct Note {
        QString code;
        QStringList arguments;
    };
    Result<std::vector<Note>> notes(qint64 runId) const;

private:
    Ledger &m_ledger;
};

} // namespace tallybridge

#pragma once

#include "ui/connectors/ConnectorEntry.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace tallybridge {

class Backend;

/// The window's picture of all connectors, and the one place that starts and stops what is done with them. Views read entries() and follow
/// the signals; nothing here waits.
class ConnectorDesk : public QObject
{
    Q_OBJECT

public:
    explicit ConnectorDesk(Backend &backend, QObject *parent = nullptr);

    const std::vector<ConnectorEntry> &entries() const { return m_entries; }
    /// Null when there is none with this id.
    const ConnectorEntry *find(qint64 id) const;
    /// False until the ledger was read for the first time.
    bool isLoaded() const { return m_loaded; }
    bool hasActivity() const { return !m_activities.isEmpty(); }
    Backend &backend() const { return m_backend; }

    /// Reads the ledger again; the answer comes as listChanged().
    void refresh();

    /// Each starts one operation, unless the connector is busy with another one.
    void sync(qint64 id, const QDate &from = {}, const QDate &to = {});
    void retry(qint64 id, std::optional<FailureReason> reason = {});
    void retryPartial(qint64 id);
    void verify(qint64 id, bool repair);
    /// Returns at once; the operation ends as cancelled.
    void stop(qint64 id);
    void stopAll();
    /// Removes the connector from the ledger.
    void remove(qint64 id);
    /// To be called after something of a connector was changed by hand (waived, decided, edited).
    void noteChange(qint64 id);

Q_SIGNALS:
    /// entries() is new; sameRows tells that the same connectors stand in the same order.
    void listChanged(bool sameRows);
    /// Progress or busy state of one connector changed.
    void activityChanged(qint64 id);
    /// Runs, failures, quarantine or settings of a connector changed: what is shown of them has to be read again.
    void contentChanged(qint64 id);
    void runFinished(qint64 id, const RunRecord &run);
    void verifyFinished(qint64 id, const VerifyResult &result, bool repair);
    void operationFailed(const Failure &failure);
    /// The last operation has ended.
    void idle();

private:
    void take(std::vector<Connector> connectors);
    void readUnsettled(qint64 id, const QString &name);
    template <typename Work, typename Done>
    void start(qint64 id, Activity::Kind kind, Work work, Done done);
    void end(qint64 id);
    ConnectorEntry *entry(qint64 id);

    Backend &m_backend;
    std::vector<ConnectorEntry> m_entries;
    QHash<qint64, Activity> m_activities;
    bool m_loaded = false;
    bool m_reading = false;
    bool m_readAgain = false;
    QTimer m_refreshTimer;
    QTimer m_tick;
};

} // namespace tallybridge

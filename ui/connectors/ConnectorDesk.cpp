#include "ui/connectors/ConnectorDesk.h"

#include "ui/common/Backend.h"

#include <algorithm>

namespace tallybridge {

namespace {

// The command line and the scheduler write to the same ledger.
constexpr int refreshMilliseconds = 5000;

bool sameRun(const std::optional<RunRecord> &a, const std::optional<RunRecord> &b)
{
    if (!a || !b)
        return a.has_value() == b.has_value();
    return a->id == b->id && a->state == b->state && a->sums == b->sums;
}

} // namespace

ConnectorDesk::ConnectorDesk(Backend &backend, QObject *parent) : QObject(parent), m_backend(backend)
{
    m_refreshTimer.setInterval(refreshMilliseconds);
    connect(&m_refreshTimer, &QTimer::timeout, this, &ConnectorDesk::refresh);
    m_refreshTimer.start();
    // Time alone can change what is shown of a run: it stalls when nothing happens.
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        const auto ids = m_activities.keys();
        for (const qint64 id : ids)
            Q_EMIT activityChanged(id);
    });
}

const ConnectorEntry *ConnectorDesk::find(qint64 id) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [id](const ConnectorEntry &entry) { return entry.connector.id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

ConnectorEntry *ConnectorDesk::entry(qint64 id)
{
    return const_cast<ConnectorEntry *>(std::as_const(*this).find(id));
}

void ConnectorDesk::refresh()
{
    if (m_reading) {
        m_readAgain = true;
        return;
    }
    m_reading = true;
    m_backend.read(
        this, [](ConnectorService &service) { return service.list(); },
        [this](Result<std::vector<Connector>> list) {
            m_reading = false;
            if (list)
                take(std::move(*list));
            else if (list.failure().code != FailureCode::LedgerBusy)
                Q_EMIT operationFailed(list.failure());
            if (std::exchange(m_readAgain, false))
                refresh();
        });
}

void ConnectorDesk::take(std::vector<Connector> connectors)
{
    std::vector<ConnectorEntry> entries;
    std::vector<qint64> changed;
    entries.reserve(connectors.size());
    for (Connector &connector : connectors) {
        ConnectorEntry entry{std::move(connector), std::nullopt, {}};
        const qint64 id = entry.connector.id;
        if (const auto activity = m_activities.constFind(id); activity != m_activities.constEnd())
            entry.activity = *activity;
        const ConnectorEntry *former = find(id);
        if (former)
            entry.unsettled = former->unsettled;
        if (!former || !sameRun(former->connector.newestRun, entry.connector.newestRun) ||
            former->connector.settings != entry.connector.settings || former->connector.name != entry.connector.name)
            changed.push_back(id);
        entries.push_back(std::move(entry));
    }
    const bool sameRows =
        m_loaded && std::equal(entries.begin(), entries.end(), m_entries.begin(), m_entries.end(),
                               [](const ConnectorEntry &a, const ConnectorEntry &b) { return a.connector.id == b.connector.id; });
    m_entries = std::move(entries);
    m_loaded = true;
    Q_EMIT listChanged(sameRows);
    for (const qint64 id : changed) {
        const ConnectorEntry *entry = find(id);
        // A run of this window that is going on changes the ledger all the time; its end is told by noteChange().
        if (!entry || entry->activity)
            continue;
        readUnsettled(id, entry->connector.name);
        Q_EMIT contentChanged(id);
    }
}

void ConnectorDesk::readUnsettled(qint64 id, const QString &name)
{
    m_backend.read(
        this, [name](ConnectorService &service) { return service.failureGroups(name); },
        [this, id](Result<std::vector<FailureGroup>> groups) {
            ConnectorEntry *known = entry(id);
            if (!known || !groups || known->unsettled == *groups)
                return;
            known->unsettled = std::move(*groups);
            Q_EMIT activityChanged(id);
        });
}

void ConnectorDesk::noteChange(qint64 id)
{
    if (const ConnectorEntry *known = find(id))
        readUnsettled(id, known->connector.name);
    refresh();
    Q_EMIT contentChanged(id);
}

template <typename Work, typename Done>
void ConnectorDesk::start(qint64 id, Activity::Kind kind, Work work, Done done)
{
    ConnectorEntry *known = entry(id);
    if (!known || m_activities.contains(id))
        return;
    Activity activity;
    activity.kind = kind;
    activity.progress.started = m_backend.engine().clock->now();
    activity.progress.lastActivity = activity.progress.started;
    activity.operation = m_backend.run(
        this,
        [name = known->connector.name, work = std::move(work)](ConnectorService &service, const RunControl &control) {
            return work(service, name, control);
        },
        [this, id, done = std::move(done)](auto result) {
            end(id);
            if (result)
                done(*result);
            else if (result.failure().code != FailureCode::Cancelled)
                Q_EMIT operationFailed(result.failure());
            noteChange(id);
            if (m_activities.isEmpty())
                Q_EMIT idle();
        },
        [this, id](const ProgressSnapshot &snapshot) {
            const auto running = m_activities.find(id);
            if (running == m_activities.end())
                return;
            running->progress = snapshot;
            if (ConnectorEntry *shown = entry(id))
                shown->activity = *running;
            Q_EMIT activityChanged(id);
        });
    m_activities.insert(id, activity);
    known->activity = activity;
    m_tick.start();
    Q_EMIT activityChanged(id);
}

void ConnectorDesk::end(qint64 id)
{
    m_activities.remove(id);
    if (m_activities.isEmpty())
        m_tick.stop();
    if (ConnectorEntry *known = entry(id))
        known->activity.reset();
    Q_EMIT activityChanged(id);
}

void ConnectorDesk::sync(qint64 id, const QDate &from, const QDate &to)
{
    const bool range = from.isValid() || to.isValid();
    start(
        id, range ? Activity::Kind::Resync : Activity::Kind::Sync,
        [from, to](ConnectorService &service, const QString &name, const RunControl &control) {
            return service.sync(name, {from, to, false}, control);
        },
        [this, id](const RunRecord &run) { Q_EMIT runFinished(id, run); });
}

void ConnectorDesk::retry(qint64 id, std::optional<FailureReason> reason)
{
    start(
        id, Activity::Kind::Retry,
        [reason](ConnectorService &service, const QString &name, const RunControl &control) {
            return service.retry(name, reason, control);
        },
        [this, id](const RunRecord &run) { Q_EMIT runFinished(id, run); });
}

void ConnectorDesk::retryPartial(qint64 id)
{
    start(
        id, Activity::Kind::Retry,
        [](ConnectorService &service, const QString &name, const RunControl &control) { return service.retryPartial(name, control); },
        [this, id](const RunRecord &run) { Q_EMIT runFinished(id, run); });
}

void ConnectorDesk::verify(qint64 id, bool repair)
{
    start(
        id, repair ? Activity::Kind::Repair : Activity::Kind::Verify,
        [repair](ConnectorService &service, const QString &name, const RunControl &control) {
            return service.verify(name, {0, repair}, control);
        },
        [this, id, repair](const VerifyResult &result) { Q_EMIT verifyFinished(id, result, repair); });
}

void ConnectorDesk::stop(qint64 id)
{
    const auto running = m_activities.find(id);
    if (running == m_activities.end() || running->stopping)
        return;
    running->stopping = true;
    running->operation.cancel();
    if (ConnectorEntry *known = entry(id))
        known->activity = *running;
    Q_EMIT activityChanged(id);
}

void ConnectorDesk::stopAll()
{
    const auto ids = m_activities.keys();
    for (const qint64 id : ids)
        stop(id);
}

void ConnectorDesk::remove(qint64 id)
{
    const ConnectorEntry *known = find(id);
    if (!known || known->activity)
        return;
    m_backend.run(
        this, [name = known->connector.name](ConnectorService &service, const RunControl &) { return service.remove(name); },
        [this](const Result<void> &removed) {
            if (!removed)
                Q_EMIT operationFailed(removed.failure());
            refresh();
        });
}

} // namespace tallybridge

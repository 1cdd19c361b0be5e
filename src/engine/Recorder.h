#pragma once

#include "core/CancelToken.h"
#include "engine/AdmissionPlan.h"
#include "engine/FeedBarrier.h"
#include "engine/LaneQueue.h"
#include "engine/PreparedItem.h"
#include "engine/ProgressCounters.h"
#include "engine/RunContext.h"
#include "engine/WorkQueue.h"
#include "ledger/DeliveryRecord.h"
#include "ledger/Ledger.h"

#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <variant>

namespace tallybridge {

/// The one thread of a run that writes the ledger. It admits prepared items (intents), hands their copies to the lanes once the intents are
/// committed, and writes receipts; many of each in one transaction. run() is the thread; the other functions may be called from any thread
/// and never wait, but write().
class Recorder
{
public:
    Recorder(const RunContext &context, LaneQueue &lanes, FeedBarrier &barrier, ProgressCounters &counters, CancelToken stop);
    ~Recorder();

    using Task = std::function<Result<void>(Ledger &)>;

    void submit(PreparedItem item);
    /// No item follows soon: those submitted need not wait for others to share their transaction.
    void hurry();
    void submit(std::vector<DeliveryReceipt> receipts);
    /// No more items of this delivery will come; `items` were fed.
    void endOfDelivery(DeliveryRecord delivery, qint64 items);
    /// Adds to available_from_source.
    void addAvailable(qint64 items);
    /// Runs the task in the recorder's next transaction and waits until that is committed.
    Result<void> write(Task task);
    /// No more items, deliveries or tasks will come: run() ends when the last receipt is written.
    void finish();

    /// The thread. Ends the lanes' queue. Failures: the ledger's; then stop is cancelled too.
    Result<void> run();

    /// The run's sums; call after run() has ended.
    const Sums &sums() const { return m_sums; }

private:
    struct Ask {
        Task task;
        std::shared_ptr<std::promise<Result<void>>> answer;
    };
    struct EndOfDelivery {
        DeliveryRecord delivery;
        qint64 items = 0;
    };
    struct Available {
        qint64 items = 0;
    };
    struct Finish {
    };
    using Message = std::variant<PreparedItem, std::vector<DeliveryReceipt>, EndOfDelivery, Available, Ask, Finish>;

    struct OpenItem {
        qint64 bytes = 0;
        ByteBudget::Ticket ticket; ///< gives the item's bytes back when its last copy has its receipt
    };
    struct InFlight {
        CopyRecord copy;
        qint64 deliveryId = 0; ///< 0: not counted for a delivery
        bool lookedFirst = false;
        std::shared_ptr<const ComposedMessage> message;
        std::shared_ptr<OpenItem> item; ///< the item is done when its last copy lets it go
    };
    struct Tally {
        std::optional<DeliveryRecord> ended;
        qint64 items = 0; ///< fed, known once ended
        qint64 admitted = 0;
        qint64 open = 0; ///< copies without a receipt
    };
    struct Tables;

    Result<void> record(std::vector<Message> &messages, Tables &tables);
    Result<void> handle(PreparedItem &item, Tables &tables);
    Result<void> handle(std::vector<DeliveryReceipt> &receipts, Tables &tables);
    Result<void> handle(EndOfDelivery &end, Tables &tables);
    Result<std::optional<ItemRecord>> knownItem(const PreparedItem &item, Tables &tables) const;
    Result<AdmissionMode> modeFor(const PreparedItem &item, const std::optional<ItemRecord> &known, Tables &tables);
    Result<std::vector<CopyRecord>> rowsOf(qint64 itemId, Tables &tables) const;
    bool isWanted(const CopyRecord &row) const;
    bool postponeToNameFirstDelivery(const PreparedItem &item, const ItemRecord &known, const AdmissionPlan &plan);
    Result<void> apply(AdmissionPlan plan, PreparedItem &item, qint64 itemId, Tables &tables);
    Result<void> count(const CopyRecord &copy, Tables &tables);
    Result<void> finishDeliveryIfDone(qint64 deliveryId, Tables &tables);
    Result<void> rememberPlace(const PreparedItem &item, const ItemRecord &known, Tables &tables);
    Result<void> noteOriginals(Tables &tables);
    Result<void> noteFailure(const Failure &failure, Tables &tables);
    Result<void> note(const QString &code, const QStringList &arguments, Tables &tables);
    void drain(std::vector<Message> &messages, const Failure &failure);

    const RunContext &m_context;
    LaneQueue &m_lanes;
    FeedBarrier &m_barrier;
    ProgressCounters &m_counters;
    const CancelToken m_stop;
    WorkQueue<Message> m_inbox;

    // Only the recorder's thread touches these.
    Sums m_sums;
    std::unordered_map<qint64, InFlight> m_inFlight;
    std::unordered_map<qint64, Tally> m_tallies;
    std::unordered_map<qint64, bool> m_finishedDeliveries; ///< what the ledger said, remembered
    std::set<qint64> m_touchedItems;                       ///< known before the run and taken up by it
    qint64 m_firstNewItem = 0;
    std::map<std::pair<QString, QString>, qint64> m_originalsMissed; ///< by unavailabilityName() and delivery
    qint64 m_originalsLeftOut = 0;                                   ///< items whose original did not fit into their mails
    std::vector<CopyJob> m_jobs;                                     ///< to hand out after the commit
    qint64 m_admitted = 0;                                           ///< since the last commit
    bool m_finishing = false;
};

} // namespace tallybridge

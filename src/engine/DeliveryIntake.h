#pragma once

#include "core/CancelToken.h"
#include "delivery/DeliveryReader.h"
#include "engine/RunContext.h"
#include "ledger/DeliveryTable.h"

#include <chrono>
#include <functional>
#include <optional>

namespace tallybridge {

/// Decides what to do with a delivery that lies at the source; reads the ledger, writes nothing, so that a dry run decides the same.
class DeliveryIntake
{
public:
    enum class Verdict {
        NotAsked,    ///< outside the dates of a re-read, or moved away and not known
        Finished,    ///< imported before
        Quarantined, ///< does not hold; record says why (id 0 when it is seen for the first time)
        Discarded,   ///< a person has discarded it
        TooYoung,    ///< does not hold and is still changing: left for the next run
        Unreadable,  ///< the source is there, this file cannot be read: left for the next run
        Vanished,    ///< the source is there, this file is not any more
        Import,      ///< reader and contents are there
    };
    struct Examined {
        Verdict verdict = Verdict::NotAsked;
        DeliveryRecord record;
        bool sameNameOtherBytes = false;
        std::optional<Failure> unreadable; ///< why, when Unreadable or Vanished
        std::optional<DeliveryReader> reader;
        DeliveryContents contents;
    };

    /// Waits; false when cancelled meanwhile.
    using Wait = std::function<bool(std::chrono::seconds, const CancelToken &)>;

    DeliveryIntake(const RunContext &context, Ledger &ledger) : DeliveryIntake(context, ledger, waitFor) {}
    /// wait: for tests, which do not wait.
    DeliveryIntake(const RunContext &context, Ledger &ledger, Wait wait) : m_context(context), m_deliveries(ledger), m_wait(std::move(wait))
    {
    }

    /// Failures: the source's, the ledger's, Cancelled.
    Result<Examined> examine(const SourceDelivery &delivery, const CancelToken &cancel);

private:
    static bool waitFor(std::chrono::seconds time, const CancelToken &cancel);
    /// A delivery as the ledger knows it: by size and time where the source vouches for them, else by its bytes.
    struct Identity {
        std::shared_ptr<ByteSource> bytes; ///< null when nothing is to be done with them
        QByteArray sha256;
        std::optional<DeliveryRecord> known;
    };
    Result<Identity> identify(const SourceDelivery &delivery, const CancelToken &cancel);
    bool isDone(const DeliveryRecord &record) const;
    Result<Examined> unreadable(const Failure &failure, const CancelToken &cancel) const;
    Result<bool> isStillChanging(const SourceDelivery &delivery, const CancelToken &cancel);

    const RunContext &m_context;
    DeliveryTable m_deliveries;
    const Wait m_wait;
    bool m_waited = false;
};

} // namespace tallybridge

#include "engine/DeliveryIntake.h"

#include "core/Pause.h"

#include <chrono>

namespace tallybridge {

namespace {

// A file younger than this may still be on its way into the folder.
constexpr qint64 youngSeconds = 60;
constexpr std::chrono::seconds secondLook{2};

/// Failures that tell of one file and nothing of the source or the ledger; it may have changed while it was read.
bool isOfOneFile(const Failure &failure)
{
    return failure.code == FailureCode::FileNotReadable || failure.code == FailureCode::FileNotFound ||
           failure.code == FailureCode::DeliveryChanged || failure.code == FailureCode::SourceAccessDenied ||
           failure.code == FailureCode::SourceFailed;
}

void setProblem(DeliveryRecord &record, const Failure &problem, bool acceptable)
{
    record.state = DeliveryState::Quarantined;
    record.problemCode = failureCodeName(problem.code);
    record.problemArguments = problem.arguments;
    record.acceptable = acceptable;
}

} // namespace

bool DeliveryIntake::waitFor(std::chrono::seconds time, const CancelToken &cancel)
{
    return pauseUntil(std::chrono::steady_clock::now() + time, cancel);
}

Result<bool> DeliveryIntake::isStillChanging(const SourceDelivery &delivery, const CancelToken &cancel)
{
    if (!delivery.modified.isValid() || delivery.modified.secsTo(m_context.clock->now()) >= youngSeconds)
        return false;
    // All deliveries were listed at the same time: one wait serves them all.
    if (!m_waited && !m_wait(secondLook, cancel))
        return Failure{FailureCode::Cancelled, {}, {}, true};
    m_waited = true;
    auto listing = m_context.source->list(cancel);
    if (!listing)
        return listing.failure();
    for (const SourceDelivery &now : listing->deliveries) {
        if (now.name.name == delivery.name.name)
            return now.size != delivery.size || now.modified != delivery.modified;
    }
    return true;
}

Result<DeliveryIntake::Examined> DeliveryIntake::unreadable(const Failure &failure, const CancelToken &cancel) const
{
    if (!isOfOneFile(failure))
        return failure;
    // A share that went away makes every file of it unreadable.
    if (auto listing = m_context.source->list(cancel); !listing)
        return listing.failure();
    Examined examined;
    examined.verdict = failure.code == FailureCode::FileNotFound ? Verdict::Vanished : Verdict::Unreadable;
    examined.unreadable = failure;
    return examined;
}

bool DeliveryIntake::isDone(const DeliveryRecord &record) const
{
    if (record.state == DeliveryState::Finished)
        return m_context.run.kind != RunKind::Resync;
    return record.state == DeliveryState::Quarantined || record.state == DeliveryState::Discarded;
}

Result<DeliveryIntake::Identity> DeliveryIntake::identify(const SourceDelivery &delivery, const CancelToken &cancel)
{
    Identity identity;
    const auto find = [&](const QByteArray &sha256) -> Result<void> {
        auto known = m_deliveries.find(m_context.connectorId, delivery.name.name, sha256);
        if (!known)
            return known.failure();
        identity.sha256 = sha256;
        identity.known = std::move(*known);
        return {};
    };
    // A source that fetches is asked for the bytes only when there is something to do with them.
    if (const auto sha256 = m_context.source->knownSha256(delivery)) {
        if (auto found = find(*sha256); !found)
            return found.failure();
        if (identity.known && isDone(*identity.known))
            return identity;
    }
    auto bytes = m_context.source->open(delivery.name.name, cancel);
    if (!bytes)
        return bytes.failure();
    identity.bytes = std::move(*bytes);
    auto fetched = m_context.source->knownSha256(delivery);
    if (!fetched) {
        auto hashed = sha256Of(*identity.bytes, cancel);
        if (!hashed)
            return hashed.failure();
        fetched = std::move(*hashed);
    }
    if (auto found = find(*fetched); !found)
        return found.failure();
    return identity;
}

Result<DeliveryIntake::Examined> DeliveryIntake::examine(const SourceDelivery &delivery, const CancelToken &cancel)
{
    Examined examined;
    if (!m_context.isAsked(delivery.name.date))
        return examined;
    auto identity = identify(delivery, cancel);
    if (!identity && identity.failure().code == FailureCode::DeliveryChanged) {
        examined.verdict = Verdict::TooYoung;
        return examined;
    }
    if (!identity)
        return unreadable(identity.failure(), cancel);
    const bool isKnown = identity->known.has_value();
    DeliveryRecord &record = examined.record;
    if (isKnown) {
        record = *identity->known;
    } else if (delivery.movedAway) {
        // Only what was imported gets there by our hand.
        return examined;
    } else {
        record.connectorId = m_context.connectorId;
        record.name = delivery.name.name;
        record.sha256 = identity->sha256;
        record.size = identity->bytes->size();
        record.date = delivery.name.date;
        record.fileNumber = delivery.name.fileNumber;
        record.firstSeen = m_context.clock->now();
        const auto others = m_deliveries.withName(m_context.connectorId, record.name);
        if (!others)
            return others.failure();
        examined.sameNameOtherBytes = !others->empty();
    }
    if (isKnown && record.state == DeliveryState::Finished && m_context.run.kind != RunKind::Resync) {
        examined.verdict = Verdict::Finished;
        return examined;
    }
    if (isKnown && (record.state == DeliveryState::Quarantined || record.state == DeliveryState::Discarded)) {
        examined.verdict = record.state == DeliveryState::Quarantined ? Verdict::Quarantined : Verdict::Discarded;
        return examined;
    }

    std::optional<Failure> problem;
    bool acceptable = false;
    auto reader = DeliveryReader::open(identity->bytes, record.name);
    if (reader) {
        auto contents = reader->check(cancel);
        if (!contents)
            return unreadable(contents.failure(), cancel);
        examined.contents = std::move(*contents);
        examined.reader.emplace(std::move(*reader));
        problem = examined.contents.problem;
        acceptable = examined.contents.acceptable;
        record.declaredCount = examined.contents.declaredCount();
        record.foundCount = examined.contents.foundCount();
    } else if (reader.failure().retryable) {
        return unreadable(reader.failure(), cancel);
    } else {
        problem = reader.failure();
    }
    if (!problem || (record.acceptedByHand && acceptable)) {
        examined.verdict = Verdict::Import;
        return examined;
    }
    const auto changing = isStillChanging(delivery, cancel);
    if (!changing)
        return changing.failure();
    examined.reader.reset();
    setProblem(record, *problem, acceptable);
    examined.verdict = *changing ? Verdict::TooYoung : Verdict::Quarantined;
    return examined;
}

} // namespace tallybridge

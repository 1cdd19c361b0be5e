#include "engine/DeliveryFeed.h"

#include "engine/DeliveryGaps.h"
#include "engine/RepliedMessage.h"
#include "engine/SourceTraces.h"
#include "ledger/RunTable.h"

#include <algorithm>

namespace tallybridge {

namespace {

constexpr qsizetype mostFileNotes = 50;

} // namespace

Result<void> DeliveryFeed::run(FeedPort &port)
{
    port.counters().phase = ProgressSnapshot::Phase::Listing;
    auto ledger = Ledger::open(m_context.ledgerPath, Ledger::Mode::ReadOnly);
    if (!ledger)
        return ledger.failure();
    auto listing = m_context.source->list(port.stop());
    if (!listing)
        return listing.failure();
    if (auto noted = noteOtherFiles(*listing, port); !noted)
        return noted;
    if (listing->deliveries.empty() && listing->growing.isEmpty()) {
        if (auto noted = noteEmptySource(**ledger, port); !noted)
            return noted;
    }
    if (auto added = addMovedDeliveries(m_context, **ledger, *listing, port.stop()); !added)
        return added;
    m_gone.emplace(m_context, *listing);
    port.counters().deliveriesTotal += qint64(listing->deliveries.size());
    const auto taken = takeAll(*listing, **ledger, port);
    // What could not be read, or is in quarantine, is known only now.
    auto recorded = recordFindings(*listing, port);
    return taken ? recorded : taken;
}

Result<void> DeliveryFeed::takeAll(const SourceListing &listing, Ledger &ledger, FeedPort &port)
{
    DeliveryIntake intake(m_context, ledger);
    DeliveryLookAhead ahead(intake, listing.deliveries, port.stop());
    for (const SourceDelivery &delivery : listing.deliveries) {
        if (port.stop().isCancelled())
            return {};
        if (auto taken = take(delivery, ahead, ledger, port); !taken)
            return taken;
        if (auto cared = careForImported(ledger, port); !cared)
            return cared;
    }
    return {};
}

Result<void> DeliveryFeed::noteOtherFiles(const SourceListing &listing, FeedPort &port)
{
    for (const QString &file : misdatedDeliveries(listing).mid(0, mostFileNotes)) {
        if (auto noted = note(deliveryMisdatedKind, {file}, port); !noted)
            return noted;
    }
    for (const QString &file : listing.otherFiles.mid(0, mostFileNotes)) {
        if (DeliveryName::isMisdated(file))
            continue;
        if (auto noted = note(QStringLiteral("other-file"), {file}, port); !noted)
            return noted;
    }
    for (const QString &file : listing.growing.mid(0, mostFileNotes)) {
        if (auto noted = note(QStringLiteral("young-delivery"), {file}, port); !noted)
            return noted;
    }
    for (const QString &file : listing.noFiles.mid(0, mostFileNotes)) {
        if (auto noted = note(deliveryNoFileKind, {file}, port); !noted)
            return noted;
    }
    return {};
}

Result<void> DeliveryFeed::noteEmptySource(Ledger &ledger, FeedPort &port)
{
    const auto missed = deliveriesMissed(*m_context.source, ledger, m_context.connectorId);
    if (!missed)
        return missed.failure();
    return *missed == 0 ? Result<void>() : note(QStringLiteral("source-empty"), {QString::number(*missed)}, port);
}

Result<void> DeliveryFeed::recordFindings(const SourceListing &listing, FeedPort &port)
{
    return port.recorder().write([&](Ledger &ledger) -> Result<void> {
        FindingTable findings(ledger);
        const auto open = findings.open(m_context.connectorId);
        if (!open)
            return open.failure();
        const auto misdated = findings.unexplained(m_context.connectorId, deliveryMisdatedKind, misdatedDeliveries(listing));
        if (!misdated)
            return misdated.failure();
        const auto noDeliveries = filesThatAreNoZip(ledger);
        if (!noDeliveries)
            return noDeliveries.failure();
        const auto seen = withThoseSeenBefore(listing, ledger);
        if (!seen)
            return seen.failure();
        const auto gone = m_gone->names(ledger);
        if (!gone)
            return gone.failure();
        for (const QString &name : gone->mid(0, mostFileNotes)) {
            if (auto noted = RunTable(ledger).addNote(m_context.run.id, deliveryGoneKind, {name}); !noted)
                return noted;
        }
        const QDateTime now = m_context.clock->now();
        if (auto replaced = findings.replace(m_context.connectorId, deliveryGoneKind, *gone, now); !replaced)
            return replaced;
        const QStringList unreadable = stillOpen(*open, deliveryNotReadableKind, m_unreadable, m_vanished);
        const QStringList vanished = stillOpen(*open, deliveryVanishedKind, m_vanished, m_unreadable);
        for (const auto &[kind, subjects] : {std::pair(deliveryNotReadableKind, unreadable), std::pair(deliveryVanishedKind, vanished),
                                             std::pair(deliveryNoFileKind, listing.noFiles), std::pair(deliveryMisdatedKind, *misdated)}) {
            if (auto replaced = findings.replace(m_context.connectorId, kind, subjects, now); !replaced)
                return replaced;
        }
        if (auto replaced = findings.replace(m_context.connectorId, fileNumberGapKind, fileNumberGaps(*seen, *noDeliveries), now);
            !replaced)
            return replaced;
        return findings.replace(m_context.connectorId, dayWithoutDeliveryKind, daysWithoutDelivery(*seen, *noDeliveries), now);
    });
}

// Only what was read since is no finding any more: a file that vanished unread stays on the list.
QStringList DeliveryFeed::stillOpen(const std::vector<Finding> &open, const QString &kind, const QStringList &now,
                                    const QStringList &otherwise) const
{
    QStringList subjects = now;
    for (const Finding &finding : open) {
        const QString &name = finding.subject;
        if (finding.kind == kind && !m_read.contains(name) && !now.contains(name) && !otherwise.contains(name))
            subjects << name;
    }
    return subjects;
}

// What was imported and has left the source since was delivered all the same.
Result<SourceListing> DeliveryFeed::withThoseSeenBefore(SourceListing listing, Ledger &ledger) const
{
    const auto known = DeliveryTable(ledger).ofConnector(m_context.connectorId);
    if (!known)
        return known.failure();
    for (const DeliveryRecord &delivery : *known) {
        if (auto name = DeliveryName::parse(delivery.name))
            listing.deliveries.push_back({*std::move(name), 0, {}});
    }
    return listing;
}

Result<QSet<QString>> DeliveryFeed::filesThatAreNoZip(Ledger &ledger) const
{
    QSet<QString> names;
    for (const DeliveryState state : {DeliveryState::Quarantined, DeliveryState::Discarded}) {
        const auto aside = DeliveryTable(ledger).withState(m_context.connectorId, state);
        if (!aside)
            return aside.failure();
        for (const DeliveryRecord &delivery : *aside) {
            if (delivery.problemCode == failureCodeName(FailureCode::DeliveryNotAZip))
                names.insert(delivery.name);
        }
    }
    return names;
}

// The recorder is behind: deliveries that are finished by now are cared for, so that the spool does not grow with the run.
Result<void> DeliveryFeed::careForImported(Ledger &ledger, FeedPort &port)
{
    DeliveryAftercare aftercare(m_context, ledger);
    while (!m_imported.empty()) {
        const auto record = DeliveryTable(ledger).find(m_imported.front().deliveryId);
        if (!record)
            return record.failure();
        if (!record->has_value() || (*record)->state != DeliveryState::Finished)
            return {};
        const auto held = aftercare.hold(m_imported.front().delivery, m_imported.front().deliveryId, port.stop());
        if (!held && held.failure().code != FailureCode::Cancelled) {
            if (auto noted = note(QString(failureCodeName(held.failure().code)), held.failure().arguments, port); !noted)
                return noted;
        }
        m_context.source->release(m_imported.front().delivery.name.name);
        m_imported.erase(m_imported.begin());
    }
    return {};
}

Result<void> DeliveryFeed::take(const SourceDelivery &delivery, DeliveryLookAhead &ahead, Ledger &ledger, FeedPort &port)
{
    port.counters().phase = ProgressSnapshot::Phase::Checking;
    auto examined = ahead.next();
    if (!examined)
        return examined.failure();
    m_gone->examined(delivery, *examined);
    if (examined->sameNameOtherBytes) {
        if (auto noted = note(QStringLiteral("same-name-other-bytes"), {delivery.name.name}, port); !noted)
            return noted;
    }
    using Verdict = DeliveryIntake::Verdict;
    if (examined->verdict == Verdict::Unreadable) {
        ++port.counters().deliveriesDone;
        m_unreadable << delivery.name.name;
        const Failure &failure = *examined->unreadable;
        const QString why = failure.detail.isEmpty() ? QString(failureCodeName(failure.code)) : failure.detail;
        return note(QStringLiteral("unreadable-delivery"), {delivery.name.name, why}, port);
    }
    if (examined->verdict == Verdict::Vanished) {
        ++port.counters().deliveriesDone;
        m_vanished << delivery.name.name;
        return note(deliveryVanishedKind, {delivery.name.name}, port);
    }
    if (examined->verdict != Verdict::NotAsked)
        m_read.insert(delivery.name.name);
    if (examined->verdict != Verdict::Import && examined->verdict != Verdict::NotAsked)
        m_context.source->release(delivery.name.name);
    switch (examined->verdict) {
    case Verdict::Import: {
        auto imported = import(*examined, ahead, ledger, port);
        m_imported.push_back({delivery, examined->record.id});
        return imported;
    }
    case Verdict::TooYoung:
        ++port.counters().deliveriesDone;
        return note(QStringLiteral("young-delivery"), {delivery.name.name}, port);
    case Verdict::Quarantined:
        ++port.counters().deliveriesDone;
        if (examined->record.id != 0)
            return {};
        return port.recorder().write([&](Ledger &writer) -> Result<void> {
            const auto inserted = DeliveryTable(writer).insert(examined->record);
            return inserted ? Result<void>() : Result<void>(inserted.failure());
        });
    case Verdict::Unreadable:
    case Verdict::Vanished:
    case Verdict::NotAsked:
    case Verdict::Finished:
    case Verdict::Discarded:
        ++port.counters().deliveriesDone;
        return {};
    }
    return {};
}

Result<void> DeliveryFeed::import(DeliveryIntake::Examined &examined, DeliveryLookAhead &ahead, Ledger &ledger, FeedPort &port)
{
    port.counters().phase = ProgressSnapshot::Phase::Importing;
    DeliveryRecord &record = examined.record;
    const bool reread = record.state == DeliveryState::Finished;
    auto written = port.recorder().write([&](Ledger &writer) -> Result<void> {
        DeliveryTable deliveries(writer);
        if (!reread)
            record.state = DeliveryState::Open;
        if (record.id != 0)
            return deliveries.update(record);
        const auto inserted = deliveries.insert(record);
        if (!inserted)
            return inserted.failure();
        record.id = *inserted;
        return {};
    });
    if (!written)
        return written;
    for (const QString &text : examined.contents.notes.mid(0, mostFileNotes)) {
        if (auto noted = note(QStringLiteral("delivery-note"), {record.name, text}, port); !noted)
            return noted;
    }

    const auto &contents = examined.contents;
    port.recorder().addAvailable(contents.foundCount());
    port.counters().itemsTotal += contents.foundCount() + contents.missingNames.size();
    ItemOrigin origin{record.id, record.name, record.date, {}, 0, record.firstSeen};
    for (const DeliveryEntry &entry : contents.items) {
        if (port.stop().isCancelled())
            return {};
        RawItem raw;
        raw.origin = origin;
        raw.origin.entry = entry.name;
        raw.origin.entryIndex = entry.index;
        raw.mayPostpone = true;
        if (auto fed = feedOne(*examined.reader, entry, std::move(raw), port); !fed)
            return fed;
    }
    for (qsizetype i = 0; i < contents.missingNames.size(); ++i) {
        RawItem missing;
        missing.origin = origin;
        missing.origin.entry = contents.missingNames[i];
        missing.origin.entryIndex = -1 - i;
        missing.state = RawItem::State::Missing;
        missing.ticket = port.takeRoom(0);
        port.give(std::move(missing));
    }
    // The next delivery is checked while the preparers work on this one.
    ahead.lookAhead();
    if (auto fed = feedPostponed(examined, ledger, port); !fed)
        return fed;
    port.recorder().endOfDelivery(record, contents.foundCount() + contents.missingNames.size());
    return {};
}

Result<void> DeliveryFeed::feedPostponed(DeliveryIntake::Examined &examined, Ledger &ledger, FeedPort &port)
{
    // An item may be set aside twice: because of the item it is about, and because of the delivery its mail names.
    for (;;) {
        const auto postponed = port.takePostponed();
        if (postponed.empty())
            return {};
        const RepliedMessage replied(ledger, m_context.connectorId, postponed);
        for (const ItemPreparer::Postponed &item : postponed) {
            RawItem raw;
            raw.origin = item.origin;
            auto inReplyTo = replied.messageIdFor(item);
            if (!inReplyTo)
                return inReplyTo.failure();
            raw.inReplyTo = std::move(*inReplyTo);
            if (item.firstDeliveryId != 0) {
                const auto first = DeliveryTable(ledger).find(item.firstDeliveryId);
                if (!first)
                    return first.failure();
                const DeliveryRecord record = first->value_or(DeliveryRecord{});
                raw.firstSeen = ItemOrigin{item.firstDeliveryId, record.name, record.date, {}, 0, record.firstSeen};
            }
            // The entries stand in the order of the ZIP.
            const auto entry = std::lower_bound(examined.contents.items.begin(), examined.contents.items.end(), item.origin.entryIndex,
                                                [](const DeliveryEntry &known, qint64 index) { return known.index < index; });
            if (auto fed = feedOne(*examined.reader, *entry, std::move(raw), port); !fed)
                return fed;
        }
    }
}

Result<void> DeliveryFeed::feedOne(DeliveryReader &reader, const DeliveryEntry &entry, RawItem raw, FeedPort &port)
{
    raw.ticket = port.takeRoom(entry.size);
    if (!raw.ticket)
        return {};
    auto eml = reader.read(entry);
    if (eml) {
        raw.eml = std::move(*eml);
    } else if (eml.failure().retryable) {
        return eml.failure();
    } else {
        // Only a delivery accepted by hand gets here with such an entry.
        raw.state = RawItem::State::Damaged;
        raw.damage = failureCodeName(eml.failure().code);
    }
    port.give(std::move(raw));
    return {};
}

Result<void> DeliveryFeed::note(const QString &code, const QStringList &arguments, FeedPort &port) const
{
    return port.recorder().write([&](Ledger &ledger) { return RunTable(ledger).addNote(m_context.run.id, code, arguments); });
}

} // namespace tallybridge

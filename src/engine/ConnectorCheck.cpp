#include "engine/ConnectorCheck.h"

#include "engine/ConnectorLock.h"
#include "engine/DeliveryGaps.h"
#include "engine/DestinationBond.h"
#include "engine/FirstTenant.h"
#include "engine/SourceTraces.h"
#include "ledger/DeliveryTable.h"
#include "mapping/MappingFile.h"

#include <algorithm>

namespace tallybridge {

namespace {

using Subject = CheckResult::Subject;
using Answer = CheckResult::Answer;

constexpr qsizetype mostNamed = 5; // findings in the answer

CheckResult yes(Subject subject, QStringList arguments)
{
    return {subject, Answer::Yes, std::move(arguments), std::nullopt};
}

CheckResult no(Subject subject, QStringList arguments, Failure failure)
{
    return {subject, Answer::No, std::move(arguments), std::move(failure)};
}

// Names those at the source that look like deliveries of a day that does not exist.
void checkSource(const Backends &backends, Ledger &ledger, const ConnectorRecord &connector, const CancelToken &cancel,
                 std::vector<CheckResult> &results, QStringList &misdated)
{
    const ConnectorSettings settings = ConnectorSettings::fromJson(connector.settings);
    const auto source = backends.makeSource(settings);
    if (!source) {
        results.push_back(no(Subject::Source, {settings.source}, source.failure()));
        return;
    }
    const auto listing = (*source)->list(cancel);
    if (!listing) {
        results.push_back(no(Subject::Source, {settings.source}, listing.failure()));
        return;
    }
    results.push_back(yes(Subject::Source, {settings.source}));
    misdated = misdatedDeliveries(*listing);
    const auto &deliveries = listing->deliveries;
    QStringList arguments{QString::number(deliveries.size()), deliveries.empty() ? QString() : deliveries.back().name.name};
    if (deliveries.empty() && listing->growing.isEmpty()) {
        const auto missed = deliveriesMissed(**source, ledger, connector.id);
        if (!missed) {
            results.push_back(no(Subject::Deliveries, std::move(arguments), missed.failure()));
            return;
        }
        if (*missed > 0) {
            arguments << QString::number(*missed);
            results.push_back({Subject::Deliveries, Answer::No, std::move(arguments), std::nullopt});
            return;
        }
    }
    QStringList unreadable;
    for (const SourceDelivery &delivery : deliveries) {
        if (cancel.isCancelled())
            break;
        if (!(*source)->probe(delivery.name.name, cancel))
            unreadable << delivery.name.name;
    }
    if (unreadable.isEmpty()) {
        results.push_back(yes(Subject::Deliveries, std::move(arguments)));
        return;
    }
    arguments << unreadable.first() << QString::number(unreadable.size());
    results.push_back({Subject::Deliveries, Answer::No, std::move(arguments), std::nullopt});
}

// What a run that is over has begun and not brought to its end.
void checkImports(const EngineContext &engine, Ledger &ledger, qint64 connectorId, std::vector<CheckResult> &results)
{
    const auto begun = DeliveryTable(ledger).withState(connectorId, DeliveryState::Open);
    if (!begun) {
        results.push_back(no(Subject::Imports, {}, begun.failure()));
        return;
    }
    if (begun->empty() || isConnectorRunning(engine, connectorId)) {
        results.push_back(yes(Subject::Imports, {}));
        return;
    }
    results.push_back({Subject::Imports, Answer::No, {QString::number(begun->size()), begun->front().name}, std::nullopt});
}

// Returns a mailbox to try, null when the mapping names none.
MailAddress checkMapping(const ConnectorSettings &settings, std::vector<CheckResult> &results)
{
    if (settings.mappingFile.isEmpty()) {
        results.push_back({Subject::Mapping, Answer::NotNeeded, {}, std::nullopt});
        return {};
    }
    const auto file = MappingFile::read(settings.mappingFile, settings.defaultRegion);
    if (!file) {
        results.push_back(no(Subject::Mapping, {settings.mappingFile}, file.failure()));
        return {};
    }
    const auto bad =
        std::count_if(file->problems.begin(), file->problems.end(), [](const MappingProblem &problem) { return !problem.rowUsed; });
    QStringList arguments{QString::number(file->table.entries().size()), QString::number(bad)};
    if (bad == 0) {
        results.push_back(yes(Subject::Mapping, std::move(arguments)));
    } else {
        const auto first =
            std::find_if(file->problems.begin(), file->problems.end(), [](const MappingProblem &problem) { return !problem.rowUsed; });
        arguments << QString::number(first->line) << mappingProblemName(first->kind);
        results.push_back({Subject::Mapping, Answer::No, std::move(arguments), std::nullopt});
    }
    return file->table.isEmpty() ? MailAddress() : file->table.entries().front().mailbox;
}

void checkDestination(const Backends &backends, Ledger &ledger, const ConnectorRecord &connector, const ConnectorType &type,
                      const MailAddress &mailbox, const CancelToken &cancel, std::vector<CheckResult> &results, Answer &consent,
                      std::vector<CheckResult> &firstTenant)
{
    const ConnectorSettings settings = ConnectorSettings::fromJson(connector.settings);
    const auto destination = backends.makeDestination(settings, type);
    if (!destination) {
        results.push_back(no(Subject::Destination, {settings.destination}, destination.failure()));
        return;
    }
    if (const auto there = identifyDestination(**destination, ledger, connector, cancel); !there) {
        results.push_back(no(Subject::Destination, {settings.destination}, there.failure()));
        return;
    }
    const auto reached = (*destination)->check(cancel);
    if (!reached)
        results.push_back(no(Subject::Destination, {settings.destination}, reached.failure()));
    else
        results.push_back(yes(Subject::Destination, {settings.destination}));
    if ((*destination)->needsConsent())
        consent = reached ? Answer::Yes : reached.failure().code == FailureCode::PermissionMissing ? Answer::No : Answer::Unknown;
    if (!reached)
        return;
    if ((*destination)->needsConsent())
        firstTenant = checkFirstTenant(ledger, connector.id, **destination, cancel);
    if (mailbox.isNull()) {
        results.push_back({Subject::Mailbox, Answer::Unknown, {}, std::nullopt});
        return;
    }
    const auto found = (*destination)->findMailbox(mailbox, cancel);
    if (!found)
        results.push_back(no(Subject::Mailbox, {mailbox.text()}, found.failure()));
    else
        results.push_back({Subject::Mailbox, found->isNull() ? Answer::No : Answer::Yes, {mailbox.text()}, std::nullopt});
}

CheckResult findingsResult(Ledger &ledger, qint64 connectorId, const std::vector<Finding> &findings, const QStringList &misdated)
{
    QStringList subjects;
    for (const Finding &finding : findings)
        subjects << finding.subject;
    // What came since the last run is no finding yet.
    const auto unexplained = FindingTable(ledger).unexplained(connectorId, deliveryMisdatedKind, misdated);
    if (!unexplained)
        return no(Subject::Findings, {}, unexplained.failure());
    for (const QString &name : *unexplained) {
        if (!subjects.contains(name))
            subjects << name;
    }
    const qsizetype count = subjects.size();
    subjects.removeDuplicates();
    QStringList named = subjects.mid(0, mostNamed);
    if (subjects.size() > mostNamed)
        named << QString(QChar(0x2026));
    const Answer clean = count == 0 ? Answer::Yes : Answer::No;
    return {Subject::Findings, clean, {QString::number(count), named.join(QLatin1String(", "))}, std::nullopt};
}

} // namespace

std::vector<CheckResult> ConnectorCheck::run(Ledger &ledger, const ConnectorRecord &connector, const std::vector<Finding> &findings,
                                             const CancelToken &cancel) const
{
    QStringList misdated;
    std::vector<CheckResult> results;
    const ConnectorSettings settings = ConnectorSettings::fromJson(connector.settings);
    checkSource(*m_engine.backends, ledger, connector, cancel, results, misdated);
    checkImports(m_engine, ledger, connector.id, results);
    const MailAddress mailbox = checkMapping(settings, results);
    Answer consent = Answer::NotNeeded;
    std::vector<CheckResult> firstTenant;
    if (const ConnectorType *type = findConnectorType(connector.type))
        checkDestination(*m_engine.backends, ledger, connector, *type, mailbox, cancel, results, consent, firstTenant);
    results.push_back({Subject::Consent, consent, {}, std::nullopt});
    results.push_back({Subject::Staging, Answer::NotNeeded, {}, std::nullopt});
    results.insert(results.end(), firstTenant.begin(), firstTenant.end());
    results.push_back(findingsResult(ledger, connector.id, findings, misdated));
    return results;
}

} // namespace tallybridge

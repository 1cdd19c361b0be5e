#include "engine/ConnectorEditor.h"

#include "core/PlainText.h"
#include "engine/AuditTrail.h"
#include "engine/ConnectorService.h"
#include "engine/LockedConnector.h"
#include "engine/OpenMatters.h"
#include "ledger/ConnectorTable.h"
#include "ledger/DeliveryTable.h"
#include "ledger/ItemTable.h"
#include "ledger/OriginalTable.h"
#include "ledger/RunTable.h"
#include "ledger/Transaction.h"
#include "mapping/MappingFile.h"
#include "mapping/PhoneNumberParser.h"

#include <QDir>
#include <QUuid>

#include <algorithm>
#include <set>
#include <utility>

namespace tallybridge {

namespace {

constexpr qsizetype longestName = 100;

bool isName(const QString &name)
{
    return !name.isEmpty() && name.size() <= longestName && name == name.trimmed() && !name.startsWith(QLatin1Char('-')) &&
           isPlainText(name);
}

QJsonObject auditValues(const ConnectorRecord &record)
{
    QJsonObject values = record.settings;
    values.insert(QLatin1String("name"), record.name);
    values.insert(QLatin1String("type"), record.type);
    return values;
}

/// Name and size of what lies at the source, moved or not; nothing when it does not answer.
std::set<std::pair<QString, qint64>> deliveriesAtSource(const EngineContext &engine, const ConnectorSettings &settings)
{
    std::set<std::pair<QString, qint64>> found;
    const auto source = engine.backends->makeSource(settings);
    if (!source)
        return found;
    const auto listing = (*source)->list({});
    const auto moved = listing ? (*source)->listMoved({}) : Result<std::vector<SourceDelivery>>(std::vector<SourceDelivery>());
    if (!listing || !moved)
        return found;
    for (const auto *deliveries : {&listing->deliveries, &*moved}) {
        for (const SourceDelivery &delivery : *deliveries)
            found.insert({delivery.name.name, delivery.size});
    }
    return found;
}

// Where former settings put deliveries, they still lie, unless somebody took them away.
void rememberAftercare(const ConnectorSettings &former, ConnectorSettings &settings)
{
    using AfterImport = ConnectorSettings::AfterImport;
    settings.formerMoveFolders = former.formerMoveFolders;
    if (former.afterImport == AfterImport::Move)
        settings.formerMoveFolders.prepend(former.afterImportFolder);
    if (settings.afterImport == AfterImport::Move)
        settings.formerMoveFolders.removeAll(settings.afterImportFolder);
    settings.formerMoveFolders.removeDuplicates();
    settings.sourceWasChanged = former.sourceWasChanged || former.afterImport != AfterImport::Leave;
}

} // namespace

Result<ConnectorSettings> ConnectorEditor::checked(const QString &name, const ConnectorType &type, const ConnectorSettings &settings) const
{
    if (!isName(name))
        return Failure{FailureCode::ConnectorNameInvalid, {name}, {}, false};
    if (settings.termsSha256 != termsSha256())
        return Failure{FailureCode::TermsNotAccepted, {}, {}, false};
    auto normalised = m_engine.backends->normalised(settings);
    if (!normalised)
        return normalised;
    for (QString &domain : normalised->domains) {
        const auto address = MailAddress::parse(QString(QLatin1String("postmaster@") + domain));
        if (!address)
            return Failure{FailureCode::DomainInvalid, {domain}, {}, false};
        domain = address->domain().toString();
    }
    normalised->domains.removeDuplicates();
    normalised->defaultRegion = normalised->defaultRegion.toUpper();
    if (!normalised->defaultRegion.isEmpty() && !PhoneNumberParser::isRegion(normalised->defaultRegion))
        return Failure{FailureCode::RegionUnknown, {settings.defaultRegion}, {}, false};
    if (!normalised->mappingFile.isEmpty()) {
        normalised->mappingFile = QDir(normalised->mappingFile).absolutePath();
        const auto file = MappingFile::read(normalised->mappingFile, normalised->defaultRegion);
        if (!file)
            return file.failure();
    }
    const auto destination = m_engine.backends->makeDestination(*normalised, type);
    if (!destination)
        return destination.failure();
    const qint64 largest = (*destination)->limits().maxSizeLimit;
    if (normalised->sizeLimit <= 0 || normalised->sizeLimit > largest)
        return Failure{FailureCode::SizeLimitInvalid, {QString::number(normalised->sizeLimit), QString::number(largest)}, {}, false};
    const auto source = m_engine.backends->makeSource(*normalised);
    if (!source)
        return source.failure();
    return normalised;
}

Result<ConnectorRecord> ConnectorEditor::add(const QString &name, const QString &type, const ConnectorSettings &settings,
                                             const TenantAnswers &answers)
{
    const ConnectorType *known = findConnectorType(type);
    if (!known)
        return Failure{FailureCode::ConnectorTypeUnknown, {type}, {}, false};
    ConnectorSettings created = settings;
    // The wizard has filed the password before there is a connector.
    if (created.vault.isEmpty())
        created.vault = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto usable = checked(name, *known, created);
    if (!usable)
        return usable.failure();
    auto ledger = Ledger::open(m_engine.ledgerPath(), Ledger::Mode::ReadWrite);
    if (!ledger)
        return ledger.failure();
    auto transaction = Transaction::begin(**ledger);
    if (!transaction)
        return transaction.failure();
    ConnectorRecord record;
    record.name = name;
    record.type = known->id;
    record.settings = usable->toJson();
    record.created = m_engine.clock->now();
    record.nextDue = record.created;
    const auto inserted = ConnectorTable(**ledger).insert(record);
    if (!inserted)
        return inserted.failure();
    record.id = *inserted;
    const QJsonObject terms{{QLatin1String("terms_sha256"), usable->termsSha256}};
    if (auto audited = audit(**ledger, m_engine, QStringLiteral("terms-accepted"), name, {}, terms); !audited)
        return audited.failure();
    if (auto audited = audit(**ledger, m_engine, QStringLiteral("connector-added"), name, {}, auditValues(record)); !audited)
        return audited.failure();
    if (auto audited = auditAnswers(**ledger, m_engine, name, answers, {}); !audited)
        return audited.failure();
    if (auto committed = transaction->commit(); !committed)
        return committed.failure();
    return record;
}

Result<ConnectorRecord> ConnectorEditor::edit(const QString &name, const QString &newName, const ConnectorSettings &settings,
                                              const TenantAnswers &answers)
{
    auto locked = LockedConnector::open(m_engine, name);
    if (!locked)
        return locked.failure();
    Ledger &ledger = locked->ledger();
    ConnectorRecord &record = locked->record();
    const ConnectorType *type = findConnectorType(record.type);
    if (!type)
        return Failure{FailureCode::ConnectorTypeUnknown, {record.type}, {}, false};
    ConnectorSettings changed = settings;
    changed.vault = ConnectorSettings::fromJson(record.settings).vault;
    if (changed.vault.isEmpty())
        changed.vault = settings.vault.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : settings.vault;
    auto usable = checked(newName, *type, changed);
    if (!usable)
        return usable.failure();
    auto transaction = locked->begin();
    if (!transaction)
        return transaction.failure();
    const QJsonObject before = auditValues(record);
    const ConnectorSettings former = ConnectorSettings::fromJson(record.settings);
    if (former.destination != usable->destination)
        usable->adoptArchive = true;
    else if (!usable->adoptArchive)
        usable->archiveId = former.archiveId; // a run may have taken it over since the settings were read
    if (usable->adoptArchive && (!former.adoptArchive || former.destination != usable->destination)) {
        // Another archive may hold mails that this ledger has never heard of, and lacks those that the former one has.
        record.needsReadBack = true;
        const auto newest = RunTable(ledger).newest(record.id);
        if (!newest)
            return newest.failure();
        record.firstRunHere = newest->has_value() ? (*newest)->id + 1 : 0;
    }
    rememberAftercare(former, *usable);
    const auto elsewhere = ItemTable(ledger).receiptsBefore(record.id, record.firstRunHere);
    if (!elsewhere)
        return elsewhere.failure();
    record.name = newName;
    record.settings = usable->toJson();
    if (auto updated = ConnectorTable(ledger).update(record); !updated)
        return updated.failure();
    QJsonObject after = auditValues(record);
    after.insert(QLatin1String("copies_elsewhere"), *elsewhere);
    if (auto audited = audit(ledger, m_engine, QStringLiteral("connector-edited"), name, before, after); !audited)
        return audited.failure();
    if (auto audited = auditAnswers(ledger, m_engine, newName, answers, former.setUpBy); !audited)
        return audited.failure();
    if (auto committed = transaction->commit(); !committed)
        return committed.failure();
    return std::move(record);
}

Result<void> ConnectorEditor::mayRemove(Ledger &ledger, const ConnectorRecord &record) const
{
    const ConnectorSettings settings = ConnectorSettings::fromJson(record.settings);
    if (settings.vault.isEmpty())
        return {};
    OriginalTable originals(ledger);
    auto unsettled = originals.unsettled(record.id);
    if (!unsettled)
        return unsettled.failure();
    const HeldStore held(ConnectorVault(m_engine.dataFolder, m_engine.secrets, settings).heldFolder(), {});
    std::erase_if(*unsettled, [&](const OriginalTable::Unsettled &item) { return !held.contains(item.emlSha256); });
    if (unsettled->empty())
        return {};
    const auto atSource = deliveriesAtSource(m_engine, settings);
    const DeliveryTable deliveries(ledger);
    qint64 lost = 0;
    QString example;
    for (const OriginalTable::Unsettled &item : *unsettled) {
        const auto newest = originals.place(item.itemId);
        if (!newest)
            return newest.failure();
        bool isThere = false;
        QString name;
        for (const qint64 id : {item.place.deliveryId, newest->value_or(item.place).deliveryId}) {
            const auto delivery = deliveries.find(id);
            if (!delivery)
                return delivery.failure();
            const DeliveryRecord known = delivery->value_or(DeliveryRecord{});
            isThere = isThere || atSource.contains({known.name, known.size});
            name = known.name;
        }
        if (isThere)
            continue;
        ++lost;
        if (example.isEmpty())
            example = name;
    }
    if (lost == 0)
        return {};
    return Failure{FailureCode::ConnectorHoldsOriginals, {record.name, QString::number(lost), example}, {}, false};
}

Result<void> ConnectorEditor::remove(const QString &name)
{
    auto locked = LockedConnector::open(m_engine, name);
    if (!locked)
        return locked.failure();
    if (auto allowed = mayRemove(locked->ledger(), locked->record()); !allowed)
        return allowed;
    auto transaction = locked->begin();
    if (!transaction)
        return transaction.failure();
    Ledger &ledger = locked->ledger();
    const ConnectorRecord &record = locked->record();
    const auto matters = readOpenMatters(ledger, record.id);
    if (!matters)
        return matters.failure();
    QJsonObject before = auditValues(record);
    before.insert(QLatin1String("open"), jsonOpenMatters(*matters));
    if (auto removed = ConnectorTable(ledger).remove(record.id); !removed)
        return removed;
    if (auto audited = audit(ledger, m_engine, QStringLiteral("connector-removed"), name, before, {}); !audited)
        return audited;
    if (auto committed = transaction->commit(); !committed)
        return committed;
    const ConnectorSettings settings = ConnectorSettings::fromJson(record.settings);
    if (!settings.vault.isEmpty())
        ConnectorVault(m_engine.dataFolder, m_engine.secrets, settings).erase();
    return {};
}

} // namespace tallybridge

#include "engine/ConnectorConsent.h"

#include "engine/AuditTrail.h"
#include "engine/LockedConnector.h"
#include "engine/RecordJson.h"
#include "ledger/ConnectorTable.h"

namespace tallybridge {

Result<AppAccess> ConnectorConsent::ask(const QString &name, const ConnectorSettings &settings, const BrowserOrder &order,
                                        const CancelToken &cancel) const
{
    auto access = TenantSetup(m_engine).askConsent(settings, order, cancel);
    if (!access)
        return access;
    if (auto audited = auditAlone(m_engine, QStringLiteral("consent-granted"), name, {}, jsonAccess(*access)); !audited)
        return audited.failure();
    return access;
}

Result<Administrator> ConnectorConsent::signIn(const QString &name, const ConnectorSettings &settings, bool readRoles,
                                               const BrowserOrder &order, const CancelToken &cancel) const
{
    auto administrator = TenantSetup(m_engine).signIn(settings, readRoles, order, cancel);
    if (!administrator)
        return administrator;
    auto locked = LockedConnector::open(m_engine, name);
    if (!locked)
        return locked.failure();
    auto transaction = locked->begin();
    if (!transaction)
        return transaction.failure();
    ConnectorRecord &record = locked->record();
    ConnectorSettings changed = ConnectorSettings::fromJson(record.settings);
    const QJsonObject before{{QLatin1String("set_up_by"), changed.setUpBy}};
    changed.setUpBy = administrator->userName;
    record.settings = changed.toJson();
    if (auto updated = ConnectorTable(locked->ledger()).update(record); !updated)
        return updated.failure();
    const QJsonObject after = jsonAdministrator(*administrator);
    if (auto audited = audit(locked->ledger(), m_engine, QStringLiteral("administrator-signed-in"), name, before, after); !audited)
        return audited.failure();
    if (auto committed = transaction->commit(); !committed)
        return committed.failure();
    return administrator;
}

} // namespace tallybridge

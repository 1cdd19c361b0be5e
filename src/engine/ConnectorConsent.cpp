#include "engine/ConnectorConsent.h"

#include "engine/LockedConnector.h"
#include "engine/TenantAnswers.h"
#include "ledger/ConnectorTable.h"
#include "ledger/Transaction.h"

#include <utility>

namespace tallybridge {

Result<AppAccess> ConnectorConsent::ask(const QString &name, const ConnectorSettings &settings, const BrowserOrder &order,
                                        const CancelToken &cancel) const
{
    auto access = TenantSetup(m_engine).askConsent(settings, order, cancel);
    if (!access)
        return access;
    auto ledger = Ledger::open(m_engine.ledgerPath(), Ledger::Mode::ReadWrite);
    if (!ledger)
        return ledger.failure();
    auto transaction = Transaction::begin(**ledger);
    if (!transaction)
        return transaction.failure();
    if (auto audited = auditAnswers(**ledger, m_engine, name, {*access, {}}, {}); !audited)
        return audited.failure();
    if (auto committed = transaction->commit(); !committed)
        return committed.failure();
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
    const QString former = std::exchange(changed.setUpBy, administrator->userName);
    record.settings = changed.toJson();
    if (auto updated = ConnectorTable(locked->ledger()).update(record); !updated)
        return updated.failure();
    if (auto audited = auditAnswers(locked->ledger(), m_engine, name, {{}, *administrator}, former); !audited)
        return audited.failure();
    if (auto committed = transaction->commit(); !committed)
        return committed.failure();
    return administrator;
}

} // namespace tallybridge

#include "engine/TenantAnswers.h"

#include "engine/AuditTrail.h"
#include "engine/RecordJson.h"

namespace tallybridge {

Result<void> auditAnswers(Ledger &ledger, const EngineContext &engine, const QString &connector, const TenantAnswers &answers,
                          const QString &formerAdministrator)
{
    if (answers.administrator) {
        const QJsonObject before{{QLatin1String("set_up_by"), formerAdministrator}};
        const QJsonObject after = jsonAdministrator(*answers.administrator);
        if (auto audited = audit(ledger, engine, QStringLiteral("administrator-signed-in"), connector, before, after); !audited)
            return audited;
    }
    if (!answers.consent)
        return {};
    return audit(ledger, engine, QStringLiteral("consent-granted"), connector, {}, jsonAccess(*answers.consent));
}

} // namespace tallybridge

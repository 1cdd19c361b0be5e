#include "engine/FirstTenant.h"

#include "ledger/ItemTable.h"

#include <algorithm>

namespace tallybridge {

const std::vector<QLatin1String> &firstTenantPoints()
{
    static const std::vector<QLatin1String> points{
        QLatin1String("folder"),         QLatin1String("received"),     QLatin1String("time"),          QLatin1String("message-class"),
        QLatin1String("participants"),   QLatin1String("found-by-key"), QLatin1String("outside-scope"), QLatin1String("class-in-outlook"),
        QLatin1String("conversation"),   QLatin1String("large-files"),  QLatin1String("second-run"),    QLatin1String("throttling"),
        QLatin1String("crash-and-sync"), QLatin1String("hold"),
    };
    return points;
}

std::vector<CheckResult> checkFirstTenant(Ledger &ledger, qint64 connectorId, Destination &destination, const CancelToken &cancel)
{
    std::vector<MailTrait> traits;
    if (const auto mailbox = ItemTable(ledger).someImportedMailbox(connectorId); mailbox && !mailbox->isNull()) {
        if (auto seen = destination.lookAtOne(*mailbox, cancel))
            traits = std::move(*seen);
    }
    const auto denied = ItemTable(ledger).hasFailed(connectorId, FailureReason::AccessDenied);
    if (denied && *denied)
        traits.push_back({QLatin1String("outside-scope"), true});
    std::vector<CheckResult> results;
    for (const QLatin1String point : firstTenantPoints()) {
        const auto trait = std::find_if(traits.begin(), traits.end(), [point](const MailTrait &seen) { return seen.name == point; });
        const auto answer = trait == traits.end() ? CheckResult::Answer::Unknown
                            : trait->asDocumented ? CheckResult::Answer::Yes
                                                  : CheckResult::Answer::No;
        results.push_back({CheckResult::Subject::FirstTenant, answer, {QString(point)}, std::nullopt});
    }
    return results;
}

} // namespace tallybridge

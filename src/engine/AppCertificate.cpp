#include "engine/AppCertificate.h"

#include "identity/ClientCertificate.h"

namespace tallybridge {

Result<Secret> makeAppCertificate(const Clock &clock)
{
    constexpr int years = 2;
    const QDateTime now = clock.now();
    // The service's clock may be behind this one.
    return ClientCertificate::create(QStringLiteral("Tallybridge"), now.addDays(-1), now.addYears(years));
}

} // namespace tallybridge

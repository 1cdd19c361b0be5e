#pragma once

#include "identity/Cloud.h"

namespace tallybridge {

/// The question whether an app may have the permissions of its registration, for a whole tenant; see
/// https://learn.microsoft.com/entra/identity-platform/v2-admin-consent.
struct AdminConsentRequest {
    Cloud cloud;
    QString tenant; ///< id or domain
    QString clientId;
    QUrl redirect; ///< registered; the port of localhost does not count
    QByteArray state;

    /// The page an administrator has to open.
    QUrl url() const;
};

} // namespace tallybridge

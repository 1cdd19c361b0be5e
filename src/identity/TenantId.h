#pragma once

#include "identity/Cloud.h"
#include "net/HttpClient.h"

namespace tallybridge {

/// The id (lower case, with hyphens) of a tenant that is named by its id or by one of its domains: the sign-in service knows it without
/// anybody signed in. Failures: SignInRefused (no such tenant), AnswerUnusable, HttpClient's.
Result<QString> tenantIdOf(HttpClient &http, const Cloud &cloud, const QString &tenant, const CancelToken &cancel);

/// Whether the text has the form of an id: 8-4-4-4-12 hexadecimal digits.
bool isTenantId(QStringView text);

} // namespace tallybridge

#pragma once

#include "identity/AdminSignIn.h"
#include "mailbox/Administrator.h"

namespace tallybridge::graph {

/// Asks Graph, in the person's own name, who it is and which roles it has. A question about a role that is not answered leaves Unknown.
/// readRoles: ask for Exchange's roles too. Failures: AnswerUnusable (Graph knows another person), HttpClient's, Cancelled.
Result<Administrator> readAdministrator(HttpClient &http, const Cloud &cloud, const SignedInPerson &person, bool readRoles,
                                        const CancelToken &cancel);

} // namespace tallybridge::graph

#pragma once

#include "core/Secret.h"

#include <QByteArray>

namespace tallybridge {

/// Proof that who redeems a code is who asked for it (RFC 7636, S256).
struct Pkce {
    Secret verifier;
    QByteArray challenge;

    static Pkce make();
    static Pkce of(const Secret &verifier);
};

} // namespace tallybridge

#include "identity/Pkce.h"

#include "core/Sha256.h"

namespace tallybridge {

Pkce Pkce::make()
{
    constexpr qsizetype bytes = 32; // 43 characters
    QByteArray text = Secret::random(bytes).view().toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return of(Secret::take(text));
}

Pkce Pkce::of(const Secret &verifier)
{
    return {verifier, Sha256::of(verifier.view()).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)};
}

} // namespace tallybridge

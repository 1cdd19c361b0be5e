#include "engine/SourceFailure.h"

namespace tallybridge {

Failure asSourceUnavailable(const Failure &failure, const QString &url)
{
    using C = FailureCode;
    switch (failure.code) {
    case C::SourceHostNotFound:
    case C::SourceRefused:
    case C::SourceTimedOut:
    case C::SourceNotSsh:
    case C::SourceHostKeyUnknown:
    case C::SourceHostKeyChanged:
    case C::SourceSignInRefused:
    case C::SourcePasswordExpired:
    case C::SourceSignInUnsupported:
    case C::SourceWithoutSftp:
    case C::SourceKeyUnusable:
    case C::SourceConnectionLost:
    case C::SourceFolderMissing:
    case C::SourceAccessDenied:
    case C::SourceProxyRefused:
    case C::SourceNameTaken:
    case C::SourceFailed:
        return {C::SourceUnavailable, QStringList{url, QString(failureCodeName(failure.code))} + failure.arguments, failure.detail,
                failure.retryable};
    default:
        return failure;
    }
}

} // namespace tallybridge

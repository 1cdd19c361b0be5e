#include "cli/ExitCode.h"

#include <algorithm>

namespace tallybridge {

ExitCode exitCodeOf(const Failure &failure)
{
    using C = FailureCode;
    switch (failure.code) {
    case C::Cancelled:
        return ExitCode::Cancelled;
    case C::InvalidArgument:
    case C::FileNotFound:
    case C::FileNotReadable:
    case C::FileTooLarge:
    case C::FolderNotFound:
    case C::MappingFileUnreadable:
    case C::MappingFileTooLarge:
    case C::MappingFileWithoutColumns:
    case C::RegionUnknown:
    case C::LedgerExists:
    case C::ConnectorNotFound:
    case C::ConnectorNameTaken:
    case C::ConnectorNameInvalid:
    case C::ConnectorTypeUnknown:
    case C::ConnectorHoldsOriginals:
    case C::SourceUrlInvalid:
    case C::MoveFolderInvalid:
    case C::SourceNotSupported:
    case C::DestinationUrlInvalid:
    case C::DestinationNotSupported:
    case C::TermsNotAccepted:
    case C::SizeLimitInvalid:
    case C::DomainInvalid:
    case C::OptionNotSupported:
    case C::CloudUnknown:
    case C::CloudFileInvalid:
    case C::ClientIdMissing:
    case C::ConsentNotNeeded:
    case C::DeliveryNotQuarantined:
    case C::DeliveryNotAcceptable:
    case C::CopyNotFound:
    case C::CopyAlreadySettled:
    case C::NothingToWaive:
    case C::ReasonUnknown:
    case C::BecauseMissing:
    case C::BecauseNotPlain:
    case C::FindingNotFound:
    case C::RunNotFound:
        return ExitCode::Usage;
    default:
        return ExitCode::Unavailable;
    }
}

ExitCode exitCodeOf(const RunRecord &run)
{
    switch (run.state) {
    case RunState::Cancelled:
        return ExitCode::Cancelled;
    case RunState::Failed: {
        const bool lostInMidRun =
            run.errorCode == failureCodeName(FailureCode::DestinationUnavailable) && run.sums.imported + run.sums.partial > 0;
        return lostInMidRun ? ExitCode::Unfinished : ExitCode::Unavailable;
    }
    case RunState::Running:
    case RunState::Interrupted:
        return ExitCode::Unavailable;
    case RunState::WithFailures:
        return ExitCode::Unfinished;
    case RunState::Succeeded:
        break;
    }
    const Sums &sums = run.sums;
    return sums.failed > 0 || sums.partial > 0 || sums.quarantined > 0 ? ExitCode::Unfinished : ExitCode::Success;
}

ExitCode exitCodeOf(const std::vector<DueResult> &results)
{
    ExitCode gravest = ExitCode::Success;
    for (const DueResult &result : results) {
        if (result.failure)
            gravest = std::max(gravest, exitCodeOf(*result.failure) == ExitCode::Cancelled ? ExitCode::Cancelled : ExitCode::Unavailable);
        else if (result.run)
            gravest = std::max(gravest, exitCodeOf(*result.run));
    }
    return gravest;
}

ExitCode exitCodeOf(const VerifyResult &result)
{
    if (result.cancelled)
        return ExitCode::Cancelled;
    // What could not be looked for is not proved.
    return result.missing > result.repaired || result.unchecked > 0 ? ExitCode::Unfinished : ExitCode::Success;
}

ExitCode exitCodeOf(const std::vector<CheckResult> &results)
{
    const bool anyNo =
        std::any_of(results.begin(), results.end(), [](const CheckResult &result) { return result.answer == CheckResult::Answer::No; });
    return anyNo ? ExitCode::Unfinished : ExitCode::Success;
}

} // namespace tallybridge

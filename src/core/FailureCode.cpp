#include "core/FailureCode.h"

#include "core/NameTable.h"

namespace tallybridge {

namespace {

const NameTable failureCodeNames(std::array{
    std::pair{FailureCode::Internal, QLatin1String("internal")},
    std::pair{FailureCode::Cancelled, QLatin1String("cancelled")},
    std::pair{FailureCode::InvalidArgument, QLatin1String("invalid-argument")},
    std::pair{FailureCode::FileNotFound, QLatin1String("file-not-found")},
    std::pair{FailureCode::FileNotReadable, QLatin1String("file-not-readable")},
    std::pair{FailureCode::FileNotWritable, QLatin1String("file-not-writable")},
    std::pair{FailureCode::FileTooLarge, QLatin1String("file-too-large")},
    std::pair{FailureCode::FolderNotFound, QLatin1String("folder-not-found")},
    std::pair{FailureCode::DiskFull, QLatin1String("disk-full")},
    std::pair{FailureCode::DiskAlmostFull, QLatin1String("disk-almost-full")},
    std::pair{FailureCode::DeliveryNotAZip, QLatin1String("delivery-not-a-zip")},
    std::pair{FailureCode::DeliveryTruncated, QLatin1String("delivery-truncated")},
    std::pair{FailureCode::DeliveryChanged, QLatin1String("delivery-changed")},
    std::pair{FailureCode::DeliveryEntryDamaged, QLatin1String("delivery-entry-damaged")},
    std::pair{FailureCode::DeliveryPathTraversal, QLatin1String("delivery-path-traversal")},
    std::pair{FailureCode::DeliveryDuplicateEntry, QLatin1String("delivery-duplicate-entry")},
    std::pair{FailureCode::DeliveryEncryptedEntry, QLatin1String("delivery-encrypted-entry")},
    std::pair{FailureCode::DeliveryEntryTooLarge, QLatin1String("delivery-entry-too-large")},
    std::pair{FailureCode::DeliveryRatioTooHigh, QLatin1String("delivery-ratio-too-high")},
    std::pair{FailureCode::DeliveryTooLarge, QLatin1String("delivery-too-large")},
    std::pair{FailureCode::DeliveryTooManyEntries, QLatin1String("delivery-too-many-entries")},
    std::pair{FailureCode::DeliveryEntryUnsupported, QLatin1String("delivery-entry-unsupported")},
    std::pair{FailureCode::ManifestMissing, QLatin1String("manifest-missing")},
    std::pair{FailureCode::ManifestNotUnique, QLatin1String("manifest-not-unique")},
    std::pair{FailureCode::ManifestTooLarge, QLatin1String("manifest-too-large")},
    std::pair{FailureCode::ManifestWithoutCount, QLatin1String("manifest-without-count")},
    std::pair{FailureCode::ManifestCountMismatch, QLatin1String("manifest-count-mismatch")},
    std::pair{FailureCode::ManifestEntryMissing, QLatin1String("manifest-entry-missing")},
    std::pair{FailureCode::ManifestEntryEmpty, QLatin1String("manifest-entry-empty")},
    std::pair{FailureCode::ManifestEntryUnlisted, QLatin1String("manifest-entry-unlisted")},
    std::pair{FailureCode::MessageEmpty, QLatin1String("message-empty")},
    std::pair{FailureCode::MessageNotMail, QLatin1String("message-not-mail")},
    std::pair{FailureCode::MessageHeaderTooLarge, QLatin1String("message-header-too-large")},
    std::pair{FailureCode::MessageTooDeep, QLatin1String("message-too-deep")},
    std::pair{FailureCode::MessageTooManyParts, QLatin1String("message-too-many-parts")},
    std::pair{FailureCode::MessageEncrypted, QLatin1String("message-encrypted")},
    std::pair{FailureCode::MessageTextTooLarge, QLatin1String("message-text-too-large")},
    std::pair{FailureCode::MappingFileUnreadable, QLatin1String("mapping-file-unreadable")},
    std::pair{FailureCode::MappingFileTooLarge, QLatin1String("mapping-file-too-large")},
    std::pair{FailureCode::MappingFileWithoutColumns, QLatin1String("mapping-file-without-columns")},
    std::pair{FailureCode::RegionUnknown, QLatin1String("region-unknown")},
    std::pair{FailureCode::MappingNotEditable, QLatin1String("mapping-not-editable")},
    std::pair{FailureCode::MappingChangedMeanwhile, QLatin1String("mapping-changed-meanwhile")},
    std::pair{FailureCode::LedgerUnavailable, QLatin1String("ledger-unavailable")},
    std::pair{FailureCode::LedgerBusy, QLatin1String("ledger-busy")},
    std::pair{FailureCode::LedgerNewer, QLatin1String("ledger-newer")},
    std::pair{FailureCode::LedgerDamaged, QLatin1String("ledger-damaged")},
    std::pair{FailureCode::LedgerExists, QLatin1String("ledger-exists")},
    std::pair{FailureCode::LedgerAbsent, QLatin1String("ledger-absent")},
    std::pair{FailureCode::BackupUnusable, QLatin1String("backup-unusable")},
    std::pair{FailureCode::ConnectorNotFound, QLatin1String("connector-not-found")},
    std::pair{FailureCode::ConnectorNameTaken, QLatin1String("connector-name-taken")},
    std::pair{FailureCode::ConnectorNameInvalid, QLatin1String("connector-name-invalid")},
    std::pair{FailureCode::ConnectorTypeUnknown, QLatin1String("connector-type-unknown")},
    std::pair{FailureCode::ConnectorBusy, QLatin1String("connector-busy")},
    std::pair{FailureCode::SourceUrlInvalid, QLatin1String("source-url-invalid")},
    std::pair{FailureCode::SourceNotSupported, QLatin1String("source-not-supported")},
    std::pair{FailureCode::DestinationUrlInvalid, QLatin1String("destination-url-invalid")},
    std::pair{FailureCode::DestinationNotSupported, QLatin1String("destination-not-supported")},
    std::pair{FailureCode::TermsNotAccepted, QLatin1String("terms-not-accepted")},
    std::pair{FailureCode::SizeLimitInvalid, QLatin1String("size-limit-invalid")},
    std::pair{FailureCode::DomainInvalid, QLatin1String("domain-invalid")},
    std::pair{FailureCode::SourceUnavailable, QLatin1String("source-unavailable")},
    std::pair{FailureCode::OptionNotSupported, QLatin1String("option-not-supported")},
    std::pair{FailureCode::DestinationUnavailable, QLatin1String("destination-unavailable")},
    std::pair{FailureCode::DestinationMissing, QLatin1String("destination-missing")},
    std::pair{FailureCode::DestinationChanged, QLatin1String("destination-changed")},
    std::pair{FailureCode::MailboxAccessDenied, QLatin1String("mailbox-access-denied")},
    std::pair{FailureCode::MessageRejected, QLatin1String("message-rejected")},
    std::pair{FailureCode::OriginalUnavailable, QLatin1String("original-unavailable")},
    std::pair{FailureCode::OriginalChanged, QLatin1String("original-changed")},
    std::pair{FailureCode::DeliveryNotQuarantined, QLatin1String("delivery-not-quarantined")},
    std::pair{FailureCode::DeliveryNotAcceptable, QLatin1String("delivery-not-acceptable")},
    std::pair{FailureCode::CopyNotFound, QLatin1String("copy-not-found")},
    std::pair{FailureCode::CopyAlreadySettled, QLatin1String("copy-already-settled")},
    std::pair{FailureCode::NothingToWaive, QLatin1String("nothing-to-waive")},
    std::pair{FailureCode::ReasonUnknown, QLatin1String("reason-unknown")},
    std::pair{FailureCode::BecauseMissing, QLatin1String("because-missing")},
    std::pair{FailureCode::BecauseNotPlain, QLatin1String("because-not-plain")},
    std::pair{FailureCode::FindingNotFound, QLatin1String("finding-not-found")},
    std::pair{FailureCode::RunNotFound, QLatin1String("run-not-found")},
});

} // namespace

QLatin1String failureCodeName(FailureCode value)
{
    return failureCodeNames.name(value);
}

std::span<const FailureCode> allFailureCodes()
{
    return failureCodeNames.values();
}

} // namespace tallybridge

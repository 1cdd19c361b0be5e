#pragma once

#include <QLatin1String>
#include <span>

namespace tallybridge {

/// Every way an operation can fail. The arguments each code carries stand behind it.
enum class FailureCode {
    Internal,        ///< [what]
    Cancelled,       ///< []
    InvalidArgument, ///< [name, value]

    // Files
    FileNotFound,    ///< [path]
    FileNotReadable, ///< [path]
    FileNotWritable, ///< [path]
    FileTooLarge,    ///< [path, limit in bytes]
    FolderNotFound,  ///< [path]
    DiskFull,        ///< [path]
    DiskAlmostFull,  ///< [path, bytes that are free]

    // Deliveries; the first argument is always the delivery's file name
    DeliveryNotAZip,          ///< [delivery]
    DeliveryTruncated,        ///< [delivery]
    DeliveryChanged,          ///< [delivery]
    DeliveryEntryDamaged,     ///< [delivery, entry]
    DeliveryPathTraversal,    ///< [delivery, entry]
    DeliveryDuplicateEntry,   ///< [delivery, entry]
    DeliveryEncryptedEntry,   ///< [delivery, entry]
    DeliveryEntryTooLarge,    ///< [delivery, entry, limit in bytes]
    DeliveryRatioTooHigh,     ///< [delivery, entry, limit]
    DeliveryTooLarge,         ///< [delivery, limit in bytes]
    DeliveryTooManyEntries,   ///< [delivery, limit]
    DeliveryEntryUnsupported, ///< [delivery, entry] a compression method that cannot be read
    ManifestMissing,          ///< [delivery]
    ManifestNotUnique,        ///< [delivery, second manifest]
    ManifestTooLarge,         ///< [delivery, manifest, limit in bytes]
    ManifestWithoutCount,     ///< [delivery, manifest]
    ManifestCountMismatch,    ///< [delivery, declared, found]
    ManifestEntryMissing,     ///< [delivery, entry, number of missing entries]
    ManifestEntryEmpty,       ///< [delivery, entry]
    ManifestEntryUnlisted,    ///< [delivery, entry, number of unlisted entries]

    // Items
    MessageEmpty,          ///< []
    MessageNotMail,        ///< [] not one header field in it
    MessageHeaderTooLarge, ///< [limit in bytes]
    MessageTooDeep,        ///< [limit]
    MessageTooManyParts,   ///< [limit]
    MessageEncrypted,      ///< []
    MessageTextTooLarge,   ///< [size, limit] text alone is over the size limit

    // Mapping
    MappingFileUnreadable,     ///< [path]
    MappingFileTooLarge,       ///< [path, limit in bytes]
    MappingFileWithoutColumns, ///< [path] no column with numbers and no column with addresses can be told
    RegionUnknown,             ///< [region]
    MappingNotEditable,        ///< [path, number] an assignment by the program would change what other lines say
    MappingChangedMeanwhile,   ///< [path]

    // Ledger
    LedgerUnavailable, ///< [path]
    LedgerBusy,        ///< [path]
    LedgerNewer,       ///< [path, its version, our version]
    LedgerDamaged,     ///< [path]
    LedgerExists,      ///< [path]
    LedgerAbsent,      ///< [path] none was made yet, or the file is empty
    BackupUnusable,    ///< [path] no ledger, or a damaged one

    // Connectors
    ConnectorNotFound,       ///< [name]
    ConnectorNameTaken,      ///< [name]
    ConnectorNameInvalid,    ///< [name]
    ConnectorTypeUnknown,    ///< [type]
    ConnectorBusy,           ///< [name]
    ConnectorHoldsOriginals, ///< [name, number of items, a delivery] whose deliveries are not found at the source
    SourceUrlInvalid,        ///< [url]
    MoveFolderInvalid,       ///< [folder] imported deliveries cannot be moved there
    SourceNotSupported,      ///< [scheme]
    DestinationUrlInvalid,   ///< [url]
    DestinationNotSupported, ///< [scheme]
    TermsNotAccepted,        ///< []
    SizeLimitInvalid,        ///< [value, largest]
    DomainInvalid,           ///< [domain]
    SourceUnavailable,       ///< [url]; behind it code and arguments of the cause, when it is known
    OptionNotSupported,      ///< [option]

    // Signing in to a source; server is "host:port"
    SourceHostNotFound,      ///< [host]
    SourceRefused,           ///< [server]
    SourceTimedOut,          ///< [server, seconds]
    SourceNotSsh,            ///< [server] no SSH server, or none with an algorithm we accept
    SourceHostKeyUnknown,    ///< [server, fingerprint]
    SourceHostKeyChanged,    ///< [server, fingerprint, the accepted one]
    SourceSignInRefused,     ///< [server, user]
    SourcePasswordExpired,   ///< [server, user]
    SourceWithoutSftp,       ///< [server, user] it ends right after the sign-in
    SourceSignInUnsupported, ///< [server, user, what the server takes]
    SourceKeyUnusable,       ///< [server, user] the private key cannot be read, or its passphrase is wrong
    SourceConnectionLost,    ///< [server]
    SourceFolderMissing,     ///< [folder]
    SourceAccessDenied,      ///< [path]
    SourceProxyRefused,      ///< [proxy, server, what it answered]
    SourceNameTaken,         ///< [delivery, folder] another file of the name lies where it is to be moved
    SourceFailed,            ///< [path] the server refused without a reason of its own

    // Secrets and sealed files
    SecretMissing,          ///< [kind]
    SecretStoreUnavailable, ///< []
    SecretStoreLocked,      ///< []
    SecretStoreRefused,     ///< [] it is there and says no, or the person did
    SecretTooLarge,         ///< [kind, limit in bytes]
    SealedFileDamaged,      ///< [path]
    SealedFileForeign,      ///< [path] sealed with a key that is not at hand

    // Destinations
    DestinationUnavailable, ///< [destination]
    DestinationMissing,     ///< [destination] the place used so far is not there (its disk is not mounted)
    DestinationChanged,     ///< [destination] another place than the one used so far
    DestinationDamaged,     ///< [destination, its mark] the mark cannot be read as one
    MailboxAccessDenied,    ///< [mailbox]
    MessageRejected,        ///< [mailbox]
    OriginalUnavailable,    ///< [delivery, entry] the held original is no longer where the ledger says
    OriginalChanged,        ///< [delivery, entry]

    // Servers asked over HTTPS; never more of a URL than its host
    ServerNotFound,         ///< [host]
    ServerNotReached,       ///< [host]
    ServerNotTrusted,       ///< [host] its certificate was refused
    ServerTimedOut,         ///< [host]
    AnswerTooLarge,         ///< [host, limit in bytes]
    AnswerUnusable,         ///< [host] not what the protocol says
    ProxySettingInvalid,    ///< [path] the file of the proxy setting
    CertificateFileInvalid, ///< [path] no certificate in it

    // Microsoft 365
    CloudUnknown,        ///< [name]
    CloudFileInvalid,    ///< [path]
    ClientIdMissing,     ///< [] or no client id
    CertificateUnusable, ///< [] the app's certificate cannot be read, or has no key that fits
    CertificateExpired,  ///< [last day]
    SignInRefused,       ///< [tenant, the service's error code]
    PermissionMissing,   ///< [tenant, permission]
    ServiceRefused,      ///< [host, status, the service's error code]
    ConsentNotNeeded,    ///< [scheme] by this kind of destination
    ConsentRefused,      ///< [tenant, the service's error code or nothing]
    ConsentTimedOut,     ///< [minutes] the browser did not come back
    ConsentNotEffective, ///< [tenant] it was given, but access does not work yet
    TenantMismatch,      ///< [tenant, id of the one that answered or nothing]
    AdminSignInRefused,  ///< [tenant, the service's error code or nothing] of a person
    LoopbackUnavailable, ///< [] no port of this computer to wait for the browser at

    // Settling by hand
    DeliveryNotQuarantined, ///< [delivery]
    DeliveryNotAcceptable,  ///< [delivery]
    CopyNotFound,           ///< [copy]
    CopyAlreadySettled,     ///< [copy]
    NothingToWaive,         ///< [reason]
    ReasonUnknown,          ///< [reason]
    BecauseMissing,         ///< []
    BecauseNotPlain,        ///< [] control characters in it
    FindingNotFound,        ///< [finding]
    RunNotFound,            ///< [run]
};

/// The stable machine name of a code, e.g. "ledger-newer"; used in JSON and logs.
QLatin1String failureCodeName(FailureCode code);

/// All codes, in the order of the enum.
std::span<const FailureCode> allFailureCodes();

} // namespace tallybridge

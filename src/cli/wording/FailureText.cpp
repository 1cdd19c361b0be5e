#include "cli/wording/FailureText.h"

#include "cli/wording/Phrase.h"

#include <QCoreApplication>
#include <optional>

namespace tallybridge {

namespace {

// No default: the compiler names every code that has no sentence.
const char *pattern(FailureCode code)
{
    using C = FailureCode;
    switch (code) {
    case C::Internal:
        return QT_TRANSLATE_NOOP("FailureText", "Something failed inside the program (%1); try again, and report it "
                                                "with the technical detail if it happens twice.");
    case C::Cancelled:
        return QT_TRANSLATE_NOOP("FailureText", "Cancelled before it was finished; start it again to go on where it stopped.");
    case C::InvalidArgument:
        return QT_TRANSLATE_NOOP("FailureText", "The value \"%2\" cannot be used for %1; give another one.");

    case C::FileNotFound:
        return QT_TRANSLATE_NOOP("FailureText", "The file \"%1\" does not exist; check the path.");
    case C::FileNotReadable:
        return QT_TRANSLATE_NOOP("FailureText", "The file \"%1\" cannot be read; check that this account may read it.");
    case C::FileNotWritable:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "\"%1\" cannot be written; check that the folder exists and that this account may write there.");
    case C::FileTooLarge:
        return QT_TRANSLATE_NOOP("FailureText", "The file \"%1\" is larger than %2; give a smaller one.");
    case C::FolderNotFound:
        return QT_TRANSLATE_NOOP("FailureText", "The folder \"%1\" does not exist; create it or correct the path.");
    case C::DiskFull:
        return QT_TRANSLATE_NOOP("FailureText", "The disk is full at \"%1\"; make room and try again.");

    case C::DiskAlmostFull:
        return QT_TRANSLATE_NOOP("FailureText", "The disk is almost full at \"%1\": %2 are free; make room before the next run.");

    case C::DeliveryNotAZip:
        return QT_TRANSLATE_NOOP("FailureText", "The delivery \"%1\" is not a ZIP file; have it delivered again.");
    case C::DeliveryTruncated:
        return QT_TRANSLATE_NOOP("FailureText", "The delivery \"%1\" is cut off; have it delivered again.");
    case C::DeliveryChanged:
        return QT_TRANSLATE_NOOP("FailureText", "The delivery \"%1\" changed while it was read; wait until it is complete and try again.");
    case C::DeliveryEntryDamaged:
        return QT_TRANSLATE_NOOP("FailureText", "In the delivery \"%1\" the entry \"%2\" is damaged; have it delivered again.");
    case C::DeliveryPathTraversal:
        return QT_TRANSLATE_NOOP("FailureText", "In the delivery \"%1\" the entry \"%2\" has a name that leads out of "
                                                "its folder; ask the sender where the file comes from.");
    case C::DeliveryDuplicateEntry:
        return QT_TRANSLATE_NOOP("FailureText", "In the delivery \"%1\" the entry \"%2\" occurs more than once; have it delivered again.");
    case C::DeliveryEncryptedEntry:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "In the delivery \"%1\" the entry \"%2\" is encrypted; have it delivered without a ZIP password.");
    case C::DeliveryEntryTooLarge:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "In the delivery \"%1\" the entry \"%2\" is larger than %3; have it delivered in smaller parts.");
    case C::DeliveryRatioTooHigh:
        return QT_TRANSLATE_NOOP("FailureText", "In the delivery \"%1\" the entry \"%2\" unpacks to more than %3 times its size, as a "
                                                "ZIP bomb does; ask the sender where the file comes from.");
    case C::DeliveryTooLarge:
        return QT_TRANSLATE_NOOP("FailureText", "The delivery \"%1\" unpacks to more than %2; have it delivered in smaller parts.");
    case C::DeliveryTooManyEntries:
        return QT_TRANSLATE_NOOP("FailureText", "The delivery \"%1\" has more than %2 entries; have it delivered in smaller parts.");
    case C::DeliveryEntryUnsupported:
        return QT_TRANSLATE_NOOP("FailureText", "In the delivery \"%1\" the entry \"%2\" is compressed by a method "
                                                "that cannot be read; have it delivered as an ordinary ZIP.");
    case C::ManifestMissing:
        return QT_TRANSLATE_NOOP("FailureText", "The delivery \"%1\" has no manifest (.mf), so nobody can tell whether "
                                                "it is complete; have it delivered again or accept it by hand.");
    case C::ManifestNotUnique:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The delivery \"%1\" has a second manifest, \"%2\"; have it delivered again or accept it by hand.");
    case C::ManifestTooLarge:
        return QT_TRANSLATE_NOOP("FailureText", "In the delivery \"%1\" the manifest \"%2\" is larger than %3; have it delivered again.");
    case C::ManifestWithoutCount:
        return QT_TRANSLATE_NOOP("FailureText", "In the delivery \"%1\" the manifest \"%2\" has no single \"Count:\" "
                                                "line; have it delivered again or accept it by hand.");
    case C::ManifestCountMismatch:
        return QT_TRANSLATE_NOOP("FailureText", "The manifest of the delivery \"%1\" declares %2 messages, but the ZIP "
                                                "holds %3; have it delivered again or accept it by hand.");
    case C::ManifestEntryMissing:
        return QT_TRANSLATE_NOOP("FailureText", "The delivery \"%1\" does not hold \"%2\", which its manifest lists "
                                                "(%3 missing in all); have it delivered again or accept it by hand.");
    case C::ManifestEntryEmpty:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "In the delivery \"%1\" the entry \"%2\" is empty; have it delivered again or accept it by hand.");
    case C::ManifestEntryUnlisted:
        return QT_TRANSLATE_NOOP("FailureText", "The delivery \"%1\" holds \"%2\", which its manifest does not list "
                                                "(%3 unlisted in all); have it delivered again or accept it by hand.");

    case C::MessageEmpty:
        return QT_TRANSLATE_NOOP("FailureText", "The message is empty; ask for it to be delivered again.");
    case C::MessageNotMail:
        return QT_TRANSLATE_NOOP("FailureText", "The file has no header of a mail; ask for it to be delivered again.");
    case C::MessageTooDeep:
        return QT_TRANSLATE_NOOP("FailureText", "The message is nested more than %1 levels deep; ask for it to be delivered again.");
    case C::MessageTooManyParts:
        return QT_TRANSLATE_NOOP("FailureText", "The message has more than %1 parts; ask for it to be delivered again.");
    case C::MessageHeaderTooLarge:
        return QT_TRANSLATE_NOOP("FailureText", "The header of the message is larger than %1; ask for it to be delivered again.");
    case C::MessageEncrypted:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The message is encrypted with a customer key, which cannot be read; have deliveries made without it.");
    case C::MessageTextTooLarge:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The text of the message alone takes %1, more than the size limit of %2; raise the size limit and retry.");

    case C::MappingFileUnreadable:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The mapping file \"%1\" cannot be read; check the path and that this account may read it.");
    case C::MappingFileTooLarge:
        return QT_TRANSLATE_NOOP("FailureText", "The mapping file \"%1\" is larger than %2; split it or remove what is no mapping.");
    case C::MappingFileWithoutColumns:
        return QT_TRANSLATE_NOOP("FailureText", "In the mapping file \"%1\" no column with numbers and no column with "
                                                "mailboxes can be told; name them as \"mapping template\" does.");
    case C::RegionUnknown:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" is no region that has phone numbers; give a two-letter country code such as GB.");
    case C::MappingNotEditable:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "In the mapping file \"%1\" the number %2 cannot be assigned without changing what other lines "
                                 "say; edit the file by hand.");
    case C::MappingChangedMeanwhile:
        return QT_TRANSLATE_NOOP("FailureText", "The mapping file \"%1\" was changed by somebody since; edit it by hand.");

    case C::LedgerUnavailable:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The ledger \"%1\" cannot be opened; check the data folder and that this account may write there.");
    case C::LedgerBusy:
        return QT_TRANSLATE_NOOP("FailureText", "The ledger \"%1\" is in use by another process; wait for it to end and try again.");
    case C::LedgerNewer:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The ledger \"%1\" was written by a newer version (%2, this one knows %3); update Tallybridge.");
    case C::LedgerDamaged:
        return QT_TRANSLATE_NOOP("FailureText", "The ledger \"%1\" is damaged or no ledger; restore a backup with \"ledger restore\".");
    case C::LedgerExists:
        return QT_TRANSLATE_NOOP("FailureText", "The file \"%1\" exists already; name a file that does not exist yet.");

    case C::LedgerAbsent:
        return QT_TRANSLATE_NOOP("FailureText", "There is no ledger at \"%1\" yet, or it is empty; name the right data folder with "
                                                "--data-dir, create a connector, or restore a backup with \"ledger restore\".");
    case C::BackupUnusable:
        return QT_TRANSLATE_NOOP("FailureText", "The file \"%1\" is no backup of a ledger, or a damaged one; name a file that \"ledger "
                                                "backup\" wrote. The ledger in use stays as it is.");

    case C::ConnectorNotFound:
        return QT_TRANSLATE_NOOP("FailureText", "There is no connector \"%1\"; see \"connector list\" for the names.");
    case C::ConnectorNameTaken:
        return QT_TRANSLATE_NOOP("FailureText", "There is a connector \"%1\" already; choose another name.");
    case C::ConnectorNameInvalid:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "\"%1\" cannot be the name of a connector; use a short name of one line without control characters.");
    case C::ConnectorTypeUnknown:
        return QT_TRANSLATE_NOOP("FailureText", "There is no connector type \"%1\"; use whatsapp.");
    case C::ConnectorBusy:
        return QT_TRANSLATE_NOOP("FailureText", "The connector \"%1\" is busy in another process; wait for it to end and try again.");
    case C::ConnectorHoldsOriginals:
        return QT_TRANSLATE_NOOP("FailureText", "The connector \"%1\" holds the originals of %2 items that are not settled and whose "
                                                "deliveries, such as \"%3\", are not found at the source; put the deliveries back, or "
                                                "retry or waive the items, then remove it.");
    case C::SourceUrlInvalid:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" is no source; write folder: and the path of the folder that "
                                                "receives the deliveries, as in folder:/srv/deliveries, or "
                                                "sftp://user@host:port/folder (without a password).");
    case C::MoveFolderInvalid:
        return QT_TRANSLATE_NOOP("FailureText", "Imported deliveries cannot be moved to \"%1\"; name a folder below the source's folder, "
                                                "as in --after-import move:done.");
    case C::SourceNotSupported:
        return QT_TRANSLATE_NOOP("FailureText", "A source of the kind \"%1\" is not supported: this version reads deliveries from a "
                                                "folder or over SFTP; give folder:/path or sftp://user@host/path.");
    case C::DestinationUrlInvalid:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "\"%1\" cannot be the destination; write graph:TENANT with the tenant's id or domain, or local: or "
                                 "local:/path, with a folder that neither holds the source nor lies in it.");
    case C::DestinationNotSupported:
        return QT_TRANSLATE_NOOP("FailureText", "A destination of the kind \"%1\" is not supported: this version writes to Microsoft 365 "
                                                "(graph:TENANT) and the built-in local archive (local: or local:/path).");
    case C::TermsNotAccepted:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The terms of service in force are not accepted; read them and repeat the command with --accept-terms.");
    case C::SizeLimitInvalid:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" cannot be the size limit; give a size such as 10MB, at most %2.");
    case C::DomainInvalid:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" is no domain; give one such as contoso.com.");
    case C::SourceUnavailable:
        return QT_TRANSLATE_NOOP(
            "FailureText", "The source \"%1\" cannot be read; check that it exists, is connected, and that this account may read it.");
    case C::OptionNotSupported:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The option %1 has no meaning here: this version reads deliveries from a folder or over SFTP and "
                                 "writes to Microsoft 365 or the local archive, without staging; leave it out.");

    case C::SourceHostNotFound:
        return QT_TRANSLATE_NOOP("FailureText", "The server name \"%1\" is not known; check the host in the source URL.");
    case C::SourceRefused:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "\"%1\" refuses the connection; check host and port, and whether the SFTP server is running.");
    case C::SourceTimedOut:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" did not answer within %2 seconds; check host, port, network and firewall.");
    case C::SourceNotSsh:
        return QT_TRANSLATE_NOOP(
            "FailureText",
            "\"%1\" is no SFTP server, or offers no algorithm that counts as safe today; check the port, or update the server.");
    case C::SourceHostKeyUnknown:
        return QT_TRANSLATE_NOOP("FailureText", "The host key of \"%1\" is not known yet; its fingerprint is %2: compare it with the one "
                                                "the server's administrator gives you, then repeat with --accept-host-key %2.");
    case C::SourceHostKeyChanged:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The host key of \"%1\" has changed: it is %2 now, %3 was accepted; nothing was sent. Ask the server's "
                                 "administrator why; if the new key is right, accept it with \"connector edit\" and --accept-host-key %2.");
    case C::SourceSignInRefused:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" refuses the sign-in of \"%2\"; check user name and password (or key).");
    case C::SourcePasswordExpired:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The password of \"%2\" at \"%1\" has expired; have a new one set there and store it here.");
    case C::SourceWithoutSftp:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" lets \"%2\" in and then ends; the password may have expired, or the account may "
                                                "not use SFTP: ask the server's administrator.");
    case C::SourceSignInUnsupported:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" signs \"%2\" in only by: %3; store a secret of that kind with --secret-file.");
    case C::SourceKeyUnusable:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The private key for \"%2\" at \"%1\" cannot be used; check the key file and its passphrase.");
    case C::SourceConnectionLost:
        return QT_TRANSLATE_NOOP(
            "FailureText",
            "The connection to \"%1\" broke and could not be taken up again; check the network and run the connector again.");
    case C::SourceFolderMissing:
        return QT_TRANSLATE_NOOP("FailureText", "The folder \"%1\" does not exist at the source; correct the source URL.");
    case C::SourceAccessDenied:
        return QT_TRANSLATE_NOOP("FailureText", "The source allows no access to \"%1\"; have it granted to the account that signs in.");
    case C::SourceProxyRefused:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The proxy \"%1\" does not open the way to \"%2\" (%3); check the proxy, its user and password, "
                                 "and whether it lets SSH through.");
    case C::SourceNameTaken:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The delivery \"%1\" is imported but was not moved, because another file of this name lies in \"%2\" at "
                                 "the source; compare the two and rename or remove one of them.");
    case C::SourceFailed:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The source refused something about \"%1\" without saying why; look into the server's log.");
    case C::SecretMissing:
        return QT_TRANSLATE_NOOP("FailureText", "The secret \"%1\" is missing; give it with its file option (--password-file for the "
                                                "password), or name a file with \"connector edit\" and --secret-file %1=PATH.");
    case C::SecretStoreUnavailable:
        return QT_TRANSLATE_NOOP("FailureText", "This computer has no keychain that can be used; name files for the secrets with "
                                                "\"connector edit\" and --secret-file KIND=PATH.");
    case C::SecretStoreLocked:
        return QT_TRANSLATE_NOOP("FailureText", "The keychain of this account is locked; unlock it, or name files for "
                                                "the secrets with --secret-file KIND=PATH.");
    case C::SecretStoreRefused:
        return QT_TRANSLATE_NOOP("FailureText", "The keychain of this account refuses access; allow it, or name files for "
                                                "the secrets with --secret-file KIND=PATH.");
    case C::SecretTooLarge:
        return QT_TRANSLATE_NOOP("FailureText", "The secret \"%1\" is larger than %2; check that the right file was given.");
    case C::SealedFileDamaged:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The sealed file \"%1\" is damaged; remove it, it is fetched again where the source still has it.");
    case C::SealedFileForeign:
        return QT_TRANSLATE_NOOP(
            "FailureText",
            "The sealed file \"%1\" cannot be opened, because its key is not at hand; unlock the keychain of the account that wrote it.");

    case C::DestinationUnavailable:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The destination \"%1\" cannot be reached or written to; check it and run the connector again.");
    case C::DestinationMissing:
        return QT_TRANSLATE_NOOP(
            "FailureText", "The archive \"%1\" that this connector imported to is not there; connect or mount its disk and try again, "
                           "or, when the archive was moved or is lost for good, name its place with \"connector edit NAME "
                           "--destination local:/path\".");
    case C::DestinationChanged:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "\"%1\" holds another archive than the one that this connector imported to; connect or mount the right "
                                 "disk and try again, or go on with this archive by naming it again with \"connector edit NAME "
                                 "--destination local:/path\".");
    case C::DestinationDamaged:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The mark \"%2\" of the archive \"%1\" is damaged; put it back from a backup, or, when this is "
                                 "the right archive, give it a new mark by naming it again with \"connector edit NAME "
                                 "--destination local:/path\".");
    case C::MailboxAccessDenied:
        return QT_TRANSLATE_NOOP("FailureText", "The mailbox \"%1\" refuses access; grant it and retry.");
    case C::MessageRejected:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The destination refused a message for the mailbox \"%1\"; check the mailbox's limits and retry.");
    case C::OriginalUnavailable:
        return QT_TRANSLATE_NOOP("FailureText", "In the delivery \"%1\" the original \"%2\" is no longer there; put "
                                                "the delivery back into the source and retry.");
    case C::OriginalChanged:
        return QT_TRANSLATE_NOOP("FailureText", "In the delivery \"%1\" the original \"%2\" is not what was imported; "
                                                "put the first delivery back into the source and retry.");

    case C::ServerNotFound:
        return QT_TRANSLATE_NOOP(
            "FailureText", "The server name \"%1\" is not known; check the network, the proxy and the cloud that the connector names.");
    case C::ServerNotReached:
        return QT_TRANSLATE_NOOP(
            "FailureText",
            "\"%1\" cannot be reached, or the connection to it broke; check network, proxy and firewall and run the connector again.");
    case C::ServerNotTrusted:
        return QT_TRANSLATE_NOOP("FailureText", "The certificate of \"%1\" is not trusted and nothing was sent; check the clock of this "
                                                "computer, or name the certificate of your own authority with --ca-file.");
    case C::ServerTimedOut:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" did not answer in time; check network and proxy and run the connector again.");
    case C::AnswerTooLarge:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" sent an answer of more than %2 bytes, which is not read; check that the cloud that "
                                                "the connector names is the right one.");
    case C::AnswerUnusable:
        return QT_TRANSLATE_NOOP(
            "FailureText", "\"%1\" sent an answer that is none of Microsoft 365; check the proxy and the cloud that the connector names.");
    case C::ProxySettingInvalid:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The proxy named in \"%1\" is neither \"system\" nor \"none\" nor like \"http://host:port\"; correct or "
                                 "delete that file, or set the proxy in the window's settings.");
    case C::CertificateFileInvalid:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" holds no certificate; give a PEM file with the certificates to trust.");
    case C::CloudUnknown:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" is no cloud; give global, gcc-high, dod, china or a file such as cloud.json.");
    case C::CloudFileInvalid:
        return QT_TRANSLATE_NOOP("FailureText", "\"%1\" describes no cloud; it needs \"login\" and \"graph\" with https:// addresses.");
    case C::ClientIdMissing:
        return QT_TRANSLATE_NOOP("FailureText", "The client id of your app registration is missing or no id; give it with --client-id.");
    case C::CertificateUnusable:
        return QT_TRANSLATE_NOOP("FailureText", "The app's certificate cannot be used; give a PEM file that holds a certificate and its "
                                                "RSA private key of at least 2048 bits, without a passphrase.");
    case C::CertificateExpired:
        return QT_TRANSLATE_NOOP(
            "FailureText", "The app's certificate ended on %1; make a new one, upload it to the app registration, and store it here.");
    case C::SignInRefused:
        return QT_TRANSLATE_NOOP("FailureText", "Microsoft 365 refuses the sign-in of the app in the tenant \"%1\" (%2); check tenant, "
                                                "client id, and that the certificate or secret is registered and has not expired.");
    case C::PermissionMissing:
        return QT_TRANSLATE_NOOP("FailureText", "In the tenant \"%1\" the app may not do what needs the permission %2; have an "
                                                "administrator consent to it, or widen the scope of its role.");
    case C::ServiceRefused:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "\"%1\" refuses a request (%2, %3); try again later, and see docs/microsoft365.md if it stays so.");
    case C::ConsentNotNeeded:
        return QT_TRANSLATE_NOOP("FailureText", "A destination of the kind \"%1\" needs no administrator's consent; only Microsoft 365 "
                                                "(graph:TENANT) does.");
    case C::ConsentRefused:
        return QT_TRANSLATE_NOOP("FailureText", "The consent for the tenant \"%1\" was not given (%2); let a global administrator open the "
                                                "link and accept, and look the code up at Microsoft if it names one.");
    case C::ConsentTimedOut:
        return QT_TRANSLATE_NOOP("FailureText", "The browser did not come back within %1 minutes; start again, or check later if somebody "
                                                "else accepts on another computer.");
    case C::ConsentNotEffective:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The consent for the tenant \"%1\" was given, but the app's access does not work yet; check "
                                 "again in some minutes, and see that the app registration asks for User.Read.All.");
    case C::TenantMismatch:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "Another tenant answered (%2) than the connector's, \"%1\"; sign in with an account of that "
                                 "tenant, or correct the tenant.");
    case C::AdminSignInRefused:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "The sign-in to the tenant \"%1\" was refused (%2); try again, or go on without it: it only "
                                 "shows who sets the connector up.");
    case C::LoopbackUnavailable:
        return QT_TRANSLATE_NOOP("FailureText",
                                 "No port of this computer is free to wait for the browser; close other programs or restart the "
                                 "computer, or send the link to an administrator and check later.");

    case C::DeliveryNotQuarantined:
        return QT_TRANSLATE_NOOP("FailureText", "The delivery \"%1\" is not in quarantine; see \"quarantine\" for those that are.");
    case C::DeliveryNotAcceptable:
        return QT_TRANSLATE_NOOP("FailureText", "The delivery \"%1\" cannot be accepted, because it is unsafe or no "
                                                "ZIP file; discard it and have it delivered again.");
    case C::CopyNotFound:
        return QT_TRANSLATE_NOOP("FailureText", "There is no copy %1; see \"failures\" for the numbers.");
    case C::CopyAlreadySettled:
        return QT_TRANSLATE_NOOP("FailureText", "The copy %1 is settled already; see \"failures\" for those that are not.");
    case C::NothingToWaive:
        return QT_TRANSLATE_NOOP("FailureText", "No unsettled copy has the reason \"%1\"; see \"failures\" for the reasons there are.");
    case C::ReasonUnknown:
        return QT_TRANSLATE_NOOP("FailureText", "There is no failure reason \"%1\"; see \"failures\" for the reasons there are.");
    case C::BecauseMissing:
        return QT_TRANSLATE_NOOP("FailureText", "A decision by hand needs a reason; give it with --because.");
    case C::BecauseNotPlain:
        return QT_TRANSLATE_NOOP(
            "FailureText", "The reason given with --because holds control characters or a line break; write it in one line of plain text.");
    case C::FindingNotFound:
        return QT_TRANSLATE_NOOP("FailureText", "The connector has no finding %1; see \"findings\" for the numbers.");
    case C::RunNotFound:
        return QT_TRANSLATE_NOOP("FailureText", "The connector has no run %1; see \"runs\" for the numbers.");
    }
    return "";
}

/// Index of the argument that is a number of bytes and reads better as a size; -1 when there is none.
int firstByteArgument(FailureCode code)
{
    using C = FailureCode;
    switch (code) {
    case C::MessageHeaderTooLarge:
    case C::MessageTextTooLarge:
        return 0;
    case C::FileTooLarge:
    case C::DiskAlmostFull:
    case C::DeliveryTooLarge:
    case C::MappingFileTooLarge:
    case C::SizeLimitInvalid:
    case C::SecretTooLarge:
        return 1;
    case C::DeliveryEntryTooLarge:
    case C::ManifestTooLarge:
        return 2;
    default:
        return -1;
    }
}

std::optional<FailureCode> codeNamed(const QString &name)
{
    for (const FailureCode code : allFailureCodes()) {
        if (failureCodeName(code) == name)
            return code;
    }
    return {};
}

} // namespace

QString failureText(const Failure &failure)
{
    QStringList arguments = failure.arguments;
    const int first = firstByteArgument(failure.code);
    for (int i = first; first >= 0 && i < arguments.size(); ++i) {
        bool isNumber = false;
        const qint64 bytes = arguments[i].toLongLong(&isNumber);
        if (isNumber)
            arguments[i] = sizeText(bytes);
    }
    // A service that names no code.
    if (failure.code == FailureCode::ConsentRefused || failure.code == FailureCode::TenantMismatch ||
        failure.code == FailureCode::AdminSignInRefused) {
        if (arguments.value(1).isEmpty())
            arguments = {arguments.value(0), QStringLiteral("?")};
    }
    // The cause, when there is one, says more than that the source cannot be read.
    if (failure.code == FailureCode::SourceUnavailable && arguments.size() > 1) {
        if (const auto cause = codeNamed(arguments[1]); cause && *cause != FailureCode::SourceUnavailable)
            return failureText(Failure{*cause, arguments.mid(2), {}, false});
    }
    return phrase(QCoreApplication::translate("FailureText", pattern(failure.code)), arguments);
}

QString failureText(const QString &codeName, const QStringList &arguments)
{
    if (const auto code = codeNamed(codeName))
        return failureText(Failure{*code, arguments, {}, false});
    const QString all = printable(QString(codeName + QLatin1Char(' ') + arguments.join(QLatin1String(", "))));
    return all.trimmed();
}

} // namespace tallybridge

#pragma once

#include "core/CancelToken.h"
#include "core/ComposedMessage.h"
#include "core/FailureReason.h"
#include "core/KnownMailbox.h"
#include "core/MailAddress.h"
#include "core/Result.h"

#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace tallybridge {

/// What a destination can take and how it likes to be fed.
struct DestinationLimits {
    int lanes = 1;       ///< how many sessions may work at the same time
    int batchCopies = 1; ///< how many copies one deliver() call may hold
    qint64 batchBytes = 16LL << 20;
    qint64 maxSizeLimit = 150LL << 20; ///< the largest size limit a connector may set
    int worthwhileCopies = 1;          ///< how many copies are worth a deliver() call of their own while more are on their way
};

/// One copy to write.
struct CopyJob {
    qint64 copyId = 0; ///< in the ledger
    MailAddress mailbox;
    std::shared_ptr<const ComposedMessage> message;
    bool lookFirst = false;      ///< an earlier attempt may have written it: look before writing
    bool lookOnly = false;       ///< with lookFirst: the mailbox is nobody's any more; what is not there stays away
    bool replacePartial = false; ///< a partial mail of the same item lies there: write this one, verify it, then remove the partial one
    bool repair = false;         ///< verify found none that is as it was: write one, then remove what lies there of the item
    int attempts = 0;            ///< postponed so often, throttling not counted
    bool inDoubt = false;        ///< an attempt of this run may have written it: look before writing
};

/// What became of one copy.
struct DeliveryReceipt {
    enum class Status { Written, AlreadyThere, Absent, Failed, Postponed }; ///< Absent: looked for only, and not there

    qint64 copyId = 0;
    Status status = Status::Failed;
    FailureReason reason = FailureReason::DestinationUnavailable; ///< when Failed
    Failure failure;                                              ///< when Failed
    QString location; ///< the destination's own name of the mail; when AlreadyThere that of the one found
    // When Postponed: the lane is free for others meanwhile, then the job comes again.
    std::chrono::milliseconds delay{0};
    bool inDoubt = false;   ///< it may have been written
    bool throttled = false; ///< the destination asked for a pause: not an attempt
    bool partial = false;   ///< when AlreadyThere and looked for only: without its large attachments
};

/// Where a copy was found by verify.
enum class CopyPresence { Present, Moved, Missing, Unchecked };

/// What verify looks for.
struct CopyReference {
    qint64 copyId = 0;
    MailAddress mailbox;
    ItemKey key;
    bool partial = false;
    QByteArray messageSha256; ///< of the mail as written, 32 raw bytes; empty when not known
};

/// A mail of ours found in an archive folder.
struct FoundCopy {
    MailAddress mailbox;
    ItemKey key;
    bool partial = false;
};

/// A person as a directory shows it.
struct DirectoryPerson {
    MailAddress mailbox;
    QString name;
    QStringList numbers; ///< as somebody typed them
};

/// Whether a mail of ours shows something as it is documented.
struct MailTrait {
    QLatin1String name;
    bool asDocumented = false;
};

/// What a connector knows about the place of its copies.
struct DestinationClaim {
    QString knownId;      ///< of the place used before, as identify() gave it; empty: none is known
    bool mayBegin = true; ///< without a known id: a place with neither an id nor mails of ours may be begun
};

/// A connection of one lane to a destination. One thread at a time.
class DestinationSession
{
public:
    virtual ~DestinationSession() = default;

    /// Writes copies, durable when it returns: one receipt for each job, in any order. Doing a job twice leaves one mail.
    /// The archive folder is made where it does not exist. When cancelled, what was not written fails with reason Cancelled.
    virtual std::vector<DeliveryReceipt> deliver(std::span<const CopyJob> jobs, const CancelToken &cancel) = 0;

    /// Looks for copies in their whole mailboxes; one answer for each reference, in their order.
    virtual std::vector<CopyPresence> verify(std::span<const CopyReference> copies, const CancelToken &cancel) = 0;

    /// Calls found for each mail of ours in all archive folders, and in other folders its user may have moved it to (or those of
    /// `mailboxes`, when it is not empty). Failures: DestinationUnavailable, Cancelled.
    virtual Result<void> readBack(std::span<const MailAddress> mailboxes, const std::function<void(const FoundCopy &)> &found,
                                  const CancelToken &cancel) = 0;
};

/// Where copies go. Any thread may call the functions of this class.
class Destination
{
public:
    virtual ~Destination() = default;

    virtual DestinationLimits limits() const = 0;

    /// The mailbox an address belongs to; null when there is none. Failures: DestinationUnavailable, Cancelled.
    virtual Result<MailAddress> findMailbox(const MailAddress &address, const CancelToken &cancel) = 0;

    /// Tells what its directory answered not long ago, so that it need not be asked again; before the first question.
    virtual void remember(const std::vector<KnownMailbox> &known) { Q_UNUSED(known) }

    /// What its directory answered since, each address once; empty for a destination whose answers cost nothing.
    virtual std::vector<KnownMailbox> learned() { return {}; }

    /// Calls found for every person of the directory who has a mailbox address, with the numbers as they are written there, for
    /// suggestions only. A destination without such a directory knows nobody. Failures: PermissionMissing, DestinationUnavailable,
    /// Cancelled.
    virtual Result<void> listPeople(const std::function<void(const DirectoryPerson &)> &found, const CancelToken &cancel)
    {
        Q_UNUSED(found)
        Q_UNUSED(cancel)
        return {};
    }

    /// Looks at one mail of ours in the archive folder of a mailbox, to compare a service that was tried against documentation only with
    /// what is documented: "folder", "received", "time", "message-class", "participants", "found-by-key", as far as they can be seen.
    /// Failures: DestinationUnavailable, Cancelled.
    virtual Result<std::vector<MailTrait>> lookAtOne(const MailAddress &mailbox, const CancelToken &cancel)
    {
        Q_UNUSED(mailbox)
        Q_UNUSED(cancel)
        return std::vector<MailTrait>();
    }

    /// The lasting id of the place copies lie in, so that an exchanged or vanished place (an empty mount point) is not taken for it;
    /// empty when it has none yet. With mayWrite a place that is begun gets one, durable when it returns; else nothing is written.
    /// Call it before the sessions are opened. Failures: DestinationMissing, DestinationChanged, DestinationUnavailable, DiskFull,
    /// Cancelled.
    virtual Result<QString> identify(const DestinationClaim &claim, bool mayWrite, const CancelToken &cancel)
    {
        Q_UNUSED(mayWrite)
        Q_UNUSED(cancel)
        return claim.knownId; // a destination that answers for itself
    }

    /// Whether the destination can be reached and written to, and has room. Failures: DestinationUnavailable, DiskFull, DiskAlmostFull …
    virtual Result<void> check(const CancelToken &cancel) = 0;

    /// Whether an administrator has to consent to our access; check() then tells whether it was given.
    virtual bool needsConsent() const { return false; }

    /// Who writes here: a number that no other writer has, and with which one process writes at a time. What it left half-written before is
    /// then its own to clear away. Call it before the first session is opened; without it leftovers only go when they are old.
    virtual void setWriter(quint32 writer) { Q_UNUSED(writer) }

    /// Failures: DestinationUnavailable, DiskFull.
    virtual Result<std::unique_ptr<DestinationSession>> openSession() = 0;
};

} // namespace tallybridge

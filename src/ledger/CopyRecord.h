#pragma once

#include "core/FailureReason.h"
#include "core/MailAddress.h"
#include "core/Outcome.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <optional>

namespace tallybridge {

/// One copy (or one failed entry of an item that has no copy) and what became of it.
struct CopyRecord {
    qint64 id = 0;
    qint64 itemId = 0;
    MailAddress mailbox; ///< null for failed entries without one
    QString participant; ///< number or address it stands for
    Outcome outcome = Outcome::Open;
    std::optional<FailureReason> reason; ///< of Failed; ItemTooLarge for Partial
    QByteArray messageSha256;            ///< of the mail as written, 32 raw bytes; empty when not written by us
    QString location;                    ///< the destination's name of the mail
    qint64 runId = 0;                    ///< run that last changed it
    int attempts = 0;
    QDateTime since; ///< UTC, when it first got an outcome that is not settled; invalid when it never did
    bool waived = false;
    QString detail; ///< what a run found out about the failure besides its reason ("original-gone", "original-damaged",
                    ///< "original-without-key"); kept with that run, empty elsewhere

    /// Imported, skipped or waived.
    bool isSettled() const
    {
        return waived || outcome == Outcome::Imported || outcome == Outcome::Skipped || outcome == Outcome::Superseded;
    }
    /// In the mailbox, whole or partial.
    bool hasReceipt() const { return outcome == Outcome::Imported || outcome == Outcome::Skipped || outcome == Outcome::Partial; }
};

} // namespace tallybridge

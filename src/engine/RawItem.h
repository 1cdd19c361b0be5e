#pragma once

#include "engine/ByteBudget.h"

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QString>
#include <optional>

namespace tallybridge {

/// Where an item's original lies.
struct ItemOrigin {
    qint64 deliveryId = 0; ///< in the ledger; 0 in a dry run
    QString delivery;      ///< file name
    QDate deliveryDate;
    QString entry;
    qint64 entryIndex = 0;
    QDateTime deliverySeen; ///< UTC, when the delivery was first seen; the mail's idea of "now"
};

/// An item as it comes out of a delivery.
struct RawItem {
    enum class State {
        Whole,       ///< eml holds the EML
        Missing,     ///< listed in the manifest of a delivery accepted by hand, but not there
        Damaged,     ///< in a delivery accepted by hand, and cannot be read
        Unavailable, ///< its original is found nowhere; unavailable says what is known of it
    };

    /// Why an original is unavailable.
    enum class Unavailability {
        Gone,       ///< neither held nor at the source
        Damaged,    ///< held and damaged, and not at the source
        WithoutKey, ///< held, its key is not at hand, and not at the source
    };

    /// What a repair brings back.
    enum class Repair {
        None,
        AnyMail,   ///< a mail as the limit of today makes it: the missing one was partial
        WholeMail, ///< the whole mail, whatever the limit is today
    };

    ItemOrigin origin;
    State state = State::Whole;
    Unavailability unavailability = Unavailability::Gone;
    QByteArray eml;
    QString damage;                      ///< of a Damaged one: what is wrong with it, a code
    qint64 knownItemId = 0;              ///< in the ledger, when an unsettled item is taken up again; else 0
    bool mayPostpone = false;            ///< first look: an item about another one waits until all others of the delivery are in the ledger
    std::optional<ItemOrigin> firstSeen; ///< the delivery its mail names, when it was read from another
    /// Of an Unavailable one: the mail that lies in this copy's mailbox all the same, written by an attempt that lost its receipt.
    struct FoundMail {
        qint64 copyId = 0;
        bool partial = false;
    };
    std::vector<FoundMail> found;
    Repair repair = Repair::None; ///< the mail is made whoever is mapped today
    QString inReplyTo;            ///< Message-ID of the mail it answers, found after it was postponed
    ByteBudget::Ticket ticket;
};

} // namespace tallybridge

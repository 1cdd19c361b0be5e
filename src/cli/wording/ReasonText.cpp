#include "cli/wording/ReasonText.h"

#include <QCoreApplication>

namespace tallybridge {

QString reasonText(FailureReason reason)
{
    using R = FailureReason;
    const auto text = [](const char *words) { return QCoreApplication::translate("ReasonText", words); };
    switch (reason) {
    case R::Unmapped:
        return text(QT_TRANSLATE_NOOP("ReasonText", "no participant has a mailbox"));
    case R::OwnerUnmapped:
        return text(QT_TRANSLATE_NOOP("ReasonText", "the captured employee has no mailbox"));
    case R::AmbiguousNumber:
        return text(QT_TRANSLATE_NOOP("ReasonText", "the mapping gives two mailboxes for one number on one day"));
    case R::NoMailbox:
        return text(QT_TRANSLATE_NOOP("ReasonText", "the mapping names a mailbox that does not exist"));
    case R::AccessDenied:
        return text(QT_TRANSLATE_NOOP("ReasonText", "the mailbox refuses access"));
    case R::ItemTooLarge:
        return text(QT_TRANSLATE_NOOP("ReasonText", "the item is over the size limit"));
    case R::MalformedMessage:
        return text(QT_TRANSLATE_NOOP("ReasonText", "the message cannot be read"));
    case R::MissingFromDelivery:
        return text(QT_TRANSLATE_NOOP("ReasonText", "the manifest lists it, the delivery does not hold it"));
    case R::EncryptedItem:
        return text(QT_TRANSLATE_NOOP("ReasonText", "the item is encrypted with a customer key"));
    case R::RejectedByDestination:
        return text(QT_TRANSLATE_NOOP("ReasonText", "the destination refused the mail"));
    case R::DestinationUnavailable:
        return text(QT_TRANSLATE_NOOP("ReasonText", "the destination could not be reached"));
    case R::Cancelled:
        return text(QT_TRANSLATE_NOOP("ReasonText", "the run was stopped before this copy"));
    }
    return {};
}

QString reasonRemedy(FailureReason reason)
{
    using R = FailureReason;
    const auto text = [](const char *words) { return QCoreApplication::translate("ReasonText", words); };
    switch (reason) {
    case R::Unmapped:
        return text(QT_TRANSLATE_NOOP("ReasonText", "Add the number to the mapping file, then retry."));
    case R::OwnerUnmapped:
        return text(QT_TRANSLATE_NOOP("ReasonText", "Add the employee's number to the mapping file, then retry."));
    case R::AmbiguousNumber:
        return text(QT_TRANSLATE_NOOP("ReasonText", "Give the two lines of the mapping file dates that do not overlap, then retry."));
    case R::NoMailbox:
        return text(QT_TRANSLATE_NOOP("ReasonText", "Correct the mailbox in the mapping file or create it, then retry."));
    case R::AccessDenied:
        return text(QT_TRANSLATE_NOOP("ReasonText", "Grant access to the mailbox, then retry."));
    case R::ItemTooLarge:
        return text(QT_TRANSLATE_NOOP("ReasonText", "Raise the size limit of the connector, then retry."));
    case R::MalformedMessage:
        return text(QT_TRANSLATE_NOOP("ReasonText", "Ask for the message to be delivered again, or waive it."));
    case R::MissingFromDelivery:
        return text(QT_TRANSLATE_NOOP("ReasonText", "Ask for the message to be delivered again, or waive it."));
    case R::EncryptedItem:
        return text(QT_TRANSLATE_NOOP("ReasonText", "Have the message delivered without customer-key encryption, or waive it."));
    case R::RejectedByDestination:
        return text(QT_TRANSLATE_NOOP("ReasonText", "Check the limits of the mailbox, then retry."));
    case R::DestinationUnavailable:
        return text(QT_TRANSLATE_NOOP("ReasonText", "The next sync finishes it by itself."));
    case R::Cancelled:
        return text(QT_TRANSLATE_NOOP("ReasonText", "The next sync finishes it by itself."));
    }
    return {};
}

} // namespace tallybridge

#include "mailbox/graph/GraphDelivery.h"

#include "mailbox/graph/GraphMessage.h"
#include "mailbox/graph/GraphNames.h"
#include "mailbox/graph/GraphUpload.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tallybridge::graph {

namespace {

// With the pauses between them some ten minutes.
constexpr int mostAttempts = 12;
// Each with several tokens; whoever lost the right to sign in is told soon.
constexpr int mostSignInAttempts = 3;

bool isFolderGone(const Reply &reply)
{
    return reply.status == 404 &&
           (reply.errorCode == QLatin1String("ErrorItemNotFound") || reply.errorCode == QLatin1String("ErrorFolderNotFound"));
}

} // namespace

DeliveryReceipt Delivery::run()
{
    for (const auto step : {&Delivery::findPlace, &Delivery::lookUp, &Delivery::create, &Delivery::addFiles, &Delivery::clearAway}) {
        if (m_cancel.isCancelled())
            return failed(FailureReason::Cancelled, {FailureCode::Cancelled, {}, {}, true});
        if (const auto receipt = (this->*step)())
            return *receipt;
    }
    return settled(DeliveryReceipt::Status::Written, m_id);
}

std::optional<DeliveryReceipt> Delivery::findPlace()
{
    const auto user = m_service.directory.resolve(m_job.mailbox, m_cancel);
    if (!user)
        return after(user.failure(), m_job.inDoubt);
    if (user->id.isEmpty() && m_job.lookOnly)
        return settled(DeliveryReceipt::Status::Absent, {});
    if (user->id.isEmpty())
        return failed(FailureReason::NoMailbox, {FailureCode::MessageRejected, {}, {}, false});
    m_user = user->id;
    const auto folder = m_service.folders.find(m_user, !m_job.lookOnly, m_cancel);
    if (!folder)
        return after(folder.failure(), m_job.inDoubt);
    // A mail of ours may have been moved out of a folder that is gone.
    const bool isGone = folder->refusal.status == 404 && folder->refusal.errorCode.isEmpty();
    if (folder->id.isEmpty() && !(m_job.lookOnly && isGone))
        return refused(folder->refusal);
    m_folder = folder->id;
    return {};
}

Result<std::vector<OurMail>> Delivery::mailsOfItem(bool inWholeMailbox)
{
    // The folder itself tells what was written just now; searches of whole mailboxes may lag behind.
    auto found = findByKey(m_service.client, m_user, m_folder, m_job.message->key, m_cancel);
    if (found && !found->refused && inWholeMailbox) {
        auto elsewhere = findByKey(m_service.client, m_user, {}, m_job.message->key, m_cancel);
        if (!elsewhere || elsewhere->refused)
            found = std::move(elsewhere);
        else
            for (OurMail &mail : elsewhere->mails) {
                const bool known =
                    std::any_of(found->mails.begin(), found->mails.end(), [&mail](const OurMail &other) { return other.id == mail.id; });
                // One with that state elsewhere is in the user's Deleted Items already.
                if (!known && mail.state != removedState)
                    found->mails.push_back(std::move(mail));
            }
    }
    // A mail made by importMime has our properties only after a second request.
    if (found && !found->refused && !m_folder.isEmpty() && (m_job.lookFirst || m_service.mime.isWanted())) {
        auto unmarked = findUnmarked(m_service.client, m_user, m_folder, m_job.message->key, m_cancel);
        if (!unmarked || unmarked->refused)
            found = std::move(unmarked);
        else
            found->mails.insert(found->mails.end(), unmarked->mails.begin(), unmarked->mails.end());
    }
    if (!found)
        return found.failure();
    if (found->refused) {
        if (isFolderGone(found->refusal))
            m_service.folders.forget(m_user, m_folder);
        Failure failure = m_service.client.refusalOf(found->refusal);
        failure.retryable = failure.retryable || isFolderGone(found->refusal);
        return failure;
    }
    return std::move(found->mails);
}

std::optional<DeliveryReceipt> Delivery::lookUp()
{
    if (!m_job.lookFirst && !m_job.inDoubt && !m_job.repair && !m_job.replacePartial)
        return {};
    const auto mails = mailsOfItem(m_job.lookFirst || m_job.repair || m_job.replacePartial);
    if (!mails)
        return after(mails.failure(), m_job.inDoubt);
    auto receipt = judge(*mails);
    if (!receipt && m_job.lookOnly)
        receipt = settled(DeliveryReceipt::Status::Absent, {});
    return receipt;
}

std::optional<DeliveryReceipt> Delivery::judge(const std::vector<OurMail> &mails)
{
    QString kept;
    QString keptPartial; // only looked for
    for (const OurMail &mail : mails) {
        const bool isPartial = mail.facts && mail.facts->partial;
        if (mail.state != doneState) {
            if (auto removed = removeMail(m_service.client, m_user, mail.id, m_cancel); !removed)
                return after(removed.failure(), m_job.inDoubt);
        } else if (m_job.lookOnly && isPartial) {
            keptPartial = mail.id;
        } else if (m_job.repair || (isPartial && !m_job.message->isPartial())) {
            m_outdated.push_back(mail.id);
        } else if (kept.isEmpty()) {
            kept = mail.id;
        } else if (m_job.inDoubt) {
            m_outdated.push_back(mail.id);
        }
    }
    if (kept.isEmpty() && !keptPartial.isEmpty()) {
        auto receipt = settled(DeliveryReceipt::Status::AlreadyThere, keptPartial);
        receipt.partial = true;
        return receipt;
    }
    if (kept.isEmpty())
        return {};
    m_id = kept;
    for (const QString &id : m_outdated) {
        if (auto removed = removeMail(m_service.client, m_user, id, m_cancel); !removed)
            return after(removed.failure(), m_job.inDoubt);
    }
    // What an attempt of this run wrote was written by us; it did not lie there before.
    const bool isOurs = m_job.inDoubt && !m_job.lookFirst;
    return settled(isOurs ? DeliveryReceipt::Status::Written : DeliveryReceipt::Status::AlreadyThere, kept);
}

std::optional<DeliveryReceipt> Delivery::importMime()
{
    const auto reply = m_service.client.send(importMimeCall(m_user, m_folder, *m_job.message), m_cancel);
    if (!reply && reply.failure().code == FailureCode::AnswerTooLarge)
        return later(reply.failure(), true); // it was carried out, perhaps
    if (!reply)
        return after(reply.failure(), true);
    const QString id = reply->createdId();
    if (id.isEmpty() && refusesMime(*reply)) {
        m_mimeRefusal = *reply;
        return {};
    }
    if (id.isEmpty())
        return refused(*reply);
    const auto marked = m_service.client.ask(markCall(m_user, id, *m_job.message), m_cancel);
    if (!marked)
        return after(marked.failure(), true);
    if (!marked->isSuccess())
        return later(m_service.client.refusalOf(*marked), true);
    m_id = id;
    return {};
}

std::optional<DeliveryReceipt> Delivery::create()
{
    if (m_service.mime.suits(*m_job.message)) {
        if (const auto receipt = importMime(); receipt || !m_id.isEmpty())
            return receipt;
    }
    Draftless mail = createCall(m_job.message, m_service.messageClass);
    Call call;
    call.method = HttpRequest::Method::Post;
    call.path = QLatin1String("users/") + encoded(m_user) + QLatin1String("/mailFolders/") + encoded(m_folder) + QLatin1String("/messages");
    call.mailbox = m_user;
    call.body = std::move(mail.body);
    const auto reply = m_service.client.send(call, m_cancel);
    if (!reply && reply.failure().code == FailureCode::AnswerTooLarge)
        return later(reply.failure(), true); // it was carried out, perhaps
    if (!reply)
        return after(reply.failure(), true);
    m_id = reply->createdId();
    if (m_id.isEmpty())
        return refused(*reply);
    if (m_mimeRefusal)
        m_service.mime.noteRefusal(*m_mimeRefusal);
    m_files = std::move(mail.files);
    m_inlineFiles = mail.inlineFiles;
    return {};
}

std::optional<DeliveryReceipt> Delivery::addFiles()
{
    if (m_files.empty())
        return {};
    if (auto added = Upload(m_service.client, m_user, m_id).addAll(m_files, m_inlineFiles, m_cancel); !added) {
        // A mail that will not be completed does not stay.
        if (!added.failure().retryable && !m_cancel.isCancelled()) {
            if (auto removed = removeMail(m_service.client, m_user, m_id, m_cancel); !removed)
                return after(removed.failure(), true);
            return failed(FailureReason::RejectedByDestination, {FailureCode::MessageRejected, {m_job.mailbox.text()}, {}, false});
        }
        return after(added.failure(), true);
    }
    const QJsonObject done{{QLatin1String("id"), stateProperty}, {QLatin1String("value"), doneState}};
    Call call;
    call.method = HttpRequest::Method::Patch;
    call.path = QLatin1String("users/") + encoded(m_user) + QLatin1String("/messages/") + encoded(m_id);
    call.mailbox = m_user;
    call.body =
        QJsonDocument(QJsonObject{{QLatin1String("singleValueExtendedProperties"), QJsonArray{done}}}).toJson(QJsonDocument::Compact);
    call.answer = Call::Answer::Object;
    const auto reply = m_service.client.ask(call, m_cancel);
    if (!reply)
        return after(reply.failure(), true);
    if (!reply->isSuccess())
        return later(m_service.client.refusalOf(*reply), true);
    return {};
}

std::optional<DeliveryReceipt> Delivery::clearAway()
{
    if (!m_job.inDoubt && m_outdated.empty())
        return {};
    // An earlier attempt may have been carried out after it was looked for; and what replaces another has to be there before that goes.
    const auto mails = mailsOfItem(false);
    if (!mails)
        return after(mails.failure(), true);
    bool isThere = false;
    for (const OurMail &mail : *mails) {
        if (mail.id == m_id)
            isThere = mail.state == doneState;
        else
            m_outdated.push_back(mail.id);
    }
    if (!isThere)
        return later({FailureCode::AnswerUnusable, {m_service.client.host()}, {}, true}, true);
    std::sort(m_outdated.begin(), m_outdated.end());
    m_outdated.erase(std::unique(m_outdated.begin(), m_outdated.end()), m_outdated.end());
    for (const QString &id : m_outdated) {
        if (auto removed = removeMail(m_service.client, m_user, id, m_cancel); !removed)
            return after(removed.failure(), true);
    }
    return {};
}

DeliveryReceipt Delivery::settled(DeliveryReceipt::Status status, const QString &location) const
{
    DeliveryReceipt receipt;
    receipt.copyId = m_job.copyId;
    receipt.status = status;
    receipt.location = location;
    return receipt;
}

DeliveryReceipt Delivery::failed(FailureReason reason, const Failure &failure) const
{
    DeliveryReceipt receipt;
    receipt.copyId = m_job.copyId;
    receipt.reason = reason;
    receipt.failure = failure;
    return receipt;
}

DeliveryReceipt Delivery::refused(const Reply &reply)
{
    const Failure failure = m_service.client.refusalOf(reply);
    if (reply.isThrottled())
        return throttled(reply);
    if (reply.isTransient() || reply.isSuccess() || reply.status == 409 || reply.status == 412)
        return later(failure, true);
    if (isFolderGone(reply)) {
        m_service.folders.forget(m_user, m_folder);
        return later(failure, m_job.inDoubt);
    }
    // New tokens were got meanwhile: what still refuses them is about the sign-in, not about this mailbox, and may pass.
    if (reply.status == 401 && m_job.attempts < mostSignInAttempts)
        return later(failure, m_job.inDoubt);
    // Made anew since it was asked for last, with the same address.
    if (reply.status == 404 && m_service.directory.forget(m_user))
        return later({FailureCode::MailboxAccessDenied, {m_job.mailbox.text()}, reply.errorCode, true}, m_job.inDoubt);
    if (reply.status == 404)
        return failed(FailureReason::NoMailbox, {FailureCode::MessageRejected, {}, reply.errorCode, false});
    if (reply.status == 401 || reply.status == 403)
        return failed(FailureReason::AccessDenied, {FailureCode::MailboxAccessDenied, {m_job.mailbox.text()}, reply.errorCode, false});
    return failed(FailureReason::RejectedByDestination, {FailureCode::MessageRejected, {m_job.mailbox.text()}, reply.errorCode, false});
}

DeliveryReceipt Delivery::later(const Failure &why, bool inDoubt) const
{
    if (m_job.attempts + 1 >= mostAttempts)
        return failed(FailureReason::DestinationUnavailable, why);
    DeliveryReceipt receipt;
    receipt.copyId = m_job.copyId;
    receipt.status = DeliveryReceipt::Status::Postponed;
    receipt.failure = why;
    receipt.delay = backoff(m_job.attempts + 1);
    receipt.inDoubt = inDoubt || m_job.inDoubt;
    return receipt;
}

DeliveryReceipt Delivery::throttled(const Reply &reply) const
{
    DeliveryReceipt receipt;
    receipt.copyId = m_job.copyId;
    receipt.status = DeliveryReceipt::Status::Postponed;
    receipt.delay = std::max<std::chrono::milliseconds>(reply.retryAfter, std::chrono::seconds(1));
    receipt.inDoubt = m_job.inDoubt;
    receipt.throttled = true;
    return receipt;
}

DeliveryReceipt Delivery::after(const Failure &failure, bool inDoubt) const
{
    if (failure.code == FailureCode::Cancelled || m_cancel.isCancelled())
        return failed(FailureReason::Cancelled, {FailureCode::Cancelled, {}, {}, true});
    if (!failure.retryable)
        return failed(FailureReason::DestinationUnavailable, failure);
    return later(failure, inDoubt);
}

} // namespace tallybridge::graph

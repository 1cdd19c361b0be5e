#include "identity/KeychainSecretStore.h"

#include "core/Sha256.h"

#include <QCoreApplication>
#include <QThread>

#include <qt6keychain/keychain.h>

#include <condition_variable>
#include <functional>
#include <mutex>

namespace tallybridge {

namespace {

constexpr qsizetype partSize = 2000;
constexpr int mostParts = 40;
constexpr QLatin1String probeKey("probe");

QString partKey(const SecretId &id, int part)
{
    const QString key = id.vault + QLatin1Char('/') + id.kind;
    return part == 0 ? key : QString(key + QLatin1Char('#') + QString::number(part));
}

Failure failureOf(int error, const QString &words)
{
    switch (error) {
    case QKeychain::AccessDenied: // the word of libsecret for a locked keyring
        return {FailureCode::SecretStoreLocked, {}, words, true};
    case QKeychain::AccessDeniedByUser:
        return {FailureCode::SecretStoreRefused, {}, words, true};
    default:
        return {FailureCode::SecretStoreUnavailable, {}, words, true};
    }
}

} // namespace

struct KeychainSecretStore::Answer {
    int error = QKeychain::OtherError;
    QString words;
    QByteArray bytes;
};

/// The thread with the event loop that keychain jobs need. After a time-out the job and the thread are left alone: a job that is deleted
/// while the system works on it would crash, and waiting for it may take for ever.
class KeychainSecretStore::Worker
{
public:
    Worker() : m_context(new QObject), m_thread(new QThread)
    {
        m_context->moveToThread(m_thread);
        m_thread->start();
    }

    ~Worker()
    {
        if (m_stuck)
            return;
        m_thread->quit();
        m_thread->wait();
        delete m_context;
        delete m_thread;
    }

    /// make: gives the job, on the worker's thread; take: gets its answer there.
    template <typename Job>
    Answer run(const std::function<Job *()> &make, const std::function<void(Job &, Answer &)> &take, std::chrono::seconds limit)
    {
        struct Shared {
            std::mutex mutex;
            std::condition_variable done;
            std::optional<Answer> answer;
        };
        if (!QCoreApplication::instance() || m_stuck)
            return {};
        const auto shared = std::make_shared<Shared>();
        QMetaObject::invokeMethod(
            m_context,
            [make, take, shared] {
                Job *job = make();
                QObject::connect(job, &QKeychain::Job::finished, [job, take, shared](QKeychain::Job *) {
                    Answer answer;
                    answer.error = job->error();
                    answer.words = job->errorString();
                    take(*job, answer);
                    const std::lock_guard lock(shared->mutex);
                    shared->answer = std::move(answer);
                    shared->done.notify_all();
                });
                job->start();
            },
            Qt::QueuedConnection);
        std::unique_lock lock(shared->mutex);
        if (!shared->done.wait_for(lock, limit, [&] { return shared->answer.has_value(); })) {
            m_stuck = true;
            Answer late;
            late.words = QStringLiteral("no answer");
            return late;
        }
        return std::move(*shared->answer);
    }

private:
    QObject *m_context;
    QThread *m_thread;
    bool m_stuck = false;
};

KeychainSecretStore::KeychainSecretStore(QString service, std::chrono::seconds limit)
    : m_service(std::move(service)), m_limit(limit), m_worker(std::make_shared<Worker>())
{
}

KeychainSecretStore::~KeychainSecretStore() = default;

KeychainSecretStore::Answer KeychainSecretStore::readEntry(const QString &key)
{
    return m_worker->run<QKeychain::ReadPasswordJob>(
        [service = m_service, key] {
            auto *job = new QKeychain::ReadPasswordJob(service);
            job->setKey(key);
            return job;
        },
        [](QKeychain::ReadPasswordJob &job, Answer &answer) { answer.bytes = job.binaryData(); }, m_limit);
}

Result<std::optional<Secret>> KeychainSecretStore::absentOrLocked()
{
    // A locked keyring answers a read as if there were no such entry; only a write tells.
    const auto answer = m_worker->run<QKeychain::WritePasswordJob>(
        [service = m_service] {
            auto *job = new QKeychain::WritePasswordJob(service);
            job->setKey(probeKey);
            job->setBinaryData("probe");
            return job;
        },
        [](QKeychain::WritePasswordJob &, Answer &) {}, m_limit);
    if (answer.error == QKeychain::AccessDeniedByUser)
        return failureOf(answer.error, answer.words);
    if (answer.error != QKeychain::NoError)
        return Failure{FailureCode::SecretStoreLocked, {}, answer.words, true};
    return std::optional<Secret>();
}

Result<std::optional<Secret>> KeychainSecretStore::read(const SecretId &id)
{
    QByteArray whole;
    QByteArray sha256;
    int parts = 1;
    for (int part = 0; part < parts; ++part) {
        Answer answer = readEntry(partKey(id, part));
        if (answer.error == QKeychain::EntryNotFound)
            return absentOrLocked();
        if (answer.error != QKeychain::NoError)
            return failureOf(answer.error, answer.words);
        qsizetype from = 0;
        if (part == 0) {
            const qsizetype end = answer.bytes.indexOf('\n');
            const QList<QByteArray> words = answer.bytes.left(std::max<qsizetype>(end, 0)).split(' ');
            parts = words.value(0) == "1" ? words.value(1).toInt() : 0;
            sha256 = QByteArray::fromHex(words.value(2));
            from = end + 1;
        }
        if (parts < 1 || parts > mostParts) {
            wipe(answer.bytes);
            return std::optional<Secret>();
        }
        whole += answer.bytes.sliced(from);
        wipe(answer.bytes);
    }
    Secret secret = Secret::take(whole);
    // Parts of two secrets, when a write was interrupted: as good as none.
    if (Sha256::of(secret.view()) != sha256)
        return std::optional<Secret>();
    return std::optional(std::move(secret));
}

Failure KeychainSecretStore::notWritten(const Answer &answer)
{
    Failure failure = failureOf(answer.error, answer.words);
    if (failure.code != FailureCode::SecretStoreUnavailable)
        return failure;
    // A locked keyring still answers reads; one that is not there does not.
    const int readError = readEntry(probeKey).error;
    if (readError == QKeychain::NoError || readError == QKeychain::EntryNotFound)
        failure.code = FailureCode::SecretStoreLocked;
    return failure;
}

Result<void> KeychainSecretStore::write(const SecretId &id, const Secret &secret)
{
    const QByteArrayView bytes = secret.view();
    if (bytes.size() > largestSecret)
        return Failure{FailureCode::SecretTooLarge, {id.kind, QString::number(largestSecret)}, {}, false};
    const int parts = int(std::max<qsizetype>(1, (bytes.size() + partSize - 1) / partSize));
    // The first part last: it says what belongs together.
    for (int part = parts - 1; part >= 0; --part) {
        QByteArray content;
        if (part == 0)
            content = "1 " + QByteArray::number(parts) + ' ' + Sha256::of(bytes).toHex() + '\n';
        content += bytes.sliced(part * partSize, std::min(partSize, bytes.size() - part * partSize)).toByteArray();
        const auto answer = m_worker->run<QKeychain::WritePasswordJob>(
            [service = m_service, key = partKey(id, part), content] {
                auto *job = new QKeychain::WritePasswordJob(service);
                job->setKey(key);
                job->setBinaryData(content);
                return job;
            },
            [](QKeychain::WritePasswordJob &, Answer &) {}, m_limit);
        wipe(content);
        if (answer.error != QKeychain::NoError)
            return notWritten(answer);
    }
    return {};
}

Result<void> KeychainSecretStore::remove(const SecretId &id)
{
    // As many parts as there may be of a former, longer secret.
    for (int part = 0; part < mostParts; ++part) {
        const QString key = partKey(id, part);
        if (readEntry(key).error != QKeychain::NoError)
            return {};
        const auto answer = m_worker->run<QKeychain::DeletePasswordJob>(
            [service = m_service, key] {
                auto *job = new QKeychain::DeletePasswordJob(service);
                job->setKey(key);
                return job;
            },
            [](QKeychain::DeletePasswordJob &, Answer &) {}, m_limit);
        if (answer.error != QKeychain::NoError && answer.error != QKeychain::EntryNotFound)
            return failureOf(answer.error, answer.words);
    }
    return {};
}

} // namespace tallybridge

// The local archive measured by itself, with the same mails and mailboxes as bare_maildir.
// bench_local_archive EML-FOLDER TARGET-FOLDER MAILBOXES [THREADS [BATCH]] prints "local_archive COUNT BYTES SECONDS".
#include "bare_common.h"
#include "mailbox/local/LocalArchive.h"

#include <QCryptographicHash>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

using namespace tallybridge;

int main(int argc, char **argv)
{
    if (argc < 4) {
        std::fprintf(stderr, "usage: %s EML-FOLDER TARGET-FOLDER MAILBOXES [THREADS [BATCH]]\n", argv[0]);
        return 2;
    }
    const auto mails = readMails(argv[1]);
    const size_t mailboxes = std::max(1, std::atoi(argv[3]));
    LocalArchive archive(QString::fromLocal8Bit(argv[2]), QStringLiteral("WhatsApp Archiver"), {});
    const size_t threads = std::max(1, argc > 4 ? std::atoi(argv[4]) : archive.limits().lanes);
    const size_t batch = std::max(1, argc > 5 ? std::atoi(argv[5]) : archive.limits().batchCopies);

    std::vector<std::vector<CopyJob>> jobs(threads);
    size_t bytes = 0;
    for (size_t i = 0; i < mails.size(); ++i) {
        const size_t mailbox = i % mailboxes;
        auto message = std::make_shared<ComposedMessage>();
        message->bytes = QByteArray(mails[i].data(), qsizetype(mails[i].size()));
        message->sha256 = QCryptographicHash::hash(message->bytes, QCryptographicHash::Sha256);
        message->key = ItemKey::of(QString::number(i), {}, message->sha256);
        message->date = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
        bytes += mails[i].size();
        CopyJob job;
        job.copyId = qint64(i);
        job.mailbox = *MailAddress::parse(QString(u"user" + QString::number(mailbox) + u"@example.org"));
        job.message = std::move(message);
        jobs[mailbox % threads].push_back(std::move(job));
    }
    const auto start = std::chrono::steady_clock::now();
    std::atomic<size_t> written{0};
    std::vector<std::thread> running;
    for (const auto &own : jobs) {
        running.emplace_back([&archive, &own, &written, batch] {
            const auto session = archive.openSession();
            for (size_t i = 0; session && i < own.size(); i += batch) {
                const std::span part(own.data() + i, std::min(batch, own.size() - i));
                for (const auto &receipt : (*session)->deliver(part, CancelToken()))
                    written += receipt.status == DeliveryReceipt::Status::Written;
            }
        });
    }
    for (auto &thread : running)
        thread.join();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    printResult("local_archive", written, bytes, seconds.count());
    return written == mails.size() ? 0 : 1;
}

// The bare yardstick of the local archive: writes mails as durable Maildir files and does nothing else.
// bare_maildir EML-FOLDER TARGET-FOLDER MAILBOXES [THREADS [BATCH]] prints "bare_maildir COUNT BYTES SECONDS".
#include "bare_common.h"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace {

struct Job {
    const std::string *mail;
    std::string temporary;
    std::string target;
};

bool writeBatch(int root, const Job *begin, const Job *end)
{
    for (const Job *job = begin; job != end; ++job) {
        const int fd = ::open(job->temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0 || ::write(fd, job->mail->data(), job->mail->size()) != ssize_t(job->mail->size()))
            return false;
        const timespec times[2] = {{0, UTIME_OMIT}, {1'700'000'000, 0}};
        if (::futimens(fd, times) != 0 || ::close(fd) != 0)
            return false;
    }
    if (::syncfs(root) != 0)
        return false;
    for (const Job *job = begin; job != end; ++job) {
        if (::rename(job->temporary.c_str(), job->target.c_str()) != 0)
            return false;
    }
    return ::syncfs(root) == 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 4) {
        std::fprintf(stderr, "usage: %s EML-FOLDER TARGET-FOLDER MAILBOXES [THREADS [BATCH]]\n", argv[0]);
        return 2;
    }
    const auto mails = readMails(argv[1]);
    const std::string target = argv[2];
    const size_t mailboxes = std::max(1, std::atoi(argv[3]));
    const size_t threads = std::max(1, argc > 4 ? std::atoi(argv[4]) : 2);
    const size_t batch = std::max(1, argc > 5 ? std::atoi(argv[5]) : 1024);

    const auto start = std::chrono::steady_clock::now();
    for (size_t i = 0; i < mailboxes; ++i) {
        for (const char *part : {"cur", "new", "tmp"})
            std::filesystem::create_directories(target + "/user" + std::to_string(i) + "@example.org/.Archive/" + part);
    }
    // A mailbox belongs to one thread, as it does to one lane of the product.
    std::vector<std::vector<Job>> jobs(threads);
    size_t bytes = 0;
    for (size_t i = 0; i < mails.size(); ++i) {
        const size_t mailbox = i % mailboxes;
        const std::string folder = target + "/user" + std::to_string(mailbox) + "@example.org/.Archive/";
        const std::string name = "1700000000." + std::to_string(i) + ".bare";
        jobs[mailbox % threads].push_back({&mails[i], folder + "tmp/" + name, folder + "cur/" + name + ":2,S"});
        bytes += mails[i].size();
    }
    const int root = ::open(target.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    std::atomic<bool> good{root >= 0};
    std::vector<std::thread> running;
    for (const auto &own : jobs) {
        running.emplace_back([&own, &good, root, batch] {
            for (size_t i = 0; i < own.size() && good; i += batch) {
                if (!writeBatch(root, own.data() + i, own.data() + std::min(own.size(), i + batch)))
                    good = false;
            }
        });
    }
    for (auto &thread : running)
        thread.join();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (!good) {
        std::perror(argv[2]);
        return 1;
    }
    printResult("bare_maildir", mails.size(), bytes, seconds.count());
    return 0;
}

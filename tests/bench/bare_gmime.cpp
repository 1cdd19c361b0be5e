// The bare yardstick of reading and writing mail: parses each mail with GMime and writes it to memory again.
// bare_gmime EML-FOLDER [THREADS] prints "bare_gmime COUNT BYTES SECONDS", BYTES being those written.
#include <gmime/gmime.h>

#include "bare_common.h"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

namespace {

/// How many bytes the mail has after parsing and writing; -1 when GMime cannot read it.
gint64 roundTrip(const std::string &mail)
{
    GMimeStream *input = g_mime_stream_mem_new_with_buffer(mail.data(), mail.size());
    GMimeParser *parser = g_mime_parser_new_with_stream(input);
    GMimeMessage *message = g_mime_parser_construct_message(parser, nullptr);
    gint64 written = -1;
    if (message) {
        GMimeStream *output = g_mime_stream_mem_new();
        written = g_mime_object_write_to_stream(GMIME_OBJECT(message), nullptr, output);
        g_object_unref(output);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(input);
    return written;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s EML-FOLDER [THREADS]\n", argv[0]);
        return 2;
    }
    g_mime_init();
    const auto mails = readMails(argv[1]);
    const size_t threads = std::max(1, argc > 2 ? std::atoi(argv[2]) : 2);

    const auto start = std::chrono::steady_clock::now();
    std::atomic<size_t> next{0};
    std::atomic<size_t> bytes{0};
    std::atomic<size_t> unreadable{0};
    std::vector<std::thread> running;
    for (size_t i = 0; i < threads; ++i) {
        running.emplace_back([&] {
            for (size_t mail = next++; mail < mails.size(); mail = next++) {
                const gint64 written = roundTrip(mails[mail]);
                if (written < 0)
                    ++unreadable;
                else
                    bytes += size_t(written);
            }
        });
    }
    for (auto &thread : running)
        thread.join();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    printResult("bare_gmime", mails.size(), bytes, seconds.count());
    if (unreadable > 0)
        std::fprintf(stderr, "%zu of %zu mails could not be read\n", unreadable.load(), mails.size());
    return unreadable > 0 ? 1 : 0;
}

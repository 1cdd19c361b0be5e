#include "source/sftp/HostLookup.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace tallybridge {

HostLookup HostLookup::find(const QByteArray &host, quint16 port, std::chrono::steady_clock::time_point deadline, const CancelToken &cancel)
{
    struct Shared {
        std::mutex mutex;
        std::condition_variable changed;
        bool done = false;
        std::vector<QByteArray> addresses;
    };
    const auto shared = std::make_shared<Shared>();
    std::thread([shared, host, port] {
        auto addresses = resolve(host, port);
        const std::lock_guard lock(shared->mutex);
        shared->addresses = std::move(addresses);
        shared->done = true;
        shared->changed.notify_all();
    }).detach();
    const auto waker = cancel.onCancel([&shared] {
        const std::lock_guard lock(shared->mutex);
        shared->changed.notify_all();
    });
    std::unique_lock lock(shared->mutex);
    shared->changed.wait_until(lock, deadline, [&] { return shared->done || cancel.isCancelled(); });
    HostLookup lookup;
    if (cancel.isCancelled())
        lookup.end = End::Cancelled;
    else if (!shared->done)
        lookup.end = End::TimedOut;
    else if (!shared->addresses.empty())
        lookup = {End::Found, std::move(shared->addresses)};
    return lookup;
}

} // namespace tallybridge

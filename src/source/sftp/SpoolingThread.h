#pragma once

#include "core/Result.h"
#include "core/Sha256.h"
#include "staging/SealedWriter.h"

#include <QByteArray>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace tallybridge {

/// Hashes, seals and writes blocks on a thread of its own, in their order, while the caller waits for the line. A few blocks at most are on
/// their way. Used by one thread at a time.
class SpoolingThread
{
public:
    /// writer and hash are the thread's until finish() returns.
    SpoolingThread(SealedWriter &writer, Sha256 &hash);
    /// As finish(), without its answer.
    ~SpoolingThread();
    SpoolingThread(const SpoolingThread &) = delete;
    SpoolingThread &operator=(const SpoolingThread &) = delete;

    /// Hands a block over and waits while too many are on their way; false when an earlier one could not be written: call finish() then.
    bool give(QByteArray block);
    /// A block that was written, to be filled again; empty when there is none yet.
    QByteArray takeBack();
    /// Waits for all of them and ends the thread. Failures: SealedWriter::write()'s.
    Result<void> finish();

private:
    void work();

    SealedWriter &m_writer;
    Sha256 &m_hash;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<QByteArray> m_waiting;
    std::deque<QByteArray> m_written;
    std::optional<Failure> m_failure;
    bool m_closed = false;
    std::thread m_thread;
};

} // namespace tallybridge

#include "source/sftp/SftpDownload.h"

#include "core/Pause.h"

#include <algorithm>

namespace tallybridge {

namespace {

// Compared before a transfer is gone on with: enough to tell another file of the same size and time, little to fetch.
constexpr qsizetype tailSize = sealed::chunkSize;
// How far a bandwidth limit may be exceeded for a moment.
constexpr qint64 limitedReads = 10;

void keepTail(QByteArray &tail, QByteArrayView bytes)
{
    tail.append(bytes.last(std::min(bytes.size(), tailSize)));
    if (tail.size() > tailSize)
        tail.remove(0, tail.size() - tailSize);
}

} // namespace

Result<SftpDownload> SftpDownload::begin(LocalSpool &spool, const LocalSpool::Key &key)
{
    SftpDownload download(spool, key);
    auto writer = spool.begin(key, [&](QByteArrayView bytes) {
        download.m_hash->add(bytes);
        keepTail(download.m_tail, bytes);
    });
    if (!writer)
        return writer.failure();
    download.m_writer = std::move(*writer);
    return download;
}

Result<void> SftpDownload::fetch(SftpSession &session, const QByteArray &path, qint64 bytesPerSecond, const CancelToken &cancel)
{
    if (m_writer->size() > m_key.size)
        return changed();
    auto file = session.openFile(path, m_writer->size() - m_tail.size());
    if (!file)
        return file.failure();
    const auto isUnchanged = [&]() -> Result<bool> {
        const auto now = (*file)->entry();
        if (!now)
            return now.failure();
        return now->size == m_key.size && now->modified == m_key.modified;
    };
    for (const bool atTheEnd : {false, true}) {
        const auto unchanged = isUnchanged();
        if (!unchanged)
            return unchanged.failure();
        if (!*unchanged)
            return changed();
        if (atTheEnd)
            break;
        if (auto fetched = fetchFrom(**file, bytesPerSecond, cancel); !fetched) {
            // What is whole outlives this process too.
            if (auto flushed = m_writer->flush(); !flushed)
                return flushed;
            return fetched;
        }
    }
    return {};
}

Result<void> SftpDownload::fetchFrom(SftpSession::File &file, qint64 bytesPerSecond, const CancelToken &cancel)
{
    using Clock = std::chrono::steady_clock;
    const qint64 size =
        bytesPerSecond > 0 ? std::clamp<qint64>(bytesPerSecond / limitedReads, 1024, SftpSession::readSize) : SftpSession::readSize;
    QByteArray buffer(size, Qt::Uninitialized);
    const auto started = Clock::now();
    qint64 got = 0;
    QByteArray compared = m_tail;
    while (m_writer->size() < m_key.size || !compared.isEmpty()) {
        const auto read = file.read(buffer.data(), buffer.size());
        if (!read)
            return read.failure();
        // The end came too early: it was written anew.
        if (*read == 0)
            return changed();
        got += *read;
        QByteArrayView bytes = QByteArrayView(buffer).first(*read);
        if (!compared.isEmpty()) {
            const qsizetype part = std::min(bytes.size(), compared.size());
            if (bytes.first(part) != QByteArrayView(compared).first(part))
                return changed();
            compared.remove(0, part);
            bytes = bytes.sliced(part);
        }
        if (bytes.size() > m_key.size - m_writer->size())
            return changed();
        m_hash->add(bytes);
        keepTail(m_tail, bytes);
        if (auto written = m_writer->write(bytes); !written)
            return written;
        if (bytesPerSecond > 0) {
            const auto due = started + std::chrono::milliseconds(got * 1000 / bytesPerSecond);
            if (!pauseUntil(due, cancel))
                return Failure{FailureCode::Cancelled, {}, {}, true};
        }
    }
    return {};
}

Result<QByteArray> SftpDownload::finish()
{
    if (auto finished = m_spool->finish(m_key, std::move(m_writer)); !finished)
        return finished.failure();
    return m_hash->result();
}

} // namespace tallybridge

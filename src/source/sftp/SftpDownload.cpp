#include "source/sftp/SftpDownload.h"

#include "core/Pause.h"
#include "source/sftp/SpoolingThread.h"

#include <algorithm>

namespace tallybridge {

namespace {

// Compared before a transfer is gone on with: enough to tell another file of the same size and time, little to fetch.
constexpr qsizetype tailSize = sealed::chunkSize;
// How far a bandwidth limit may be exceeded for a moment.
constexpr qint64 limitedReads = 10;
// Handed over to be sealed at a time.
constexpr qint64 blockSize = 512 << 10;

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

Result<void> SftpDownload::fetchFrom(SftpFile &file, qint64 bytesPerSecond, const CancelToken &cancel)
{
    if (auto same = compareTail(file); !same)
        return same;
    const qint64 missing = m_key.size - m_writer->size();
    SpoolingThread spooling(*m_writer, *m_hash);
    const auto read = readInto(spooling, file, missing, bytesPerSecond, cancel);
    const auto written = spooling.finish();
    return written ? read : written;
}

// What is here must be the beginning of what is there.
Result<void> SftpDownload::compareTail(SftpFile &file) const
{
    QByteArray buffer(m_tail.size(), Qt::Uninitialized);
    for (qsizetype compared = 0; compared < m_tail.size();) {
        const auto read = file.read(buffer.data(), m_tail.size() - compared);
        if (!read)
            return read.failure();
        if (*read == 0 || QByteArrayView(buffer).first(*read) != QByteArrayView(m_tail).sliced(compared, *read))
            return changed();
        compared += *read;
    }
    return {};
}

Result<void> SftpDownload::readInto(SpoolingThread &spooling, SftpFile &file, qint64 missing, qint64 bytesPerSecond,
                                    const CancelToken &cancel)
{
    using Clock = std::chrono::steady_clock;
    const bool limited = bytesPerSecond > 0;
    const qint64 size = limited ? std::clamp<qint64>(bytesPerSecond / limitedReads, 1024, SftpSession::readSize) : SftpSession::readSize;
    const auto started = Clock::now();
    qint64 got = 0;
    while (got < missing) {
        QByteArray block = spooling.takeBack();
        block.resize(blockSize + size);
        qint64 filled = 0;
        Result<void> ended;
        while (ended && filled < blockSize && got < missing) {
            const auto read = file.read(block.data() + filled, size);
            if (!read) {
                ended = read.failure();
            } else if (*read == 0 || *read > missing - got) {
                // It ends too early, or goes on: it was written anew.
                ended = changed();
            } else {
                filled += *read;
                got += *read;
                if (limited && !pauseUntil(started + std::chrono::milliseconds(got * 1000 / bytesPerSecond), cancel))
                    ended = Failure{FailureCode::Cancelled, {}, {}, true};
            }
        }
        // What came before the line broke counts too.
        block.truncate(filled);
        keepTail(m_tail, block);
        if (!spooling.give(std::move(block)) || !ended)
            return ended;
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

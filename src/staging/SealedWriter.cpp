#include "staging/SealedWriter.h"

#include "core/ByteSource.h"
#include "core/platform.h"
#include "staging/SealedReader.h"

#include <QDateTime>

#include <algorithm>

namespace tallybridge {

namespace {

// Few system calls, and little to fetch again after a crash.
constexpr qsizetype writeSize = 512 << 10;

} // namespace

SealedWriter::SealedWriter(const QString &path, Secret fileKey, const QByteArray &header)
    : m_file(path), m_cipher(std::move(fileKey), header)
{
    m_clear.reserve(sealed::chunkSize);
    m_sealed.reserve(writeSize + sealed::sealedChunkSize);
}

SealedWriter::~SealedWriter()
{
    m_clear.resize(sealed::chunkSize);
    wipe(m_clear);
}

Failure SealedWriter::writeFailure() const
{
    // Qt tells a full disk by this code.
    const bool full = m_file.error() == QFileDevice::ResourceError;
    return {full ? FailureCode::DiskFull : FailureCode::FileNotWritable, {m_file.fileName()}, m_file.errorString(), true};
}

Result<std::unique_ptr<SealedWriter>> SealedWriter::create(const QString &path, const SealKeys &keys, QByteArrayView label)
{
    const Secret fileKey = Secret::random(SealKeys::keySize);
    const QByteArray header = sealed::makeHeader(keys.current(), fileKey, label);
    std::unique_ptr<SealedWriter> writer(new SealedWriter(path, fileKey, header));
    // Qt does not say why a file could not be made.
    if (auto removed = platform::removeFile(path); !removed)
        return removed.failure();
    if (auto begun = platform::writeNewFile(path, header, QDateTime::currentDateTimeUtc()); !begun)
        return begun.failure();
    if (!writer->m_file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered) ||
        !writer->m_file.seek(header.size())) {
        return writer->writeFailure();
    }
    return writer;
}

Result<std::unique_ptr<SealedWriter>> SealedWriter::resume(const QString &path, const SealKeys &keys, QByteArrayView label,
                                                           const std::function<void(QByteArrayView)> &seen)
{
    auto file = openFile(path);
    if (!file)
        return file.failure();
    QByteArray header(sealed::headerSize, '\0');
    const auto gotHeader = readFully(**file, 0, header.data(), header.size());
    if (!gotHeader)
        return gotHeader.failure();
    header.truncate(*gotHeader);
    auto fileKey = sealed::openHeader(header, keys, label, path);
    if (!fileKey)
        return fileKey.failure();
    std::unique_ptr<SealedWriter> writer(new SealedWriter(path, std::move(*fileKey), header));
    QByteArray chunk(sealed::sealedChunkSize, '\0');
    QByteArray clear(sealed::chunkSize, '\0');
    while (true) {
        const auto got = readFully(**file, sealed::chunkOffset(writer->m_chunk), chunk.data(), chunk.size());
        if (!got)
            return got.failure();
        if (*got != chunk.size() || !writer->m_cipher.open(writer->m_chunk, false, chunk, clear.data()))
            break;
        seen(clear);
        writer->m_size += clear.size();
        ++writer->m_chunk;
    }
    wipe(clear);
    file->reset();
    if (!writer->m_file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered) ||
        !writer->m_file.resize(sealed::chunkOffset(writer->m_chunk)) || !writer->m_file.seek(sealed::chunkOffset(writer->m_chunk))) {
        return writer->writeFailure();
    }
    return writer;
}

Result<void> SealedWriter::write(QByteArrayView clear)
{
    while (!clear.isEmpty()) {
        if (m_clear.size() == sealed::chunkSize) {
            if (auto done = sealChunk(m_clear); !done)
                return done;
            m_clear.resize(0);
        }
        // A chunk that others follow need not wait.
        if (m_clear.isEmpty() && clear.size() > sealed::chunkSize) {
            if (auto done = sealChunk(clear.first(sealed::chunkSize)); !done)
                return done;
            clear = clear.sliced(sealed::chunkSize);
            m_size += sealed::chunkSize;
            continue;
        }
        const qsizetype part = std::min(clear.size(), sealed::chunkSize - m_clear.size());
        m_clear.append(clear.first(part));
        clear = clear.sliced(part);
        m_size += part;
    }
    return {};
}

Result<void> SealedWriter::sealChunk(QByteArrayView chunk)
{
    m_cipher.seal(m_chunk++, false, chunk, m_sealed);
    return m_sealed.size() >= writeSize ? writeOut() : Result<void>();
}

Result<void> SealedWriter::flush()
{
    return writeOut();
}

Result<void> SealedWriter::finish()
{
    m_cipher.seal(m_chunk++, true, m_clear, m_sealed);
    m_clear.resize(0);
    if (auto written = writeOut(); !written)
        return written;
    m_file.close();
    if (m_file.error() != QFileDevice::NoError)
        return writeFailure();
    return {};
}

Result<void> SealedWriter::writeOut()
{
    if (m_sealed.isEmpty())
        return {};
    if (m_file.write(m_sealed) != m_sealed.size())
        return writeFailure();
    m_sealed.resize(0);
    return {};
}

} // namespace tallybridge

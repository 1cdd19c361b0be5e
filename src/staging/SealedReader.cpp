#include "staging/SealedReader.h"

#include <algorithm>
#include <cstring>

namespace tallybridge {

Result<qint64> readFully(ByteSource &source, qint64 offset, char *buffer, qint64 length)
{
    qint64 done = 0;
    while (done < length) {
        const auto got = source.readAt(offset + done, buffer + done, length - done);
        if (!got)
            return got;
        if (*got == 0)
            break;
        done += *got;
    }
    return done;
}

SealedReader::SealedReader(std::shared_ptr<ByteSource> file, Secret fileKey, const QByteArray &header, QString path)
    : m_file(std::move(file)), m_cipher(std::move(fileKey), header), m_path(std::move(path))
{
}

SealedReader::~SealedReader()
{
    wipe(m_clear);
}

Result<std::shared_ptr<SealedReader>> SealedReader::open(std::shared_ptr<ByteSource> sealedBytes, const SealKeys &keys,
                                                         QByteArrayView label, const QString &path)
{
    QByteArray header(sealed::headerSize, '\0');
    const auto got = readFully(*sealedBytes, 0, header.data(), header.size());
    if (!got)
        return got.failure();
    header.truncate(*got);
    auto fileKey = sealed::openHeader(header, keys, label, path);
    if (!fileKey)
        return fileKey.failure();
    const qint64 body = sealedBytes->size() - sealed::headerSize;
    std::shared_ptr<SealedReader> reader(new SealedReader(std::move(sealedBytes), std::move(*fileKey), header, path));
    reader->m_chunks = (body + sealed::sealedChunkSize - 1) / sealed::sealedChunkSize;
    reader->m_size = body - reader->m_chunks * (sealed::nonceSize + sealed::tagSize);
    if (reader->m_chunks < 1 || reader->m_size < 0)
        return reader->damaged();
    reader->m_clear.resize(sealed::chunkSize);
    reader->m_sealed.resize(sealed::sealedChunkSize);
    // Only the last chunk opens as the last one.
    if (auto loaded = reader->load(reader->m_chunks - 1); !loaded)
        return loaded.failure();
    return reader;
}

Result<void> SealedReader::load(qint64 index)
{
    if (index == m_loaded)
        return {};
    m_loaded = -1;
    const auto got = readFully(*m_file, sealed::chunkOffset(index), m_sealed.data(), m_sealed.size());
    if (!got)
        return got.failure();
    const bool last = index == m_chunks - 1;
    const qint64 clear = *got - sealed::nonceSize - sealed::tagSize;
    const qint64 expected = last ? m_size - index * sealed::chunkSize : sealed::chunkSize;
    // An empty last chunk is that of an empty file only: each file has one form.
    if (clear != expected || (clear == 0 && index != 0))
        return damaged();
    if (!m_cipher.open(index, last, QByteArrayView(m_sealed).first(*got), m_clear.data()))
        return damaged();
    m_loaded = index;
    return {};
}

Result<qint64> SealedReader::readAt(qint64 offset, char *buffer, qint64 length)
{
    qint64 done = 0;
    while (done < length && offset + done < m_size) {
        const qint64 index = (offset + done) / sealed::chunkSize;
        if (auto loaded = load(index); !loaded)
            return loaded.failure();
        const qint64 from = offset + done - index * sealed::chunkSize;
        const qint64 there = std::min(m_size - index * sealed::chunkSize, qint64(sealed::chunkSize)) - from;
        const qint64 part = std::min(there, length - done);
        std::memcpy(buffer + done, m_clear.constData() + from, size_t(part));
        done += part;
    }
    return done;
}

} // namespace tallybridge

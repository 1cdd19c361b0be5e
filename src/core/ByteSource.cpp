#include "core/ByteSource.h"

#include "core/Sha256.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <cstring>

namespace tallybridge {

namespace {

class FileBytes : public ByteSource
{
public:
    explicit FileBytes(const QString &path) : m_file(path) {}

    Result<void> open()
    {
        const QFileInfo info(m_file.fileName());
        if (!info.exists())
            return Failure{FailureCode::FileNotFound, {m_file.fileName()}, {}, false};
        // Opening a pipe would wait for a writer.
        if (!info.isFile())
            return Failure{FailureCode::FileNotReadable, {m_file.fileName()}, {}, false};
        if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return readFailure();
        m_size = m_file.size();
        return {};
    }

    qint64 size() const override { return m_size; }

    Result<qint64> readAt(qint64 offset, char *buffer, qint64 length) override
    {
        if (!m_file.seek(offset))
            return readFailure();
        const qint64 got = m_file.read(buffer, length);
        if (got < 0)
            return readFailure();
        return got;
    }

private:
    Failure readFailure() const { return {FailureCode::FileNotReadable, {m_file.fileName()}, m_file.errorString(), true}; }

    QFile m_file;
    qint64 m_size = 0;
};

class MemoryBytes : public ByteSource
{
public:
    explicit MemoryBytes(QByteArray bytes) : m_bytes(std::move(bytes)) {}

    qint64 size() const override { return m_bytes.size(); }

    Result<qint64> readAt(qint64 offset, char *buffer, qint64 length) override
    {
        const qint64 got = std::clamp<qint64>(m_bytes.size() - offset, 0, length);
        if (got > 0)
            std::memcpy(buffer, m_bytes.constData() + offset, size_t(got));
        return got;
    }

private:
    QByteArray m_bytes;
};

} // namespace

Result<std::shared_ptr<ByteSource>> openFile(const QString &path)
{
    auto file = std::make_shared<FileBytes>(path);
    if (auto opened = file->open(); !opened)
        return opened.failure();
    return std::shared_ptr<ByteSource>(std::move(file));
}

std::shared_ptr<ByteSource> bytesInMemory(QByteArray bytes)
{
    return std::make_shared<MemoryBytes>(std::move(bytes));
}

Result<QByteArray> sha256Of(ByteSource &source, const CancelToken &cancel)
{
    constexpr qint64 blockSize = 1 << 20;
    QByteArray block(blockSize, Qt::Uninitialized);
    Sha256 hash;
    for (qint64 offset = 0;;) {
        if (cancel.isCancelled())
            return Failure{FailureCode::Cancelled, {}, {}, true};
        const auto got = source.readAt(offset, block.data(), blockSize);
        if (!got)
            return got.failure();
        if (*got == 0)
            return hash.result();
        hash.add(QByteArrayView(block.constData(), *got));
        offset += *got;
    }
}

} // namespace tallybridge

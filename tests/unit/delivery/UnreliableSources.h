#pragma once

#include "core/ByteSource.h"
#include "core/CancelToken.h"

#include <algorithm>
#include <limits>

namespace tallybridge::test {

/// Fails, or ends early, from a place on.
class FailingBytes : public ByteSource
{
public:
    FailingBytes(QByteArray bytes, bool endsEarly) : m_inner(bytesInMemory(std::move(bytes))), m_endsEarly(endsEarly) {}

    qint64 size() const override { return m_inner->size(); }

    Result<qint64> readAt(qint64 offset, char *buffer, qint64 length) override
    {
        if (offset < failFrom && offset + length > failFrom)
            length = failFrom - offset;
        if (offset < failFrom)
            return m_inner->readAt(offset, buffer, length);
        if (m_endsEarly)
            return qint64(0);
        return Failure{FailureCode::FileNotReadable, {QStringLiteral("share")}, {}, true};
    }

    qint64 failFrom = std::numeric_limits<qint64>::max();

private:
    std::shared_ptr<ByteSource> m_inner;
    bool m_endsEarly;
};

/// Gives one byte at a time.
class SlowBytes : public ByteSource
{
public:
    explicit SlowBytes(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    qint64 size() const override { return m_bytes.size(); }
    Result<qint64> readAt(qint64 offset, char *buffer, qint64) override
    {
        if (offset >= m_bytes.size())
            return qint64(0);
        *buffer = m_bytes[offset];
        return qint64(1);
    }

private:
    QByteArray m_bytes;
};

/// Cancels while bytes behind the first are read, once armed.
class CancellingBytes : public SlowBytes
{
public:
    CancellingBytes(QByteArray bytes, CancelToken cancel) : SlowBytes(bytes), m_bytes(std::move(bytes)), m_cancel(std::move(cancel)) {}
    Result<qint64> readAt(qint64 offset, char *buffer, qint64 length) override
    {
        reached = std::max(reached, offset < m_bytes.size() / 2 ? offset : 0);
        if (armed && offset > 0)
            m_cancel.cancel();
        const qint64 got = std::min<qint64>(length, m_bytes.size() - offset);
        std::copy_n(m_bytes.constData() + offset, got, buffer);
        return got;
    }
    bool armed = false;
    qint64 reached = 0;

private:
    QByteArray m_bytes;
    CancelToken m_cancel;
};

/// Bytes that do not deflate, the same each time.
inline QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 1;
    for (char &c : bytes) {
        state = state * 1664525u + 1013904223u;
        c = char(state >> 24);
    }
    return bytes;
}

} // namespace tallybridge::test

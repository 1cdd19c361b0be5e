#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <memory>

namespace tallybridge {

/// Bytes that nobody else may see: a password, a key. Copies share one buffer, which the last one overwrites before it is freed.
/// It converts to nothing, so that it does not get into a log or a message by mistake.
class Secret
{
public:
    Secret() = default;
    /// Copies the bytes; what the caller still has of them is the caller's to wipe.
    explicit Secret(QByteArrayView bytes);

    /// Takes the bytes and overwrites the array, unless others share it.
    static Secret take(QByteArray &bytes);
    /// This many bytes of the system's random generator.
    static Secret random(qsizetype size);

    bool isEmpty() const { return view().isEmpty(); }
    qsizetype size() const { return view().size(); }
    /// Valid while this object or a copy of it lives.
    QByteArrayView view() const;

    bool operator==(const Secret &other) const { return view() == other.view(); }

private:
    struct Buffer;
    std::shared_ptr<const Buffer> m_buffer;
};

/// Overwrites bytes in a way the compiler does not leave out.
void wipe(void *bytes, size_t size);
/// Overwrites and empties an array, unless others share it.
void wipe(QByteArray &bytes);

} // namespace tallybridge

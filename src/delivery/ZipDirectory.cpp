#include "delivery/ZipDirectory.h"

#include <QtEndian>
#include <algorithm>
#include <cstring>
#include <optional>

namespace tallybridge {

namespace {

constexpr qint64 endRecordSize = 22;
constexpr qint64 longestComment = 0xffff;
constexpr qint64 zip64LocatorSize = 20;
constexpr qint64 zip64EndRecordSize = 56;
constexpr qint64 directoryRecordSize = 46;
constexpr quint16 zip64ExtraId = 0x0001;

/// Where the end records say that the directory lies.
struct Place {
    quint64 entries = 0;
    quint64 size = 0;
    quint64 offset = 0;
    bool zip64 = false;
    bool trailingBytes = false;
};

template <typename T>
T number(const char *bytes)
{
    return qFromLittleEndian<T>(bytes);
}

bool hasSignature(const char *bytes, const char (&signature)[5])
{
    return std::memcmp(bytes, signature, 4) == 0;
}

/// Reads exactly length bytes at offset; a source that ends too early has changed since it was opened.
Result<QByteArray> readExactly(ByteSource &source, const QString &delivery, qint64 offset, qint64 length)
{
    QByteArray bytes(length, Qt::Uninitialized);
    for (qint64 filled = 0; filled < length;) {
        const auto got = source.readAt(offset + filled, bytes.data() + filled, length - filled);
        if (!got)
            return got.failure();
        if (*got == 0)
            return Failure{FailureCode::DeliveryChanged, {delivery}, {}, true};
        filled += *got;
    }
    return bytes;
}

/// Fills the place from the zip64 records in front of the end record, when there are any. False: they are there and
/// broken.
Result<bool> readZip64(ByteSource &source, const QString &delivery, qint64 endOffset, Place &place)
{
    if (endOffset < zip64LocatorSize)
        return true;
    const auto locator = readExactly(source, delivery, endOffset - zip64LocatorSize, zip64LocatorSize);
    if (!locator)
        return locator.failure();
    if (!hasSignature(locator->constData(), "PK\6\7"))
        return true;
    const auto recordOffset = number<quint64>(locator->constData() + 8);
    if (recordOffset > quint64(endOffset - zip64LocatorSize) || endOffset - zip64LocatorSize - qint64(recordOffset) < zip64EndRecordSize)
        return false;
    const auto record = readExactly(source, delivery, qint64(recordOffset), zip64EndRecordSize);
    if (!record)
        return record.failure();
    const char *bytes = record->constData();
    if (!hasSignature(bytes, "PK\6\6") || number<quint32>(bytes + 16) != 0 || number<quint32>(bytes + 20) != 0)
        return false;
    place.entries = number<quint64>(bytes + 32);
    place.size = number<quint64>(bytes + 40);
    place.offset = number<quint64>(bytes + 48);
    place.zip64 = true;
    return true;
}

/// Reads the end record at this place; nothing when it is none or does not point to a directory in front of it.
Result<std::optional<Place>> readEndRecord(ByteSource &source, const QString &delivery, const char *bytes, qint64 endOffset)
{
    const auto disk = number<quint16>(bytes + 4);
    const auto directoryDisk = number<quint16>(bytes + 6);
    Place place;
    place.entries = number<quint16>(bytes + 10);
    place.size = number<quint32>(bytes + 12);
    place.offset = number<quint32>(bytes + 16);
    const auto zip64 = readZip64(source, delivery, endOffset, place);
    if (!zip64)
        return zip64.failure();
    const auto limit = quint64(endOffset);
    if (!*zip64 || (!place.zip64 && (disk != 0 || directoryDisk != 0)) || place.size > limit || place.offset > limit - place.size)
        return std::optional<Place>();
    if (place.size >= directoryRecordSize) {
        // An end record inside a comment or an entry points nowhere.
        const auto first = readExactly(source, delivery, qint64(place.offset), 4);
        if (!first)
            return first.failure();
        if (!hasSignature(first->constData(), "PK\1\2"))
            return std::optional<Place>();
    }
    return std::optional<Place>(place);
}

/// Looks for the end record from the end of the file backwards; one whose comment ends with the file wins over others.
Result<std::optional<Place>> findDirectory(ByteSource &source, const QString &delivery)
{
    const qint64 tailSize = std::min(source.size(), endRecordSize + longestComment);
    const auto tail = readExactly(source, delivery, source.size() - tailSize, tailSize);
    if (!tail)
        return tail.failure();
    std::optional<Place> second;
    // Each candidate costs up to three reads: a tail full of signatures must not become thousands of them.
    int candidatesLeft = 16;
    for (qint64 at = tailSize - endRecordSize; at >= 0 && candidatesLeft > 0; --at) {
        const char *bytes = tail->constData() + at;
        if (!hasSignature(bytes, "PK\5\6"))
            continue;
        const qint64 behind = tailSize - at - endRecordSize - number<quint16>(bytes + 20);
        if (behind < 0)
            continue;
        --candidatesLeft;
        auto place = readEndRecord(source, delivery, bytes, source.size() - tailSize + at);
        if (!place)
            return place.failure();
        if (*place && behind == 0)
            return place;
        if (*place && !second) {
            second = **place;
            second->trailingBytes = true;
        }
    }
    return second;
}

/// Replaces the sizes and the offset that do not fit 32 bits by those of the zip64 extra field (APPNOTE 4.5.3).
bool applyZip64Extra(const char *extra, qint64 length, ZipRecord &record)
{
    const bool needsSize = record.size == 0xffffffff;
    const bool needsCompressed = record.compressedSize == 0xffffffff;
    const bool needsOffset = record.headerOffset == 0xffffffff;
    if (!needsSize && !needsCompressed && !needsOffset)
        return true;
    while (length >= 4) {
        const auto id = number<quint16>(extra);
        const auto fieldLength = number<quint16>(extra + 2);
        extra += 4;
        length -= 4;
        if (fieldLength > length)
            return false;
        if (id == zip64ExtraId) {
            qint64 used = 0;
            const auto take = [&](bool needed, quint64 &value) {
                if (!needed)
                    return true;
                if (used + 8 > fieldLength)
                    return false;
                value = number<quint64>(extra + used);
                used += 8;
                return true;
            };
            return take(needsSize, record.size) && take(needsCompressed, record.compressedSize) && take(needsOffset, record.headerOffset);
        }
        extra += fieldLength;
        length -= fieldLength;
    }
    // Without the field the values are meant as they stand: a file of exactly 4 GiB - 1.
    return true;
}

/// Reads the directory block by block; false when it is not the sequence of records it should be.
Result<bool> readRecords(ByteSource &source, const QString &delivery, const Place &place, qint64 maxEntries,
                         std::vector<ZipRecord> &records)
{
    constexpr qint64 blockSize = 1 << 20; // more than the longest record: 46 + 3 * 65535
    QByteArray block;
    qint64 used = 0;
    auto offset = qint64(place.offset);
    qint64 left = qint64(place.size);
    records.reserve(size_t(std::min<quint64>(place.entries, place.size / directoryRecordSize)));
    while (left > 0 || used < block.size()) {
        if (block.size() - used < blockSize / 2 && left > 0) {
            const qint64 length = std::min(left, blockSize);
            const auto more = readExactly(source, delivery, offset, length);
            if (!more)
                return more.failure();
            block = block.sliced(used) + *more;
            used = 0;
            offset += length;
            left -= length;
        }
        const char *bytes = block.constData() + used;
        const qint64 available = block.size() - used;
        if (available < directoryRecordSize || !hasSignature(bytes, "PK\1\2"))
            return false;
        const auto nameLength = number<quint16>(bytes + 28);
        const auto extraLength = number<quint16>(bytes + 30);
        const auto commentLength = number<quint16>(bytes + 32);
        const qint64 length = directoryRecordSize + nameLength + extraLength + commentLength;
        if (available < length)
            return false;
        if (qint64(records.size()) == maxEntries)
            return Failure{FailureCode::DeliveryTooManyEntries, {delivery, QString::number(maxEntries)}, {}, false};
        ZipRecord record;
        record.flags = number<quint16>(bytes + 8);
        record.method = number<quint16>(bytes + 10);
        record.crc = number<quint32>(bytes + 16);
        record.compressedSize = number<quint32>(bytes + 20);
        record.size = number<quint32>(bytes + 24);
        record.headerOffset = number<quint32>(bytes + 42);
        record.rawName = QByteArray(bytes + directoryRecordSize, nameLength);
        if (!applyZip64Extra(bytes + directoryRecordSize + nameLength, extraLength, record))
            return false;
        records.push_back(std::move(record));
        used += length;
    }
    // Writers without zip64 that hold more than 65535 entries store the lowest 16 bits of the number.
    return place.zip64 ? records.size() == place.entries : (records.size() & 0xffff) == place.entries;
}

} // namespace

Result<ZipDirectory> ZipDirectory::read(ByteSource &source, const QString &delivery, qint64 maxEntries)
{
    const Failure notAZip{FailureCode::DeliveryNotAZip, {delivery}, {}, false};
    if (source.size() < 4)
        return notAZip;
    const auto head = readExactly(source, delivery, 0, 4);
    if (!head)
        return head.failure();
    const bool startsLikeAZip = hasSignature(head->constData(), "PK\3\4") || hasSignature(head->constData(), "PK\5\6");
    // What begins like a ZIP and has no directory was cut off on its way.
    const Failure broken = startsLikeAZip ? Failure{FailureCode::DeliveryTruncated, {delivery}, {}, false} : notAZip;
    if (source.size() < endRecordSize)
        return broken;
    const auto found = findDirectory(source, delivery);
    if (!found)
        return found.failure();
    if (!*found)
        return broken;
    const Place place = **found;
    if (place.entries > quint64(maxEntries))
        return Failure{FailureCode::DeliveryTooManyEntries, {delivery, QString::number(maxEntries)}, {}, false};
    // Ordinary records have 100 to 200 bytes; the directory sits in memory, so its size has a limit of its own.
    const qint64 maxDirectoryBytes = (16LL << 20) + 256 * maxEntries;
    if (place.size > quint64(maxDirectoryBytes))
        return Failure{FailureCode::DeliveryTooLarge, {delivery, QString::number(maxDirectoryBytes)}, {}, false};
    ZipDirectory directory;
    directory.m_trailingBytes = place.trailingBytes;
    const auto complete = readRecords(source, delivery, place, maxEntries, directory.m_records);
    if (!complete)
        return complete.failure();
    if (!*complete)
        return broken;
    return directory;
}

} // namespace tallybridge

// Any bytes as a delivery. Input "1…": the bytes as they are; else a delivery whose entries the bytes describe, so that
// the fuzzer reaches what lies behind a well-formed directory.
#include "delivery/DeliveryReader.h"
#include "support/ZipWriter.h"

#include <cstdlib>

using namespace tallybridge;

namespace {

QByteArray described(QByteArray bytes)
{
    test::ZipWriter zip;
    const auto take = [&bytes](qsizetype length) {
        const QByteArray part = bytes.first(std::min(length, bytes.size()));
        bytes = bytes.sliced(part.size());
        return part;
    };
    while (!bytes.isEmpty()) {
        const QByteArray control = take(4).leftJustified(4, '\0');
        test::ZipEntry entry;
        entry.name = take(uchar(control[0]) % 16) + ((control[1] & 1) ? ".eml" : ".mf");
        entry.content = take(uchar(control[2]));
        entry.deflate = control[1] & 2;
        entry.zip64 = control[1] & 4;
        if (control[1] & 8)
            entry.flags = quint16(uchar(control[3]));
        if (control[1] & 16)
            entry.size = uchar(control[3]) * 1000u;
        if (control[1] & 32)
            entry.headerOffset = uchar(control[3]);
        if (control[1] & 64)
            entry.compressedSize = uchar(control[3]);
        zip.zip64 = control[1] & 128;
        zip.add(entry);
    }
    return zip.finish();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const QByteArray zip = input.startsWith('1') ? input.sliced(1) : described(input);
    DeliveryLimits limits;
    limits.maxEntries = 1000;
    limits.maxEntryBytes = 1 << 20;
    limits.maxTotalBytes = 4 << 20;
    limits.ratioFloorBytes = 1 << 16;
    auto reader = DeliveryReader::open(bytesInMemory(zip), QStringLiteral("d.zip"), limits);
    if (!reader)
        return 0;
    auto contents = reader->check({});
    if (!contents)
        std::abort(); // the source never fails and nobody cancels
    if (!contents->acceptable && !contents->problem)
        std::abort();
    qint64 total = 0;
    for (const DeliveryEntry &item : contents->items) {
        const auto bytes = reader->read(item);
        // What the check let pass can be read, and is as long as it says.
        if (!contents->problem && (!bytes || bytes->size() != item.size))
            std::abort();
        if (bytes)
            total += bytes->size();
    }
    if (contents->acceptable && total > limits.maxTotalBytes)
        std::abort();
    if (!contents->problem && contents->declaredCount() != contents->foundCount())
        std::abort();
    return 0;
}

// Any bytes as a sealed file. Input "1…": the bytes as they are; else a file that was sealed here and then changed where the input says, so
// that the fuzzer reaches what lies behind a header that opens.
#include "staging/SealedReader.h"
#include "staging/SealedWriter.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdlib>

using namespace tallybridge;

namespace {

const QByteArray label = "fuzz";

const SealKeys &keys()
{
    static const SealKeys made(Secret(QByteArray(SealKeys::keySize, 'k')));
    return made;
}

QByteArray clearBytes()
{
    QByteArray bytes(sealed::chunkSize + 100, '\0');
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = char(i * 31);
    return bytes;
}

const QByteArray &sealedFile()
{
    static const QByteArray made = [] {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("f"));
        auto writer = SealedWriter::create(path, keys(), label);
        if (!writer || !(*writer)->write(clearBytes()) || !(*writer)->finish())
            std::abort();
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            std::abort();
        return file.readAll();
    }();
    return made;
}

QByteArray changed(QByteArrayView input)
{
    QByteArray bytes = sealedFile();
    while (input.size() >= 4 && !bytes.isEmpty()) {
        const qsizetype place = (uchar(input[1]) << 16 | uchar(input[2]) << 8 | uchar(input[3])) % bytes.size();
        switch (uchar(input[0]) % 4) {
        case 0:
            bytes[place] = char(bytes[place] ^ 1);
            break;
        case 1:
            bytes.truncate(place);
            break;
        case 2:
            bytes.remove(place, 1);
            break;
        default:
            if (bytes.size() < (1 << 20))
                bytes.append(bytes.sliced(place));
            break;
        }
        input = input.sliced(4);
    }
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const QByteArray file = input.startsWith('1') ? input.sliced(1) : changed(input);
    auto reader = SealedReader::open(bytesInMemory(file), keys(), label, QStringLiteral("f"));
    if (!reader)
        return 0;
    QByteArray clear((*reader)->size(), '\0');
    const auto got = readFully(**reader, 0, clear.data(), clear.size());
    // What opens to its end is what was sealed.
    if (got && (*got != clear.size() || clear != clearBytes()))
        std::abort();
    return 0;
}

#include "staging/SealedReader.h"
#include "staging/SealedWriter.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tallybridge;

namespace {

// The vectors of docs/sealed-format.md, made with another implementation of AES-GCM.
const char vectorHeader[] = "54425345414c310a00000100ac83ae1853529419a0a0a0a0a0a0a0a0a0a0a0a041d40484d6ad24b6d53ce0ed9d4e82dd"
                            "b1cdef92ca94536075733b4de2958fee05ae9433bcdb3dad28007f8b78c8e8f7";
const char vectorText[] = "b0b0b0b0b0b0b0b0b0b0b0b0412e3c0a380f3388b33cb38f0ab62d7ad7e9acea12c7bb6f27a88c";
const char vectorEmpty[] = "b0b0b0b0b0b0b0b0b0b0b0b099cda478916a3423f288c2ee0abe1f42";
constexpr QByteArrayView vectorLabel("held original\nvector");

Secret countingKey(char first)
{
    QByteArray bytes(SealKeys::keySize, '\0');
    for (char &byte : bytes)
        byte = first++;
    return Secret(bytes);
}

QByteArray someBytes(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char(i * 7 % 251 + i / sealed::chunkSize);
    return bytes;
}

} // namespace

class SealedFileTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const SealKeys m_keys{countingKey(0)};
    const QByteArray m_label = "a label";

    QString path() const { return m_folder.filePath(QStringLiteral("file")); }

    QByteArray sealedForm(const QByteArray &clear, qsizetype piece = 100'000)
    {
        auto writer = SealedWriter::create(path(), m_keys, m_label);
        Q_ASSERT(writer.ok());
        for (qsizetype i = 0; i < clear.size(); i += piece) {
            const auto written = (*writer)->write(QByteArrayView(clear).sliced(i, std::min(piece, clear.size() - i)));
            Q_ASSERT(written.ok());
        }
        const auto finished = (*writer)->finish();
        Q_ASSERT(finished.ok());
        QFile file(path());
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        return file.readAll();
    }

    Result<QByteArray> opened(const QByteArray &sealedBytes, const SealKeys &keys, QByteArrayView label)
    {
        auto reader = SealedReader::open(bytesInMemory(sealedBytes), keys, label, QStringLiteral("f"));
        if (!reader)
            return reader.failure();
        QByteArray clear((*reader)->size(), '\0');
        const auto got = (*reader)->readAt(0, clear.data(), clear.size());
        if (!got)
            return got.failure();
        return clear;
    }

    bool isRefused(const QByteArray &sealedBytes)
    {
        const auto clear = opened(sealedBytes, m_keys, m_label);
        return !clear && clear.failure().code == FailureCode::SealedFileDamaged;
    }

private Q_SLOTS:
    void vectors()
    {
        const auto text = opened(QByteArray::fromHex(QByteArray(vectorHeader) + vectorText), m_keys, vectorLabel);
        QVERIFY(text.ok());
        QCOMPARE(*text, QByteArray("Tallybridge"));
        const auto empty = opened(QByteArray::fromHex(QByteArray(vectorHeader) + vectorEmpty), m_keys, vectorLabel);
        QVERIFY(empty.ok());
        QCOMPARE(*empty, QByteArray());
    }

    void roundTrip_data()
    {
        QTest::addColumn<qsizetype>("size");
        for (const qsizetype size : {qsizetype(0), qsizetype(1), sealed::chunkSize - 1, sealed::chunkSize, sealed::chunkSize + 1,
                                     2 * sealed::chunkSize, qsizetype(1'500'000)})
            QTest::addRow("%lld", qlonglong(size)) << size;
    }
    void roundTrip()
    {
        QFETCH(qsizetype, size);
        const QByteArray clear = someBytes(size);
        const QByteArray sealedBytes = sealedForm(clear, 70'001);
        QVERIFY(size < 8 || !sealedBytes.contains(clear.first(std::min<qsizetype>(size, 64))));
        const auto all = opened(sealedBytes, m_keys, m_label);
        QVERIFY(all.ok());
        QCOMPARE(*all, clear);
    }

    void readsAnywhere()
    {
        const QByteArray clear = someBytes(3 * sealed::chunkSize + 10);
        auto reader = SealedReader::open(bytesInMemory(sealedForm(clear)), m_keys, m_label, {});
        QVERIFY(reader.ok());
        QByteArray buffer(sealed::chunkSize + 20, '\0');
        for (const qint64 offset : {qint64(2 * sealed::chunkSize - 10), qint64(0), qint64(clear.size() - 5), qint64(clear.size())}) {
            const auto got = (*reader)->readAt(offset, buffer.data(), buffer.size());
            QVERIFY(got.ok());
            QCOMPARE(*got, std::min<qint64>(buffer.size(), clear.size() - offset));
            QCOMPARE(buffer.first(*got), clear.sliced(offset, *got));
        }
    }

    void everyChangedByteIsNoticed()
    {
        const QByteArray whole = sealedForm(someBytes(100));
        for (qsizetype i = 0; i < whole.size(); ++i) {
            QByteArray changed = whole;
            changed[i] = char(changed[i] ^ 0x40);
            const auto clear = opened(changed, m_keys, m_label);
            QVERIFY2(!clear.ok(), qPrintable(QString::number(i)));
        }
    }

    void cutOffFilesAreNoticed()
    {
        const QByteArray whole = sealedForm(someBytes(3 * sealed::chunkSize));
        for (const qint64 size : {qint64(0), qint64(sealed::headerSize - 1), qint64(sealed::headerSize), sealed::chunkOffset(0) + 5,
                                  sealed::chunkOffset(1), sealed::chunkOffset(2), sealed::chunkOffset(2) + 1000, whole.size() - 1LL})
            QVERIFY2(isRefused(whole.first(size)), qPrintable(QString::number(size)));
        QVERIFY(isRefused(whole + 'x'));
    }

    void exchangedChunksAreNoticed()
    {
        const QByteArray whole = sealedForm(someBytes(4 * sealed::chunkSize));
        QByteArray exchanged = whole;
        exchanged.replace(sealed::chunkOffset(0), sealed::sealedChunkSize, whole.sliced(sealed::chunkOffset(1), sealed::sealedChunkSize));
        QVERIFY(isRefused(exchanged));
        // A chunk of another file, in its own place.
        QByteArray mixed = sealedForm(someBytes(4 * sealed::chunkSize));
        mixed.replace(sealed::chunkOffset(1), sealed::sealedChunkSize, whole.sliced(sealed::chunkOffset(1), sealed::sealedChunkSize));
        QVERIFY(isRefused(mixed));
        // A whole chunk left out.
        QByteArray shorter = whole;
        shorter.remove(sealed::chunkOffset(1), sealed::sealedChunkSize);
        QVERIFY(isRefused(shorter));
    }

    void otherLabelOrKey()
    {
        const QByteArray whole = sealedForm("x");
        const auto label = opened(whole, m_keys, "another label");
        QVERIFY(!label.ok());
        QCOMPARE(label.failure().code, FailureCode::SealedFileDamaged);
        const auto key = opened(whole, SealKeys(countingKey(1)), m_label);
        QVERIFY(!key.ok());
        QCOMPARE(key.failure().code, FailureCode::SealedFileForeign);
        SealKeys both(countingKey(1));
        both.add(countingKey(0));
        QVERIFY(opened(whole, both, m_label).ok());
    }

    void resumes_data()
    {
        QTest::addColumn<qint64>("cut");
        QTest::newRow("in the first chunk") << sealed::chunkOffset(0) + 100;
        QTest::newRow("between chunks") << sealed::chunkOffset(2);
        QTest::newRow("in a chunk") << sealed::chunkOffset(3) + 7;
    }
    void resumes()
    {
        QFETCH(qint64, cut);
        const QByteArray clear = someBytes(5 * sealed::chunkSize + 3);
        sealedForm(clear);
        QVERIFY(QFile::resize(path(), cut));
        QByteArray seen;
        auto writer = SealedWriter::resume(path(), m_keys, m_label, [&](QByteArrayView bytes) { seen += bytes; });
        QVERIFY(writer.ok());
        QCOMPARE((*writer)->size(), qint64(seen.size()));
        QCOMPARE(seen, clear.first(seen.size()));
        QCOMPARE(qint64(seen.size()), (cut - sealed::headerSize) / sealed::sealedChunkSize * sealed::chunkSize);
        QVERIFY((*writer)->write(QByteArrayView(clear).sliced(seen.size())).ok());
        QVERIFY((*writer)->finish().ok());
        writer->reset();
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto all = opened(file.readAll(), m_keys, m_label);
        QVERIFY(all.ok());
        QCOMPARE(*all, clear);
    }

    void unfinishedFilesAreNoWholeOnes()
    {
        auto writer = SealedWriter::create(path(), m_keys, m_label);
        QVERIFY(writer.ok());
        QVERIFY((*writer)->write(someBytes(2 * sealed::chunkSize + 1)).ok());
        QVERIFY((*writer)->flush().ok());
        writer->reset();
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(isRefused(file.readAll()));
    }
};

QTEST_APPLESS_MAIN(SealedFileTest)
#include "tst_SealedFile.moc"

#include "staging/LocalSpool.h"

#include "core/PrivateFolder.h"
#include "core/Sha256.h"
#include "core/platform.h"
#include "staging/SealedReader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QStorageInfo>

namespace tallybridge {

namespace {

constexpr QLatin1String wholeSuffix(".sealed");
constexpr QLatin1String begunSuffix(".part");

QByteArray labelOf(const LocalSpool::Key &key)
{
    return "delivery\n" + key.name.toUtf8() + '\n' + QByteArray::number(key.size) + '\n' +
           QByteArray::number(key.modified.toMSecsSinceEpoch());
}

// Names come from the source: none of them becomes a path.
QString fileNameOf(const LocalSpool::Key &key)
{
    return QString::fromLatin1(Sha256::of(labelOf(key)).first(16).toHex());
}

} // namespace

LocalSpool::LocalSpool(QString folder, SealKeys keys) : m_folder(std::move(folder)), m_keys(std::move(keys)) {}

QString LocalSpool::path(const Key &key, QLatin1String suffix) const
{
    return m_folder + QLatin1Char('/') + fileNameOf(key) + suffix;
}

Result<void> LocalSpool::makeFolder() const
{
    return makePrivateFolder(m_folder);
}

Result<std::shared_ptr<ByteSource>> LocalSpool::open(const Key &key) const
{
    const QString whole = path(key, wholeSuffix);
    if (!QFileInfo::exists(whole))
        return std::shared_ptr<ByteSource>();
    auto file = openFile(whole);
    if (!file)
        return file;
    auto reader = SealedReader::open(std::move(*file), m_keys, labelOf(key), whole);
    if (!reader)
        return reader.failure();
    if ((*reader)->size() != key.size)
        return Failure{FailureCode::SealedFileDamaged, {whole}, {}, false};
    return std::shared_ptr<ByteSource>(std::move(*reader));
}

Result<std::unique_ptr<SealedWriter>> LocalSpool::begin(const Key &key, const std::function<void(QByteArrayView)> &seen)
{
    if (auto made = makeFolder(); !made)
        return made.failure();
    const QString begun = path(key, begunSuffix);
    if (QFileInfo::exists(begun)) {
        auto writer = SealedWriter::resume(begun, m_keys, labelOf(key), seen);
        const bool useless =
            !writer && (writer.failure().code == FailureCode::SealedFileDamaged || writer.failure().code == FailureCode::SealedFileForeign);
        if (!useless)
            return writer;
    }
    return SealedWriter::create(begun, m_keys, labelOf(key));
}

Result<void> LocalSpool::finish(const Key &key, std::unique_ptr<SealedWriter> writer)
{
    if (auto finished = writer->finish(); !finished)
        return finished;
    writer.reset();
    // Not flushed: after a power cut a torn file is found out by its seal and fetched again.
    return platform::renameOver(path(key, begunSuffix), path(key, wholeSuffix));
}

void LocalSpool::remove(const Key &key)
{
    QFile::remove(path(key, wholeSuffix));
    QFile::remove(path(key, begunSuffix));
}

void LocalSpool::removeOthers(const std::vector<Key> &keep)
{
    QSet<QString> names;
    for (const Key &key : keep)
        names << QString(fileNameOf(key) + wholeSuffix) << QString(fileNameOf(key) + begunSuffix);
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden)) {
        if ((name.endsWith(wholeSuffix) || name.endsWith(begunSuffix)) && !names.contains(name))
            QFile::remove(folder.filePath(name));
    }
}

qint64 LocalSpool::sealedSize(qint64 clear)
{
    const qint64 chunks = std::max<qint64>(1, (clear + sealed::chunkSize - 1) / sealed::chunkSize);
    return sealed::headerSize + chunks * (sealed::nonceSize + sealed::tagSize) + clear;
}

qint64 LocalSpool::begunSize(const Key &key) const
{
    return QFileInfo(path(key, begunSuffix)).size();
}

qint64 LocalSpool::freeBytes() const
{
    const QStorageInfo storage(QFileInfo(m_folder).isDir() ? m_folder : QFileInfo(m_folder).path());
    return storage.isValid() && storage.isReady() ? storage.bytesAvailable() : -1;
}

} // namespace tallybridge

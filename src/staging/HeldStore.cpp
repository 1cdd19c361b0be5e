#include "staging/HeldStore.h"

#include "core/PrivateFolder.h"
#include "core/Sha256.h"
#include "core/platform.h"
#include "staging/SealedReader.h"
#include "staging/SealedWriter.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QSet>

namespace tallybridge {

namespace {

constexpr QLatin1String suffix(".eml.sealed");
constexpr QLatin1String begunSuffix(".part");

QByteArray labelOf(const QByteArray &emlSha256)
{
    return "held original\n" + emlSha256.toHex();
}

} // namespace

HeldStore::HeldStore(QString folder, std::function<Result<SealKeys>()> keys) : m_folder(std::move(folder)), m_makeKeys(std::move(keys)) {}

Result<void> HeldStore::loadKeys()
{
    if (!m_keys.isEmpty())
        return {};
    auto keys = m_makeKeys();
    if (!keys)
        return keys.failure();
    m_keys = std::move(*keys);
    return {};
}

QString HeldStore::path(const QByteArray &emlSha256) const
{
    const QString name = QString::fromLatin1(emlSha256.toHex());
    return m_folder + QLatin1Char('/') + name.first(2) + QLatin1Char('/') + name + suffix;
}

bool HeldStore::contains(const QByteArray &emlSha256) const
{
    return emlSha256.size() == Sha256::size && QFileInfo::exists(path(emlSha256));
}

Result<void> HeldStore::put(const QByteArray &emlSha256, QByteArrayView eml)
{
    Q_ASSERT(emlSha256.size() == Sha256::size);
    return QFileInfo::exists(path(emlSha256)) ? Result<void>() : write(emlSha256, eml);
}

Result<void> HeldStore::replace(const QByteArray &emlSha256, QByteArrayView eml)
{
    auto written = write(emlSha256, eml);
    return written ? flush() : written;
}

Result<void> HeldStore::write(const QByteArray &emlSha256, QByteArrayView eml)
{
    const QString whole = path(emlSha256);
    if (auto loaded = loadKeys(); !loaded)
        return loaded;
    if (auto made = makePrivateFolder(QFileInfo(whole).path()); !made)
        return made;
    const QString begun = whole + begunSuffix;
    auto writer = SealedWriter::create(begun, m_keys, labelOf(emlSha256));
    if (!writer)
        return writer.failure();
    if (auto written = (*writer)->write(eml); !written)
        return written;
    if (auto finished = (*writer)->finish(); !finished)
        return finished;
    writer->reset();
    if (auto renamed = platform::renameOver(begun, whole); !renamed)
        return renamed;
    m_written << whole;
    return {};
}

Result<void> HeldStore::flush()
{
    if (m_written.isEmpty())
        return {};
    const auto all = platform::flushFileSystem(m_folder);
    if (!all)
        return all.failure();
    if (!*all) {
        QSet<QString> folders{m_folder};
        for (const QString &file : std::as_const(m_written)) {
            if (auto flushed = platform::flushFile(file); !flushed)
                return flushed;
            folders << QFileInfo(file).path();
        }
        for (const QString &folder : std::as_const(folders)) {
            if (auto flushed = platform::flushFolder(folder); !flushed)
                return flushed;
        }
    }
    m_written.clear();
    return {};
}

Result<QByteArray> HeldStore::read(const QByteArray &emlSha256)
{
    const QString whole = path(emlSha256);
    if (auto loaded = loadKeys(); !loaded)
        return Failure{FailureCode::SealedFileForeign, {whole}, QString(failureCodeName(loaded.failure().code)), false};
    auto file = openFile(whole);
    if (!file)
        return file.failure();
    auto reader = SealedReader::open(std::move(*file), m_keys, labelOf(emlSha256), whole);
    if (!reader)
        return reader.failure();
    QByteArray eml((*reader)->size(), Qt::Uninitialized);
    const auto got = readFully(**reader, 0, eml.data(), eml.size());
    if (!got)
        return got.failure();
    if (*got != eml.size() || Sha256::of(eml) != emlSha256)
        return Failure{FailureCode::SealedFileDamaged, {whole}, {}, false};
    return eml;
}

Result<void> HeldStore::remove(const QByteArray &emlSha256)
{
    return platform::removeFile(path(emlSha256));
}

void HeldStore::forEach(const std::function<void(const QByteArray &)> &visit) const
{
    QDirIterator files(m_folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        const QString name = files.fileName();
        if (name.endsWith(begunSuffix)) {
            // Left over by a crash; what it was to hold is fetched again from its delivery.
            QFile::remove(files.filePath());
            continue;
        }
        const QByteArray sha256 = name.endsWith(suffix) ? QByteArray::fromHex(name.chopped(suffix.size()).toLatin1()) : QByteArray();
        if (sha256.size() == Sha256::size)
            visit(sha256);
    }
}

} // namespace tallybridge

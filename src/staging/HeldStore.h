#pragma once

#include "core/Result.h"
#include "staging/SealKeys.h"

#include <QByteArray>
#include <QString>
#include <functional>

namespace tallybridge {

/// The held originals of one connector: sealed EMLs of items with an unsettled copy, one file each, named by the SHA-256 of the EML.
/// One thread at a time.
class HeldStore
{
public:
    /// folder: absolute, made when it is needed. keys is asked once, when something is to be sealed or opened.
    HeldStore(QString folder, std::function<Result<SealKeys>()> keys);

    bool contains(const QByteArray &emlSha256) const;
    /// Keeps an original; one that is held already stays as it is. Not durable before flush(). Failures: those of keys,
    /// FileNotWritable, DiskFull.
    Result<void> put(const QByteArray &emlSha256, QByteArrayView eml);
    /// Makes everything put so far durable. Failures: FileNotWritable, DiskFull.
    Result<void> flush();
    /// Puts a whole original in the place of one that is damaged; durable. Failures: as put().
    Result<void> replace(const QByteArray &emlSha256, QByteArrayView eml);
    /// The EML, proved by its SHA-256. Failures: FileNotFound, FileNotReadable, SealedFileDamaged; SealedFileForeign also when keys fails.
    Result<QByteArray> read(const QByteArray &emlSha256);
    /// Failures: FileNotWritable.
    Result<void> remove(const QByteArray &emlSha256);
    /// Calls visit with each held original's SHA-256; what visit removes meanwhile may still come.
    void forEach(const std::function<void(const QByteArray &emlSha256)> &visit) const;

private:
    QString path(const QByteArray &emlSha256) const;

    Result<void> loadKeys();
    Result<void> write(const QByteArray &emlSha256, QByteArrayView eml);

    QString m_folder;
    std::function<Result<SealKeys>()> m_makeKeys;
    SealKeys m_keys;
    QStringList m_written; ///< since the last flush()
};

} // namespace tallybridge

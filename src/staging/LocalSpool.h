#pragma once

#include "core/ByteSource.h"
#include "core/Result.h"
#include "staging/SealKeys.h"
#include "staging/SealedWriter.h"

#include <QDateTime>
#include <QString>
#include <functional>
#include <memory>
#include <vector>

namespace tallybridge {

/// The private folder of this computer where fetched deliveries lie, sealed, until they are imported. One thread at a time.
class LocalSpool
{
public:
    /// A delivery as it lies at the source; other size or time means another delivery.
    struct Key {
        QString name;
        qint64 size = 0;
        QDateTime modified;
    };

    /// folder: absolute, made when it is needed. keys: not empty.
    LocalSpool(QString folder, SealKeys keys);

    /// A delivery that was fetched whole; null when there is none. Failures: SealedFileDamaged, SealedFileForeign, FileNotReadable.
    Result<std::shared_ptr<ByteSource>> open(const Key &key) const;

    /// Begins to write a delivery, or goes on where a former process stopped; `seen` gets the bytes that are there already, in order.
    /// Failures: FileNotWritable, DiskFull.
    Result<std::unique_ptr<SealedWriter>> begin(const Key &key, const std::function<void(QByteArrayView)> &seen);
    /// Ends the writing: the delivery is whole. Failures: FileNotWritable, DiskFull.
    Result<void> finish(const Key &key, std::unique_ptr<SealedWriter> writer);

    /// Removes the delivery, whole or not.
    void remove(const Key &key);
    /// Removes everything but these.
    void removeOthers(const std::vector<Key> &keep);

    /// Bytes that sealing this many clear bytes takes on the disk.
    static qint64 sealedSize(qint64 clear);
    /// Bytes of the key's unfinished file; 0 when there is none.
    qint64 begunSize(const Key &key) const;
    /// Bytes this account may still write where the spool lies; -1 when the system does not say.
    qint64 freeBytes() const;

    const QString &folder() const { return m_folder; }

private:
    QString path(const Key &key, QLatin1String suffix) const;
    Result<void> makeFolder() const;

    QString m_folder;
    SealKeys m_keys;
};

} // namespace tallybridge

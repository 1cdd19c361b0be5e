#pragma once

#include "core/Result.h"
#include "staging/LocalSpool.h"

#include <QByteArray>
#include <QHash>
#include <optional>

namespace tallybridge {

/// Which deliveries were fetched before, with their SHA-256, so that a daily listing of many thousand need not fetch them again. A text
/// file with one line each; losing it only costs fetching them again. One thread at a time.
class KnownDeliveries
{
public:
    /// Reads the file; lines that are not understood are passed over.
    explicit KnownDeliveries(QString path);

    std::optional<QByteArray> sha256(const LocalSpool::Key &key) const;
    /// Failures: FileNotWritable, DiskFull.
    Result<void> add(const LocalSpool::Key &key, const QByteArray &sha256);

private:
    static QByteArray identity(const LocalSpool::Key &key);

    QString m_path;
    QHash<QByteArray, QByteArray> m_sha256; ///< by identity
};

} // namespace tallybridge

#include "source/sftp/KnownDeliveries.h"

#include "core/Sha256.h"
#include "core/platform.h"

#include <QFile>

namespace tallybridge {

namespace {

constexpr qint64 longestLine = 1024;

} // namespace

KnownDeliveries::KnownDeliveries(QString path) : m_path(std::move(path))
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(longestLine);
        const qsizetype blank = line.indexOf(' ');
        const QByteArray sha256 = QByteArray::fromHex(line.left(std::max<qsizetype>(blank, 0)));
        // A line that a crash cut off has no end.
        if (sha256.size() == Sha256::size && line.endsWith('\n'))
            m_sha256.insert(line.sliced(blank + 1).chopped(1), sha256);
    }
}

QByteArray KnownDeliveries::identity(const LocalSpool::Key &key)
{
    return QByteArray::number(key.size) + ' ' + QByteArray::number(key.modified.toMSecsSinceEpoch()) + ' ' + key.name.toUtf8();
}

std::optional<QByteArray> KnownDeliveries::sha256(const LocalSpool::Key &key) const
{
    const auto found = m_sha256.constFind(identity(key));
    return found == m_sha256.constEnd() ? std::nullopt : std::optional(*found);
}

Result<void> KnownDeliveries::add(const LocalSpool::Key &key, const QByteArray &sha256)
{
    if (this->sha256(key) == sha256)
        return {};
    QFile file(m_path);
    // A line that a crash cut off ends here; empty lines say nothing.
    const QByteArray line = (file.size() > 0 ? QByteArray("\n") : QByteArray("# deliveries fetched: SHA-256, size, time, name\n")) +
                            sha256.toHex() + ' ' + identity(key) + '\n';
    const bool isNew = !file.exists();
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append) || file.write(line) != line.size() || !file.flush()) {
        const bool full = file.error() == QFileDevice::ResourceError;
        return Failure{full ? FailureCode::DiskFull : FailureCode::FileNotWritable, {m_path}, file.errorString(), true};
    }
    if (isNew)
        platform::restrictToOwner(m_path);
    m_sha256.insert(identity(key), sha256);
    return {};
}

} // namespace tallybridge

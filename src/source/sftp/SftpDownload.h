#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"
#include "core/Sha256.h"
#include "source/sftp/SftpSession.h"
#include "staging/LocalSpool.h"

#include <QByteArray>
#include <memory>

namespace tallybridge {

class SpoolingThread;

/// One delivery on its way into the spool; it outlives the sessions that bring it. One thread at a time.
class SftpDownload
{
public:
    /// Goes on with what is there of it. Failures: the spool's.
    static Result<SftpDownload> begin(LocalSpool &spool, const LocalSpool::Key &key);

    /// Bytes that are here.
    qint64 size() const { return m_writer->size(); }

    /// Brings the rest. On a connection that breaks call it again with another session. bytesPerSecond: 0 = no limit. Failures:
    /// DeliveryChanged [name] (it is not what was listed, or what is here is not its beginning), the session's, the spool's, Cancelled.
    Result<void> fetch(SftpSession &session, const QByteArray &path, qint64 bytesPerSecond, const CancelToken &cancel);
    /// Ends it; gives the SHA-256. Call it after fetch() succeeded. Failures: the spool's.
    Result<QByteArray> finish();

private:
    SftpDownload(LocalSpool &spool, const LocalSpool::Key &key) : m_spool(&spool), m_key(key), m_hash(std::make_unique<Sha256>()) {}
    Failure changed() const { return {FailureCode::DeliveryChanged, {m_key.name}, {}, true}; }
    Result<void> fetchFrom(SftpFile &file, qint64 bytesPerSecond, const CancelToken &cancel);
    Result<void> compareTail(SftpFile &file) const;
    Result<void> readInto(SpoolingThread &spooling, SftpFile &file, qint64 missing, qint64 bytesPerSecond, const CancelToken &cancel);

    LocalSpool *m_spool;
    LocalSpool::Key m_key;
    std::unique_ptr<SealedWriter> m_writer;
    std::unique_ptr<Sha256> m_hash;
    QByteArray m_tail; ///< the last bytes that are here, compared with the source before going on
};

} // namespace tallybridge

#pragma once

#include "core/Clock.h"
#include "source/DeliverySource.h"
#include "source/sftp/KnownDeliveries.h"
#include "source/sftp/SftpSession.h"
#include "staging/LocalSpool.h"

#include <QHash>
#include <functional>
#include <memory>
#include <optional>

namespace tallybridge {

namespace platform {
class FileLock;
}

/// Deliveries in a folder of an SFTP server. open() brings a delivery into the sealed spool of this computer first; a transfer that broke
/// is gone on with at the byte where it stopped, in the same run or a later one, as long as size, time and the bytes before that place are
/// the same. Sub-folders are not looked into. Failures of list() and open() besides the interface's: SftpSession's.
class SftpSource : public DeliverySource
{
public:
    enum class AfterImport { Leave, Move, Delete };
    struct Settings {
        SftpServer server;
        QString folder;            ///< as SftpUrl has it
        qint64 bytesPerSecond = 0; ///< 0: as fast as it goes
        AfterImport afterImport = AfterImport::Leave;
        QString moveFolder;            ///< for Move, as moveFolderOf() gives it; relative to `folder`
        QStringList formerMoveFolders; ///< of former settings, the newest first; deliveries may still lie there
        bool wasChanged = false;       ///< former settings moved or deleted deliveries
        QString spoolFolder;           ///< absolute; nobody else's
    };
    /// What the source asks for when it needs it, on the calling thread.
    struct Secrets {
        std::function<Result<SftpCredentials>()> credentials;
        std::function<Result<SealKeys>()> sealKeys;
    };

    SftpSource(Settings settings, Secrets secrets, std::shared_ptr<const Clock> clock);
    ~SftpSource() override;

    /// A delivery younger than a minute is listed only when a second look two seconds later finds it unchanged, otherwise it is growing.
    Result<SourceListing> list(const CancelToken &cancel) override;
    Result<std::vector<SourceDelivery>> listMoved(const CancelToken &cancel) override;
    /// Also fails with ConnectorBusy while another process fetches into the same spool.
    Result<std::shared_ptr<ByteSource>> open(const QString &deliveryName, const CancelToken &cancel) override;
    /// Opens it at the server, for the first 200 that were not fetched before: each costs three round trips.
    Result<void> probe(const QString &deliveryName, const CancelToken &cancel) override;
    std::optional<QByteArray> knownSha256(const SourceDelivery &delivery) const override;
    QStringList fetched() const override;
    void release(const QString &deliveryName) override;
    bool changesSource() const override { return m_settings.afterImport != AfterImport::Leave; }
    bool hasChangedSource() const override { return changesSource() || m_settings.wasChanged; }
    Result<void> afterImport(const SourceDelivery &delivery, const CancelToken &cancel) override;

private:
    Result<SourceListing> look(const QString &folder, const CancelToken &cancel);
    Result<void> connect(const CancelToken &cancel);
    void disconnectAfter(const Failure &failure);
    Result<void> prepareSpool();
    Result<LocalSpool::Key> keyOf(const QString &deliveryName, const CancelToken &cancel);
    Result<std::shared_ptr<ByteSource>> openSpooled(const LocalSpool::Key &key, const CancelToken &cancel);
    Result<void> fetch(const LocalSpool::Key &key, const CancelToken &cancel);
    KnownDeliveries &known() const;
    QStringList moveFolders() const;
    QByteArray path(const QString &name) const;
    QByteArray pathOf(const LocalSpool::Key &key) const;

    const Settings m_settings;
    const Secrets m_secrets;
    const std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<SftpSession> m_session;
    std::unique_ptr<platform::FileLock> m_spoolLock;
    std::optional<LocalSpool> m_spool;
    mutable std::optional<KnownDeliveries> m_known;
    QHash<QString, LocalSpool::Key> m_listed; ///< by name
    QHash<QString, LocalSpool::Key> m_moved;  ///< by name; found in a folder deliveries are moved to
    QHash<QString, QString> m_movedTo;        ///< that folder, by name
    int m_probes = 0;
    QHash<QString, LocalSpool::Key> m_opened; ///< by name; may lie in the spool
};

} // namespace tallybridge

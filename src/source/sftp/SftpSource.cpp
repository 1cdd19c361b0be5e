#include "source/sftp/SftpSource.h"

#include "core/Pause.h"
#include "core/PrivateFolder.h"
#include "core/platform.h"
#include "source/sftp/SftpDownload.h"
#include "source/sftp/SftpMove.h"

#include <QFileInfo>

#include <algorithm>

namespace tallybridge {

namespace {

// A file younger than this may still be on its way to the server.
constexpr qint64 youngSeconds = 60;
constexpr std::chrono::seconds secondLook{2};
constexpr int mostProbes = 200;
// The ledger and others need room too.
constexpr qint64 spareBytes = 8LL << 20;
// A connection that breaks is taken up again so often without anything coming through.
constexpr int mostAttempts = 4;
constexpr qint64 progressBytes = 1 << 20;

std::chrono::milliseconds delayBefore(int attempt)
{
    return std::chrono::milliseconds(500) * (1 << attempt);
}

Failure cancelled()
{
    return {FailureCode::Cancelled, {}, {}, true};
}

LocalSpool::Key keyFor(const SourceDelivery &delivery)
{
    return {delivery.name.name, delivery.size, delivery.modified};
}

bool isLost(FailureCode code)
{
    // Something in front of a server that is down takes the connection and ends it.
    return code == FailureCode::SourceNotSsh || code == FailureCode::SourceConnectionLost || code == FailureCode::SourceTimedOut ||
           code == FailureCode::SourceRefused;
}

} // namespace

SftpSource::SftpSource(Settings settings, Secrets secrets, std::shared_ptr<const Clock> clock)
    : m_settings(std::move(settings)), m_secrets(std::move(secrets)), m_clock(std::move(clock))
{
}

SftpSource::~SftpSource() = default;

QByteArray SftpSource::path(const QString &name) const
{
    return m_settings.folder == QLatin1String(".")        ? name.toUtf8()
           : m_settings.folder.endsWith(QLatin1Char('/')) ? QByteArray(m_settings.folder.toUtf8() + name.toUtf8())
                                                          : QByteArray(m_settings.folder.toUtf8() + '/' + name.toUtf8());
}

// One that lies in both places is meant where list() looks.
QByteArray SftpSource::pathOf(const LocalSpool::Key &key) const
{
    const bool moved = m_moved.contains(key.name) && !m_listed.contains(key.name);
    return moved ? QByteArray(path(m_movedTo.value(key.name)) + '/' + key.name.toUtf8()) : path(key.name);
}

QStringList SftpSource::moveFolders() const
{
    QStringList folders = m_settings.formerMoveFolders;
    if (m_settings.afterImport == AfterImport::Move)
        folders.prepend(m_settings.moveFolder);
    return folders;
}

Result<void> SftpSource::connect(const CancelToken &cancel)
{
    if (m_session && m_session->isUsable()) {
        m_session->setCancel(cancel);
        return {};
    }
    auto session = SftpSession::open(m_settings.server, m_secrets.credentials, cancel);
    if (!session)
        return session.failure();
    m_session = std::move(*session);
    return {};
}

void SftpSource::disconnectAfter(const Failure &failure)
{
    if (isLost(failure.code) || failure.code == FailureCode::Cancelled)
        m_session.reset();
}

Result<SourceListing> SftpSource::look(const QString &folder, const CancelToken &cancel)
{
    const bool wasConnected = m_session != nullptr;
    if (auto connected = connect(cancel); !connected)
        return connected.failure();
    SourceListing listing;
    const auto listed = m_session->list(folder.toUtf8(), [&](SftpEntry entry) {
        const QString fileName = QString::fromUtf8(entry.name);
        // A name that is no UTF-8 could not be asked for again.
        auto name = fileName.toUtf8() == entry.name ? DeliveryName::parse(fileName) : std::nullopt;
        if (name && entry.isFile)
            listing.deliveries.push_back({*std::move(name), entry.size, entry.modified});
        else if (name)
            listing.noFiles.append(fileName);
        else if (!entry.isFolder)
            listing.otherFiles.append(fileName);
        return !cancel.isCancelled();
    });
    if (cancel.isCancelled())
        return cancelled();
    if (!listed) {
        disconnectAfter(listed.failure());
        // The session may have died while deliveries were imported.
        if (wasConnected && isLost(listed.failure().code))
            return look(folder, cancel);
        return listed.failure();
    }
    std::sort(listing.deliveries.begin(), listing.deliveries.end(),
              [](const SourceDelivery &a, const SourceDelivery &b) { return a.name < b.name; });
    listing.otherFiles.sort();
    listing.noFiles.sort();
    return listing;
}

Result<SourceListing> SftpSource::list(const CancelToken &cancel)
{
    auto listing = look(m_settings.folder, cancel);
    if (!listing)
        return listing;
    const QDateTime now = m_clock->now();
    const auto isYoung = [&](const SourceDelivery &delivery) {
        return !delivery.modified.isValid() || delivery.modified.secsTo(now) < youngSeconds;
    };
    if (std::any_of(listing->deliveries.begin(), listing->deliveries.end(), isYoung)) {
        if (!pauseUntil(std::chrono::steady_clock::now() + secondLook, cancel))
            return cancelled();
        auto again = look(m_settings.folder, cancel);
        if (!again)
            return again;
        QHash<QString, SourceDelivery> before;
        for (SourceDelivery &delivery : listing->deliveries)
            before.insert(delivery.name.name, delivery);
        std::erase_if(again->deliveries, [&](const SourceDelivery &delivery) {
            const auto known = before.constFind(delivery.name.name);
            const bool same = known != before.constEnd() && known->size == delivery.size && known->modified == delivery.modified;
            if (same || (known == before.constEnd() && !isYoung(delivery)))
                return false;
            again->growing << delivery.name.name;
            return true;
        });
        listing = std::move(again);
    }
    m_listed.clear();
    for (const SourceDelivery &delivery : listing->deliveries)
        m_listed.insert(delivery.name.name, keyFor(delivery));
    return listing;
}

Result<std::vector<SourceDelivery>> SftpSource::listMoved(const CancelToken &cancel)
{
    std::vector<SourceDelivery> all;
    m_moved.clear();
    m_movedTo.clear();
    for (const QString &folder : moveFolders()) {
        auto listing = look(QString::fromUtf8(path(folder)), cancel);
        if (!listing && listing.failure().code == FailureCode::SourceFolderMissing)
            continue; // nothing was moved yet, or it is gone
        if (!listing)
            return listing.failure();
        for (SourceDelivery &delivery : listing->deliveries) {
            if (m_moved.contains(delivery.name.name))
                continue;
            delivery.movedAway = true;
            m_moved.insert(delivery.name.name, keyFor(delivery));
            m_movedTo.insert(delivery.name.name, folder);
            all.push_back(std::move(delivery));
        }
    }
    return all;
}

Result<void> SftpSource::probe(const QString &deliveryName, const CancelToken &cancel)
{
    const auto key = m_listed.constFind(deliveryName);
    const bool isFetched = key != m_listed.constEnd() && known().sha256(*key);
    if (isFetched || ++m_probes > mostProbes)
        return {};
    if (auto connected = connect(cancel); !connected)
        return connected;
    const auto file = m_session->openFile(path(deliveryName), 0);
    if (file)
        return {};
    disconnectAfter(file.failure());
    return file.failure();
}

Result<void> SftpSource::prepareSpool()
{
    if (m_spool)
        return {};
    if (auto made = makePrivateFolder(m_settings.spoolFolder); !made)
        return made;
    auto lock = platform::tryLock(m_settings.spoolFolder + QLatin1String("/lock"));
    if (!lock)
        return lock.failure();
    if (!*lock)
        return Failure{FailureCode::ConnectorBusy, {m_settings.spoolFolder}, {}, true};
    auto keys = m_secrets.sealKeys();
    if (!keys)
        return keys.failure();
    m_spoolLock = std::move(*lock);
    m_spool.emplace(m_settings.spoolFolder, std::move(*keys));
    if (!m_listed.isEmpty()) {
        std::vector<LocalSpool::Key> keep(m_listed.cbegin(), m_listed.cend());
        keep.insert(keep.end(), m_moved.cbegin(), m_moved.cend());
        m_spool->removeOthers(keep);
    }
    return {};
}

KnownDeliveries &SftpSource::known() const
{
    return m_known ? *m_known : m_known.emplace(m_settings.spoolFolder + QLatin1String("/known"));
}

std::optional<QByteArray> SftpSource::knownSha256(const SourceDelivery &delivery) const
{
    return known().sha256(keyFor(delivery));
}

Result<LocalSpool::Key> SftpSource::keyOf(const QString &deliveryName, const CancelToken &cancel)
{
    const auto listed = m_listed.constFind(deliveryName);
    if (listed != m_listed.constEnd())
        return *listed;
    if (const auto moved = m_moved.constFind(deliveryName); moved != m_moved.constEnd())
        return *moved;
    if (auto connected = connect(cancel); !connected)
        return connected.failure();
    const auto find = [&](const QByteArray &place) -> Result<std::optional<LocalSpool::Key>> {
        const auto entry = m_session->find(place);
        if (!entry) {
            disconnectAfter(entry.failure());
            return entry.failure();
        }
        const bool isThere = *entry && (*entry)->isFile;
        return isThere ? std::optional(LocalSpool::Key{deliveryName, (*entry)->size, (*entry)->modified}) : std::nullopt;
    };
    const auto here = find(path(deliveryName));
    if (!here)
        return here.failure();
    if (*here)
        return **here;
    for (const QString &folder : moveFolders()) {
        const auto moved = find(path(folder) + '/' + deliveryName.toUtf8());
        if (!moved)
            return moved.failure();
        if (*moved) {
            m_movedTo.insert(deliveryName, folder);
            return *m_moved.insert(deliveryName, **moved);
        }
    }
    return Failure{FailureCode::FileNotFound, {QString::fromUtf8(path(deliveryName))}, {}, false};
}

Result<std::shared_ptr<ByteSource>> SftpSource::open(const QString &deliveryName, const CancelToken &cancel)
{
    if (cancel.isCancelled())
        return cancelled();
    if (!DeliveryName::parse(deliveryName))
        return Failure{FailureCode::InvalidArgument, {QStringLiteral("deliveryName"), deliveryName}, {}, false};
    const auto key = keyOf(deliveryName, cancel);
    if (!key)
        return key.failure();
    if (auto prepared = prepareSpool(); !prepared)
        return prepared.failure();
    m_opened.insert(deliveryName, *key);
    auto spooled = openSpooled(*key, cancel);
    if (!spooled || *spooled)
        return spooled;
    if (auto fetched = fetch(*key, cancel); !fetched)
        return fetched.failure();
    return m_spool->open(*key);
}

Result<std::shared_ptr<ByteSource>> SftpSource::openSpooled(const LocalSpool::Key &key, const CancelToken &cancel)
{
    auto spooled = m_spool->open(key);
    if (!spooled) {
        // Damaged, or sealed with a key that is gone: the source still has it.
        m_spool->remove(key);
        return std::shared_ptr<ByteSource>();
    }
    if (!*spooled || known().sha256(key))
        return spooled;
    const auto sha256 = sha256Of(**spooled, cancel);
    if (!sha256 && sha256.failure().code == FailureCode::Cancelled)
        return sha256.failure();
    if (!sha256) {
        spooled->reset();
        m_spool->remove(key);
        return spooled;
    }
    if (auto added = known().add(key, *sha256); !added)
        return added.failure();
    return spooled;
}

Result<void> SftpSource::fetch(const LocalSpool::Key &key, const CancelToken &cancel)
{
    const qint64 needed = LocalSpool::sealedSize(key.size) - m_spool->begunSize(key) + spareBytes;
    const qint64 free = m_spool->freeBytes();
    if (free >= 0 && free < needed)
        return Failure{FailureCode::DiskFull, {m_settings.spoolFolder}, {}, true};
    auto download = SftpDownload::begin(*m_spool, key);
    if (!download)
        return download.failure();
    int attempt = 0;
    while (true) {
        const qint64 before = download->size();
        Result<void> result = connect(cancel);
        if (result)
            result = download->fetch(*m_session, pathOf(key), m_settings.bytesPerSecond, cancel);
        if (result)
            break;
        const Failure &failure = result.failure();
        disconnectAfter(failure);
        if (failure.code == FailureCode::DeliveryChanged || failure.code == FailureCode::DiskFull) {
            // What is here is no beginning of it, or is in the way of everybody.
            download = Failure{FailureCode::Cancelled, {}, {}, true};
            m_spool->remove(key);
            return failure;
        }
        attempt = download->size() - before >= progressBytes ? 0 : attempt + 1;
        if (!isLost(failure.code) || attempt >= mostAttempts)
            return failure;
        if (!pauseUntil(std::chrono::steady_clock::now() + delayBefore(attempt), cancel))
            return cancelled();
    }
    const auto sha256 = download->finish();
    if (!sha256)
        return sha256.failure();
    return known().add(key, *sha256);
}

QStringList SftpSource::fetched() const
{
    return m_opened.keys();
}

void SftpSource::release(const QString &deliveryName)
{
    for (const auto *keys : {&m_opened, &m_listed, &m_moved}) {
        const auto key = keys->constFind(deliveryName);
        if (m_spool && key != keys->constEnd())
            m_spool->remove(*key);
    }
    m_opened.remove(deliveryName);
}

Result<void> SftpSource::afterImport(const SourceDelivery &delivery, const CancelToken &cancel)
{
    if (!changesSource())
        return {};
    if (auto connected = connect(cancel); !connected)
        return connected.failure();
    const QByteArray from = path(delivery.name.name);
    const auto perform = [&]() -> Result<void> {
        const auto sha256 = knownSha256(delivery);
        const auto now = m_session->find(from);
        if (!now)
            return now.failure();
        // Gone, or another one by now: not ours to touch.
        if (!sha256 || !*now || (*now)->size != delivery.size || (*now)->modified != delivery.modified)
            return {};
        if (m_settings.afterImport == AfterImport::Delete)
            return m_session->removeFile(from);
        return moveAway(*m_session, from, path(m_settings.moveFolder), **now, *sha256);
    };
    auto done = perform();
    if (!done)
        disconnectAfter(done.failure());
    else
        m_listed.remove(delivery.name.name);
    return done;
}

} // namespace tallybridge

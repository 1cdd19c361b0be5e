#include "app/Application.h"

#include "app/LogSetting.h"
#include "app/ProxySetting.h"
#include "app/UrlBackends.h"
#include "core/platform.h"
#include "identity/KeychainSecretStore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <memory>
#include <mutex>

namespace tallybridge {

namespace {

/// Most commands need no secret; the keychain's thread begins with the first one that does.
class LazyKeychain : public SecretStore
{
public:
    Result<std::optional<Secret>> read(const SecretId &id) override { return keychain().read(id); }
    Result<void> write(const SecretId &id, const Secret &secret) override { return keychain().write(id, secret); }
    Result<void> remove(const SecretId &id) override { return keychain().remove(id); }

private:
    KeychainSecretStore &keychain()
    {
        std::call_once(m_once, [this] { m_keychain = std::make_unique<KeychainSecretStore>(); });
        return *m_keychain;
    }

    std::once_flag m_once;
    std::unique_ptr<KeychainSecretStore> m_keychain;
};

} // namespace

void Application::identify()
{
    QCoreApplication::setApplicationName(QStringLiteral("Tallybridge"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TALLYBRIDGE_VERSION));
}

QString Application::defaultDataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

Result<EngineContext> Application::open(const QString &dataFolder, std::shared_ptr<SecretStore> givenSecrets)
{
    const QString named = dataFolder.isEmpty() ? defaultDataFolder() : dataFolder;
    const QString folder = QDir::cleanPath(QFileInfo(named).absoluteFilePath());
    const QDir directory(folder);
    // A folder that holds other things already keeps the access its owner gave it; "--data-dir /tmp" must not close
    // /tmp.
    const bool ours = !directory.exists() || directory.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    if (!directory.mkpath(QStringLiteral(".")))
        return Failure{FailureCode::FileNotWritable, {QDir::toNativeSeparators(folder)}, {}, false};
    if (ours)
        platform::restrictToOwner(folder);

    const auto proxy = ProxySetting::read(folder);
    if (!proxy)
        return proxy.failure();
    proxy->apply();

    EngineContext context;
    context.dataFolder = folder;
    context.clock = std::make_shared<SystemClock>();
    context.secrets = {std::move(givenSecrets), std::make_shared<LazyKeychain>()};
    context.log = std::make_shared<ProgramLog>(logFolder(folder), LogSetting::read(folder).level);
    context.backends = std::make_shared<UrlBackends>(folder, context.secrets, context.clock, context.log);
    context.account = platform::accountName();
    return context;
}

} // namespace tallybridge

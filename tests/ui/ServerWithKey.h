#pragma once

#include "engine/Backends.h"
#include "identity/SecretStore.h"
#include "source/FolderSource.h"

namespace tallybridge::test {

/// The real destinations, and a server that has a host key and takes every password.
class ServerWithKey : public Backends
{
public:
    explicit ServerWithKey(QString deliveries) : m_deliveries(std::move(deliveries)) {}

    Result<std::unique_ptr<DeliverySource>> makeSource(const ConnectorSettings &settings) const override
    {
        if (!settings.source.startsWith(QLatin1String("sftp:")))
            return real->makeSource(settings);
        return std::unique_ptr<DeliverySource>(std::make_unique<FolderSource>(m_deliveries));
    }
    Result<std::unique_ptr<Destination>> makeDestination(const ConnectorSettings &settings, const ConnectorType &type) const override
    {
        return real->makeDestination(settings, type);
    }
    Result<std::unique_ptr<TenantAccess>> makeTenantAccess(const ConnectorSettings &settings) const override
    {
        return real->makeTenantAccess(settings);
    }
    Result<ConnectorSettings> normalised(const ConnectorSettings &settings) const override { return real->normalised(settings); }
    Result<std::optional<QString>> hostKey(const ConnectorSettings &settings, const CancelToken &cancel) const override
    {
        if (asksReally || !settings.source.startsWith(QLatin1String("sftp:")))
            return real->hostKey(settings, cancel);
        return std::optional(key);
    }

    std::shared_ptr<const Backends> real;
    bool asksReally = false; ///< the host that is named, instead of answering at once
    QString key = QStringLiteral("SHA256:right");

private:
    const QString m_deliveries;
};

/// A keychain that says no.
class RefusingStore : public SecretStore
{
public:
    explicit RefusingStore(FailureCode code) : m_failure{code, {}, {}, true} {}

    Result<std::optional<Secret>> read(const SecretId &) override { return m_failure; }
    Result<void> write(const SecretId &, const Secret &) override { return m_failure; }
    Result<void> remove(const SecretId &) override { return m_failure; }

private:
    const Failure m_failure;
};

} // namespace tallybridge::test

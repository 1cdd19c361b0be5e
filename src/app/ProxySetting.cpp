#include "app/ProxySetting.h"

#include <QDir>
#include <QNetworkProxy>
#include <QSettings>
#include <QUrl>

namespace tallybridge {

namespace {

const auto systemText = QStringLiteral("system");
const auto noneText = QStringLiteral("none");
const auto scheme = QStringLiteral("http");
const auto proxyKey = QStringLiteral("proxy");

QString fileIn(const QString &dataFolder)
{
    return dataFolder + QLatin1String("/network.ini");
}

} // namespace

std::optional<ProxySetting> ProxySetting::parse(const QString &text)
{
    if (text == systemText)
        return ProxySetting{};
    if (text == noneText)
        return ProxySetting{Kind::None, {}, 0};
    const QUrl url(text, QUrl::StrictMode);
    const bool nothingElse = url.path().isEmpty() || url.path() == QLatin1String("/");
    if (!url.isValid() || url.scheme() != scheme || url.host().isEmpty() || url.port() <= 0 || !url.userInfo().isEmpty() ||
        url.hasQuery() || url.hasFragment() || !nothingElse)
        return std::nullopt;
    return ProxySetting{Kind::Manual, url.host(), quint16(url.port())};
}

QString ProxySetting::text() const
{
    if (kind == Kind::System)
        return systemText;
    if (kind == Kind::None)
        return noneText;
    QUrl url;
    url.setScheme(scheme);
    url.setHost(host);
    url.setPort(port);
    return url.toString();
}

Result<ProxySetting> ProxySetting::read(const QString &dataFolder)
{
    const QString file = fileIn(dataFolder);
    const QString kept = QSettings(file, QSettings::IniFormat).value(proxyKey, systemText).toString();
    const auto setting = parse(kept);
    if (!setting)
        return Failure{FailureCode::ProxySettingInvalid, {QDir::toNativeSeparators(file)}, {}, false};
    return *setting;
}

Result<void> ProxySetting::write(const QString &dataFolder) const
{
    const QString file = fileIn(dataFolder);
    QSettings settings(file, QSettings::IniFormat);
    settings.setValue(proxyKey, text());
    settings.sync();
    if (settings.status() != QSettings::NoError)
        return Failure{FailureCode::FileNotWritable, {QDir::toNativeSeparators(file)}, {}, false};
    return {};
}

void ProxySetting::apply() const
{
    QNetworkProxyFactory::setUseSystemConfiguration(kind == Kind::System);
    if (kind != Kind::System)
        QNetworkProxy::setApplicationProxy(kind == Kind::None ? QNetworkProxy(QNetworkProxy::NoProxy)
                                                              : QNetworkProxy(QNetworkProxy::HttpProxy, host, port));
}

} // namespace tallybridge

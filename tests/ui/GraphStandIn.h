#pragma once

#include "UiFixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QStandardPaths>

namespace tallybridge::test {

/// The stand-in for Microsoft 365, and a browser that is a script.
class GraphStandIn
{
public:
    static inline const QString clientId = QStringLiteral("11111111-2222-3333-4444-555555555555");

    /// Why it cannot run here; empty: it can.
    static QString obstacle()
    {
        return QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty() ? QStringLiteral("python3 is not installed") : QString();
    }

    GraphStandIn()
    {
        const QString ports = m_folder.filePath(QStringLiteral("ports.json"));
        const QString config = m_folder.filePath(QStringLiteral("config.json"));
        write(config, QJsonObject{{QStringLiteral("tenant"),
                                   QJsonObject{{QStringLiteral("domains"), QJsonArray{QStringLiteral("contoso.example")}}}}});
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("python3"), {QStringLiteral(TALLYBRIDGE_SOURCE_DIR "/tests/support/graph/standin.py"),
                                                    QStringLiteral("--port-file"), ports, QStringLiteral("--config"), config});
        if (!QTest::qWaitFor([&] { return QFileInfo(ports).size() > 0 || m_process.state() == QProcess::NotRunning; }, patience) ||
            m_process.state() == QProcess::NotRunning)
            qFatal("the stand-in for Microsoft 365 does not start");
        QFile file(ports);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the stand-in says nothing about its ports");
        m_where = QJsonDocument::fromJson(file.readAll()).object();
        m_cloud = m_folder.filePath(QStringLiteral("cloud.json"));
        write(m_cloud, QJsonObject{{QStringLiteral("login"), where("login")}, {QStringLiteral("graph"), where("graph")}});
    }
    ~GraphStandIn()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }

    QString where(const char *what) const { return m_where.value(QLatin1String(what)).toString(); }
    QString cloud() const { return m_cloud; }

    /// Sets something, or reads it when there is no body.
    QJsonObject control(const QString &path, const QJsonObject &body = {})
    {
        QNetworkRequest request(QUrl(where("control") + u'/' + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        const std::unique_ptr<QNetworkReply> reply(
            body.isEmpty() ? m_network.get(request) : m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)));
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, patience) || reply->error() != QNetworkReply::NoError)
            qFatal("the stand-in does not take \"%s\": %s", qUtf8Printable(path), reply->readAll().constData());
        return QJsonDocument::fromJson(reply->readAll()).object();
    }

    /// Empty mailboxes, one app without consent. certificate: PEM of it; may be empty.
    void reset(const QStringList &mailboxes, const QStringList &required, const QByteArray &certificate = {})
    {
        control(QStringLiteral("reset"), {{QStringLiteral("seed"), 1}});
        control(QStringLiteral("settings"),
                {{QStringLiteral("audiences"), QJsonArray{where("graph"), QStringLiteral("https://graph.microsoft.com")}}});
        QJsonArray users;
        for (const QString &mailbox : mailboxes)
            users << QJsonObject{{QStringLiteral("userPrincipalName"), mailbox}, {QStringLiteral("mail"), mailbox}};
        if (!users.isEmpty())
            control(QStringLiteral("users"), {{QStringLiteral("users"), users}});
        registerApp(required, certificate);
    }
    void registerApp(const QStringList &required, const QByteArray &certificate, const QStringList &granted = {})
    {
        QJsonArray certificates;
        if (!certificate.isEmpty())
            certificates << QString::fromLatin1(certificate);
        control(QStringLiteral("apps"), {{QStringLiteral("client_id"), clientId},
                                         {QStringLiteral("secrets"), QJsonArray{QStringLiteral("s3cret-of-the-app")}},
                                         {QStringLiteral("certificates"), certificates},
                                         {QStringLiteral("required"), QJsonArray::fromStringList(required)},
                                         {QStringLiteral("granted"), QJsonArray::fromStringList(granted)},
                                         {QStringLiteral("public"), true},
                                         {QStringLiteral("redirect_uris"), QJsonArray{QStringLiteral("http://localhost/tallybridge")}}});
    }

    /// Opens a page as a browser does, and follows it; returns at once.
    void browse(const QUrl &page)
    {
        QNetworkRequest request(page);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
        QNetworkReply *reply = m_network.get(request);
        QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    }

private:
    static void write(const QString &path, const QJsonObject &object)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(object).toJson()) < 0)
            qFatal("cannot write %s", qUtf8Printable(path));
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    QNetworkAccessManager m_network;
    QJsonObject m_where;
    QString m_cloud;
};

/// The real backends, with Microsoft's worldwide cloud at a stand-in.
class CloudElsewhere : public Backends
{
public:
    CloudElsewhere(std::shared_ptr<const Backends> real, QString cloud) : m_real(std::move(real)), m_cloud(std::move(cloud)) {}

    Result<std::unique_ptr<DeliverySource>> makeSource(const ConnectorSettings &settings) const override
    {
        return m_real->makeSource(settings);
    }
    Result<std::unique_ptr<Destination>> makeDestination(const ConnectorSettings &settings, const ConnectorType &type) const override
    {
        return m_real->makeDestination(elsewhere(settings), type);
    }
    Result<ConnectorSettings> normalised(const ConnectorSettings &settings) const override { return m_real->normalised(settings); }
    Result<std::unique_ptr<TenantAccess>> makeTenantAccess(const ConnectorSettings &settings) const override
    {
        return m_real->makeTenantAccess(elsewhere(settings));
    }

private:
    ConnectorSettings elsewhere(ConnectorSettings settings) const
    {
        if (settings.cloud.isEmpty()) {
            settings.cloud = m_cloud;
            settings.insecureLoopback = true;
        }
        return settings;
    }

    const std::shared_ptr<const Backends> m_real;
    const QString m_cloud;
};

} // namespace tallybridge::test

#include "cli/Session.h"

#include "app/Application.h"

namespace tallybridge {

Session::Session(Console &console, QString dataFolder)
    : m_console(console), m_dataFolder(std::move(dataFolder)), m_secrets(std::make_shared<GivenSecrets>())
{
}

void Session::takeSecrets(const Arguments &arguments)
{
    for (const auto &[option, kind] : {std::pair{QLatin1String("--password-file"), QStringLiteral("password")},
                                       std::pair{QLatin1String("--client-secret-file"), QStringLiteral("client-secret")},
                                       std::pair{QLatin1String("--certificate"), QStringLiteral("certificate")}}) {
        if (arguments.has(option))
            m_secrets->useFile(kind, arguments.value(option));
    }
}

void Session::giveSecret(const QString &kind, const Secret &secret)
{
    m_secrets->give(kind, secret);
}

Result<ConnectorService *> Session::service()
{
    if (!m_service) {
        auto context = Application::open(m_dataFolder, m_secrets);
        if (!context)
            return context.failure();
        m_service.emplace(*context);
    }
    return &*m_service;
}

CancelToken Session::cancelToken()
{
    if (!m_watcher)
        m_watcher = std::make_unique<InterruptWatcher>(m_token);
    return m_token;
}

RunControl Session::runControl()
{
    m_progress = std::make_unique<ProgressPrinter>(m_console);
    RunControl control;
    control.cancel = cancelToken();
    control.progress = [printer = m_progress.get()](const ProgressSnapshot &snapshot) { printer->show(snapshot); };
    return control;
}

} // namespace tallybridge

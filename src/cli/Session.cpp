#include "cli/Session.h"

#include "app/Application.h"

namespace tallybridge {

Result<ConnectorService *> Session::service()
{
    if (!m_service) {
        auto context = Application::open(m_dataFolder);
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

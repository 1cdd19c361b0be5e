#include "app/ConsentDesk.h"

namespace tallybridge {

ConsentDesk::ConsentDesk(EngineContext context, Post post, Browser browser)
    : m_context(std::move(context)), m_post(std::move(post)), m_browser(std::move(browser))
{
}

ConsentDesk::~ConsentDesk()
{
    for (const auto &run : m_runs)
        run->token.cancel();
    for (const auto &run : m_runs)
        run->thread.join();
}

template <typename T>
Operation ConsentDesk::start(std::function<Result<T>(const TenantSetup &, const CancelToken &)> work, Done<T> done)
{
    joinEnded();
    const Operation operation;
    auto run = std::make_unique<Run>();
    run->token = operation.token();
    Run *const state = run.get();
    m_runs.push_back(std::move(run));
    state->thread = std::thread([this, state, work = std::move(work), done = std::move(done)]() mutable {
        auto result = std::make_shared<Result<T>>(work(TenantSetup(m_context), state->token));
        m_post([result, done = std::move(done)] { done(std::move(*result)); });
        state->ended = true;
    });
    return operation;
}

BrowserOrder ConsentDesk::orderFor(Steps steps) const
{
    BrowserOrder order;
    order.pages = std::move(steps.pages);
    order.patience = steps.patience;
    order.settling = steps.settling;
    order.show = [post = m_post, browser = m_browser, show = std::move(steps.show)](const QUrl &url) {
        post([browser, show, url] {
            if (show)
                show(url);
            if (browser)
                browser(url);
        });
    };
    if (steps.checking)
        order.checking = [post = m_post, checking = std::move(steps.checking)] { post(checking); };
    return order;
}

Operation ConsentDesk::askConsent(const ConnectorSettings &settings, Steps steps, Done<AppAccess> done)
{
    return start<AppAccess>([settings, order = orderFor(std::move(steps))](
                                const TenantSetup &setup, const CancelToken &cancel) { return setup.askConsent(settings, order, cancel); },
                            std::move(done));
}

Operation ConsentDesk::check(const ConnectorSettings &settings, Done<AppAccess> done)
{
    return start<AppAccess>([settings](const TenantSetup &setup, const CancelToken &cancel) { return setup.check(settings, cancel); },
                            std::move(done));
}

Operation ConsentDesk::signIn(const ConnectorSettings &settings, bool readRoles, Steps steps, Done<Administrator> done)
{
    return start<Administrator>(
        [settings, readRoles, order = orderFor(std::move(steps))](const TenantSetup &setup, const CancelToken &cancel) {
            return setup.signIn(settings, readRoles, order, cancel);
        },
        std::move(done));
}

Result<QUrl> ConsentDesk::consentLink(const ConnectorSettings &settings) const
{
    return TenantSetup(m_context).consentLink(settings);
}

void ConsentDesk::joinEnded()
{
    std::erase_if(m_runs, [](const std::unique_ptr<Run> &run) {
        if (!run->ended)
            return false;
        run->thread.join();
        return true;
    });
}

} // namespace tallybridge

#include "app/ConsentDesk.h"

#include <memory>

namespace tallybridge {

ConsentDesk::ConsentDesk(EngineContext context, Post post, Browser browser)
    : m_context(std::move(context)), m_post(std::move(post)), m_browser(std::move(browser))
{
}

template <typename T>
Operation ConsentDesk::start(std::function<Result<T>(const TenantSetup &, const CancelToken &)> work, Done<T> done)
{
    return m_runs.start([this, work = std::move(work), done = std::move(done)](const CancelToken &token) {
        auto result = std::make_shared<Result<T>>(work(TenantSetup(m_context), token));
        m_post([result, done] { done(std::move(*result)); });
    });
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

} // namespace tallybridge

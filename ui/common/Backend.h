#pragma once

#include "app/ConsentDesk.h"
#include "app/ServiceHost.h"

#include <QObject>
#include <QPointer>

namespace tallybridge {

/// The window's way to the engine: asks a ServiceHost and gets the answers in the GUI thread. An answer whose context object is gone is
/// dropped. Hand it from the top to whoever needs it; there is one for each window.
class Backend : public QObject
{
    Q_OBJECT

public:
    explicit Backend(const EngineContext &context, QObject *parent = nullptr);
    /// Stops every operation and waits for the threads.
    ~Backend() override;

    const EngineContext &engine() const { return m_engine; }

    /// A short query: work: Result<T>(ConnectorService &) in another thread, done: void(Result<T>) in this one.
    template <typename Work, typename Done>
    Operation read(QObject *context, Work work, Done done)
    {
        return m_host->read(std::move(work), guarded(context, std::move(done)));
    }

    /// A long operation: work: Result<T>(ConnectorService &, const RunControl &) in a thread of its own; progress at most ten times a
    /// second.
    template <typename Work, typename Done>
    Operation run(QObject *context, Work work, Done done, std::function<void(const ProgressSnapshot &)> progress = {})
    {
        if (progress) {
            progress = [guard = QPointer<QObject>(context), progress = std::move(progress)](const ProgressSnapshot &snapshot) {
                if (guard)
                    progress(snapshot);
            };
        }
        return m_host->run(std::move(work), guarded(context, std::move(done)), std::move(progress));
    }

    /// Asks an administrator by the browser; its answers come to this thread, also when whoever asked is gone.
    ConsentDesk &consents() { return *m_consents; }
    /// Opens pages from now on, in place of the system's browser.
    void setBrowser(ConsentDesk::Browser browser) { m_browser = std::move(browser); }

private:
    template <typename Done>
    static auto guarded(QObject *context, Done done)
    {
        return [guard = QPointer<QObject>(context), done = std::move(done)](auto &&result) mutable {
            if (guard)
                done(std::forward<decltype(result)>(result));
        };
    }

    const EngineContext m_engine;
    ConsentDesk::Browser m_browser;
    std::unique_ptr<ServiceHost> m_host;
    std::unique_ptr<ConsentDesk> m_consents;
};

} // namespace tallybridge

#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"
#include "identity/RedirectAnswer.h"
#include "identity/ReturnPages.h"

#include <QUrl>

#include <chrono>
#include <memory>

namespace tallybridge {

/// Waits at http://localhost:PORT/tallybridge for the browser to bring one answer of a sign-in page, the one with the right state. Only
/// this computer can reach it, and what is no such answer (another path, method, host name or state, too long, cut off) is turned away
/// without ending the wait. It works from a thread of its own with one event loop; the calls block their callers only. Needs an
/// application object that outlives it.
class LoopbackListener
{
public:
    /// Listens from here on, at a port that was free. state: what the answer has to carry, not to be guessed. Failures:
    /// LoopbackUnavailable.
    static Result<std::unique_ptr<LoopbackListener>> open(const QByteArray &state, const ReturnPages &pages);
    ~LoopbackListener();
    LoopbackListener(const LoopbackListener &) = delete;
    LoopbackListener &operator=(const LoopbackListener &) = delete;

    /// Where the page has to send the browser.
    QUrl redirectUri() const;
    /// The same without a port, for the app registration and for links that are opened elsewhere.
    static QUrl registeredUri();

    /// The answer, once it is there. Every further one is turned away, also while nobody waits. Failures: Cancelled, ConsentTimedOut.
    Result<RedirectAnswer> wait(std::chrono::milliseconds patience, const CancelToken &cancel);

    /// How many answers with a wrong state were turned away.
    int foreignAnswers() const;

private:
    class Thread;
    explicit LoopbackListener(std::unique_ptr<Thread> thread);

    std::unique_ptr<Thread> m_thread;
};

/// Random text for states and nonces: 256 bits, base64url.
QByteArray unguessable();

} // namespace tallybridge

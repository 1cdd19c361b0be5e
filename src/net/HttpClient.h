#pragma once

#include "core/CancelToken.h"
#include "core/ProgramLog.h"
#include "core/Result.h"
#include "net/HttpMessage.h"

#include <QString>

#include <memory>

namespace tallybridge {

/// How the network is used.
struct HttpSettings {
    QString caFile; ///< PEM file of certificates to trust besides the system's; empty: none
    std::shared_ptr<ProgramLog> log = std::make_shared<ProgramLog>(); ///< is told of each call; never null
};

/// Speaks HTTP(S) over kept-alive connections, all from one thread of its own with one event loop; the calls block their callers only.
/// Certificates are always checked, redirections never followed, cookies and passwords never kept; the process's proxy is used, and looked
/// up in that thread. A request that is not a Get is sent at most once by each call. Needs an application object that outlives it. Any
/// thread may call anything.
class HttpClient
{
public:
    /// Failures: FileNotFound, FileNotReadable, CertificateFileInvalid (the CA file).
    static Result<std::shared_ptr<HttpClient>> make(const HttpSettings &settings);
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    /// Waits for the answer, whatever its status is. After a failure the server may have carried out the request or not; only
    /// ServerNotTrusted and ServerNotFound say that it has not. Failures: ServerNotFound, ServerNotReached, ServerNotTrusted,
    /// ServerTimedOut, AnswerTooLarge, Cancelled; each names the host and never more of the URL.
    Result<HttpResponse> call(const HttpRequest &request, const CancelToken &cancel);

private:
    class Thread;
    HttpClient(std::unique_ptr<Thread> thread, std::shared_ptr<ProgramLog> log);
    void tell(const HttpRequest &request, const Result<HttpResponse> &result, std::chrono::milliseconds took) const;

    std::unique_ptr<Thread> m_thread;
    const std::shared_ptr<ProgramLog> m_log;
};

} // namespace tallybridge

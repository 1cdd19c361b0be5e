#include "source/sftp/TcpSocket.h"

#include "core/ServerName.h"
#include "source/sftp/HostLookup.h"

namespace tallybridge {

Result<std::unique_ptr<TcpSocket>> TcpSocket::connect(const QString &host, quint16 port, std::chrono::seconds limit,
                                                      const CancelToken &cancel)
{
    const auto deadline = Clock::now() + limit;
    const QString server = serverName(host, port);
    const Failure timedOut{FailureCode::SourceTimedOut, {server, QString::number(limit.count())}, {}, true};
    const Failure cancelled{FailureCode::Cancelled, {}, {}, true};
    const HostLookup lookup = HostLookup::find(host.toUtf8(), port, deadline, cancel);
    if (lookup.end == HostLookup::End::Cancelled)
        return cancelled;
    if (lookup.end == HostLookup::End::TimedOut)
        return timedOut;
    if (lookup.end == HostLookup::End::NotFound)
        return Failure{FailureCode::SourceHostNotFound, {host}, {}, true};
    Failure failure{FailureCode::SourceRefused, {server}, {}, true};
    for (size_t i = 0; i < lookup.addresses.size(); ++i) {
        Attempt attempt = begin(lookup.addresses[i]);
        if (!attempt.socket)
            continue;
        if (attempt.underWay) {
            // Each address gets its share of the time, so that one that never answers does not use up all of it.
            const auto now = Clock::now();
            const auto share = now + (deadline - now) / int(lookup.addresses.size() - i);
            const Wait waited = attempt.socket->wait(false, true, share, cancel);
            if (waited == Wait::Cancelled)
                return cancelled;
            if (waited == Wait::TimedOut) {
                failure = timedOut;
                continue;
            }
            attempt.error = attempt.socket->pendingError();
        }
        if (attempt.error == 0)
            return std::move(attempt.socket);
        failure = isTimeOut(attempt.error) ? timedOut : Failure{FailureCode::SourceRefused, {server}, errorText(attempt.error), true};
    }
    return failure;
}

} // namespace tallybridge

#pragma once

#include "source/sftp/SftpLine.h"
#include "source/sftp/SftpPacket.h"

#include <QByteArray>
#include <map>
#include <optional>

namespace tallybridge {

/// SFTP version 3 on a line: many requests may be on their way. libssh's own calls for it wait without end, and believe what a server
/// sends. After a failure every call fails in the same way. One thread at a time.
class SftpProtocol
{
public:
    /// line: outlives it.
    explicit SftpProtocol(SftpLine &line) : m_line(line) {}

    /// Agrees on the version. Failures of all calls: the line's, SourceConnectionLost when the server does not keep to the protocol.
    Result<void> begin();

    /// Adds a request to those that send() sends, and gives its number. fields: what follows the number.
    quint32 add(sftp::Request type, const SftpFields &fields);
    Result<void> send();
    /// Nobody waits for this answer.
    void forget(quint32 id);

    struct Answer {
        sftp::Answer type = sftp::Status;
        QByteArray body;   ///< what follows the number; empty when the bytes went into the target
        qint64 direct = 0; ///< bytes in the target
        bool isDirect = false;

        /// Of a Status; nothing for others.
        std::optional<quint32> status() const;
    };
    /// Where the bytes of a Data answer go without a copy, if they fit.
    struct Target {
        char *bytes = nullptr;
        qint64 size = 0;
    };
    /// Sends what was added and waits for an answer; others that come before it are kept.
    Result<Answer> wait(quint32 id, Target target);
    Result<Answer> wait(quint32 id) { return wait(id, {}); }
    /// add(), send() and wait() at once.
    Result<Answer> ask(sftp::Request type, const SftpFields &fields);
    bool hasFailed() const { return m_failure.has_value(); }
    /// That the server sent something else than belongs there; nothing works any more.
    Failure breach();

private:
    enum class State { Awaited, Forgotten, Here };
    struct Pending {
        State state = State::Awaited;
        Answer answer;
    };
    Result<void> fail(const Failure &failure);
    Result<void> readAll(char *bytes, qint64 size);
    Result<Answer> receive(quint32 id, Target target);

    SftpLine &m_line;
    QByteArray m_unsent;
    std::map<quint32, Pending> m_pending;
    quint32 m_lastId = 0;
    std::optional<Failure> m_failure;
};

} // namespace tallybridge

#pragma once

#include "source/sftp/SftpProtocol.h"

#include <deque>

namespace tallybridge {

/// A file at the server being read from a place on, with many reads on their way. Ends before the protocol.
class SftpFile
{
public:
    /// handle: the server's, closed at the end.
    SftpFile(SftpProtocol &protocol, QByteArray handle, QByteArray path, qint64 offset)
        : m_protocol(protocol), m_handle(std::move(handle)), m_path(std::move(path)), m_next(offset)
    {
    }
    ~SftpFile();
    SftpFile(const SftpFile &) = delete;
    SftpFile &operator=(const SftpFile &) = delete;

    /// Size and time as they are now. Failures of both: the protocol's, those of sftpFailure().
    Result<SftpEntry> entry();
    /// Reads the next bytes, at most size; 0 at the end.
    Result<qint64> read(char *buffer, qint64 size);

private:
    /// A read that is on its way.
    struct Piece {
        quint64 offset = 0;
        quint32 size = 0;
        quint32 id = 0;
    };
    void readAhead(qint64 size);
    quint32 ask(quint64 offset, quint32 size);
    void forgetPieces();

    SftpProtocol &m_protocol;
    const QByteArray m_handle;
    const QByteArray m_path;
    qint64 m_next; ///< where the next piece begins
    std::deque<Piece> m_pieces;
    qint64 m_ahead = 0;     ///< bytes on their way
    qint64 m_mostAhead = 0; ///< grows while the server keeps up
    QByteArray m_rest;      ///< came, but found no room
    bool m_atEnd = false;
};

/// What a status means that is no success. path: what it was about.
Failure sftpFailure(quint32 status, const QByteArray &path, bool forFolder = false);

} // namespace tallybridge

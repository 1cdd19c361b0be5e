#pragma once

#include "source/sftp/SftpEntry.h"

#include <QByteArrayView>

namespace tallybridge {

/// Numbers of SFTP version 3 (draft-ietf-secsh-filexfer-02), which every server speaks.
namespace sftp {
constexpr quint32 version = 3;
/// No packet may be longer; OpenSSH has the same limit.
constexpr quint32 longestPacket = 256 << 10;
enum Request : quint8 {
    Init = 1,
    Open = 3,
    Close = 4,
    Read = 5,
    Fstat = 8,
    OpenDir = 11,
    ReadDir = 12,
    Remove = 13,
    MakeDir = 14,
    Stat = 17,
    Rename = 18
};
enum Answer : quint8 { Version = 2, Status = 101, Handle = 102, Data = 103, Name = 104, Attributes = 105 };
enum StatusCode : quint32 {
    Ok = 0,
    EndOfFile = 1,
    NoSuchFile = 2,
    PermissionDenied = 3,
    NoConnection = 6,
    ConnectionLost = 7,
    NoSuchPath = 10,
    WriteProtected = 12
};
constexpr quint32 openForReading = 1;
} // namespace sftp

/// The fields of a packet being written, in network order.
class SftpFields
{
public:
    SftpFields &byte(quint8 value);
    SftpFields &number(quint32 value);
    SftpFields &longNumber(quint64 value);
    SftpFields &string(QByteArrayView bytes);
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// What a server tells of a file.
struct SftpAttributes {
    SftpEntry entry;       ///< without its name
    bool isLink = false;   ///< itself, not followed
    bool complete = false; ///< kind, size and time are there
};

/// The fields of a packet that came. After a field that is not there everything reads as nothing, and ok() is false.
class SftpFieldReader
{
public:
    explicit SftpFieldReader(QByteArrayView bytes) : m_bytes(bytes) {}

    quint32 number();
    quint64 longNumber();
    QByteArrayView string();
    SftpAttributes attributes();
    bool ok() const { return m_ok; }

private:
    QByteArrayView take(qsizetype size);

    QByteArrayView m_bytes;
    bool m_ok = true;
};

} // namespace tallybridge

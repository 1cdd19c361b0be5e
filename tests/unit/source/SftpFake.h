#pragma once

#include "source/sftp/SftpLine.h"
#include "source/sftp/SftpPacket.h"

#include <QtEndian>

#include <cstring>
#include <functional>
#include <vector>

namespace tallybridge {

/// An SFTP server in memory with one file, that answers as told. It takes requests apart as they are written, and gives answers to be read.
class SftpFake : public SftpLine
{
public:
    QByteArray content;
    qint64 longestAnswer = 1 << 20; ///< of a read, in bytes
    size_t heldBack = 0;            ///< answers to reads are given in reverse order, so many at a time
    qint64 mostAsked = 0;           ///< bytes asked for at once, at most
    int reads = 0;
    std::vector<QByteArray> closed;
    /// What is sent instead of the answer to a request.
    std::function<std::optional<QByteArray>(quint8 type, quint32 id)> answerInstead;

    static QByteArray packet(quint8 type, quint32 id, const SftpFields &fields)
    {
        return SftpFields().number(quint32(5 + fields.bytes().size())).byte(type).number(id).bytes() + fields.bytes();
    }
    static SftpFields status(quint32 code) { return SftpFields().number(code).string("words").string(""); }

    Result<qint64> read(char *bytes, qint64 size) override
    {
        release(0);
        const qint64 got = std::min<qint64>(size, m_answers.size());
        std::memcpy(bytes, m_answers.constData(), size_t(got));
        m_answers.remove(0, got);
        m_asked = m_answers.isEmpty() && m_held.empty() ? 0 : m_asked;
        return got;
    }

    Result<void> write(QByteArrayView bytes) override
    {
        m_requests.append(bytes.data(), bytes.size());
        while (m_requests.size() >= 5) {
            const auto length = qsizetype(qFromBigEndian<quint32>(m_requests.constData()));
            const QByteArray request = m_requests.mid(4, length);
            m_requests.remove(0, 4 + length);
            perform(request);
        }
        return {};
    }

    Failure lost(const QString &why) const override { return {FailureCode::SourceConnectionLost, {}, why, true}; }

private:
    void perform(const QByteArray &request)
    {
        const auto type = quint8(request[0]);
        SftpFieldReader reader(QByteArrayView(request).sliced(1));
        const quint32 id = reader.number();
        if (const auto instead = answerInstead ? answerInstead(type, id) : std::nullopt) {
            m_answers += *instead;
            return;
        }
        switch (type) {
        case sftp::Init:
            m_answers += SftpFields().number(5).byte(sftp::Version).number(sftp::version).bytes();
            break;
        case sftp::Read:
            give(id, reader);
            break;
        case sftp::Close:
            closed.push_back(reader.string().toByteArray());
            m_answers += packet(sftp::Status, id, status(sftp::Ok));
            break;
        case sftp::Fstat:
            m_answers +=
                packet(sftp::Attributes, id,
                       SftpFields().number(1 | 4 | 8).longNumber(quint64(content.size())).number(0100644).number(1).number(1'700'000'000));
            break;
        default:
            m_answers += packet(sftp::Status, id, status(8));
            break;
        }
    }

    void give(quint32 id, SftpFieldReader &reader)
    {
        ++reads;
        reader.string(); // the handle
        const auto offset = qsizetype(reader.longNumber());
        const auto size = qint64(reader.number());
        m_asked += size;
        mostAsked = std::max(mostAsked, m_asked);
        const QByteArray bytes = content.mid(offset, std::min(size, longestAnswer));
        m_held.push_back(bytes.isEmpty() ? packet(sftp::Status, id, status(sftp::EndOfFile))
                                         : packet(sftp::Data, id, SftpFields().string(bytes)));
        release(heldBack);
    }

    void release(size_t mostHeld)
    {
        if (m_held.size() <= mostHeld)
            return;
        for (; !m_held.empty(); m_held.pop_back())
            m_answers += m_held.back();
    }

    QByteArray m_requests;
    QByteArray m_answers;
    std::vector<QByteArray> m_held;
    qint64 m_asked = 0;
};

} // namespace tallybridge

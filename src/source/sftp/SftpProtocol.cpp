#include "source/sftp/SftpProtocol.h"

#include <QtEndian>

namespace tallybridge {

namespace {

constexpr quint32 typeSize = 1;
constexpr quint32 headSize = typeSize + sizeof(quint32);

bool isAnswer(quint8 type)
{
    return type >= sftp::Status && type <= sftp::Attributes;
}

} // namespace

std::optional<quint32> SftpProtocol::Answer::status() const
{
    if (type != sftp::Status)
        return std::nullopt;
    SftpFieldReader reader(body);
    const quint32 code = reader.number();
    return reader.ok() ? std::optional(code) : std::nullopt;
}

Result<void> SftpProtocol::fail(const Failure &failure)
{
    if (!m_failure)
        m_failure = failure;
    return *m_failure;
}

Failure SftpProtocol::breach()
{
    return fail(m_line.lost(QStringLiteral("not as SFTP wants it"))).failure();
}

Result<void> SftpProtocol::readAll(char *bytes, qint64 size)
{
    for (qint64 done = 0; done < size;) {
        const auto got = m_line.read(bytes + done, size - done);
        if (!got)
            return fail(got.failure());
        if (*got == 0)
            return fail(m_line.lost(QStringLiteral("the server ends SFTP")));
        done += *got;
    }
    return {};
}

Result<void> SftpProtocol::begin()
{
    m_unsent = SftpFields().number(headSize).byte(sftp::Init).number(sftp::version).bytes();
    if (auto sent = send(); !sent)
        return sent;
    char head[sizeof(quint32) + headSize];
    if (auto got = readAll(head, sizeof head); !got)
        return got;
    const auto length = qFromBigEndian<quint32>(head);
    const auto theirs = qFromBigEndian<quint32>(head + sizeof length + typeSize);
    if (length < headSize || length > sftp::longestPacket || quint8(head[sizeof length]) != sftp::Version || theirs != sftp::version)
        return breach();
    QByteArray extensions(qsizetype(length - headSize), Qt::Uninitialized);
    return readAll(extensions.data(), extensions.size());
}

quint32 SftpProtocol::add(sftp::Request type, const SftpFields &fields)
{
    const quint32 id = ++m_lastId;
    m_unsent.append(SftpFields().number(headSize + quint32(fields.bytes().size())).byte(type).number(id).bytes()).append(fields.bytes());
    m_pending.insert_or_assign(id, Pending());
    return id;
}

Result<void> SftpProtocol::send()
{
    if (m_failure)
        return *m_failure;
    if (m_unsent.isEmpty())
        return {};
    const auto sent = m_line.write(m_unsent);
    m_unsent.clear();
    return sent ? sent : fail(sent.failure());
}

void SftpProtocol::forget(quint32 id)
{
    const auto found = m_pending.find(id);
    if (found == m_pending.end())
        return;
    if (found->second.state == State::Here)
        m_pending.erase(found);
    else
        found->second.state = State::Forgotten;
}

Result<SftpProtocol::Answer> SftpProtocol::wait(quint32 id, Target target)
{
    if (auto sent = send(); !sent)
        return sent.failure();
    const auto awaited = m_pending.find(id);
    if (awaited == m_pending.end())
        return breach();
    if (awaited->second.state == State::Here) {
        Answer answer = std::move(awaited->second.answer);
        m_pending.erase(awaited);
        return answer;
    }
    return receive(id, target);
}

Result<SftpProtocol::Answer> SftpProtocol::receive(quint32 id, Target target)
{
    while (true) {
        char head[sizeof(quint32) + headSize];
        if (auto got = readAll(head, sizeof head); !got)
            return got.failure();
        const auto length = qFromBigEndian<quint32>(head);
        const auto type = quint8(head[sizeof length]);
        const auto found = m_pending.find(qFromBigEndian<quint32>(head + sizeof length + typeSize));
        if (length < headSize || length > sftp::longestPacket || !isAnswer(type) || found == m_pending.end() ||
            found->second.state == State::Here) {
            return breach();
        }
        Answer answer{sftp::Answer(type), {}, 0, false};
        const qint64 size = length - headSize;
        const bool wanted = found->first == id;
        constexpr qint64 countSize = sizeof(quint32);
        if (wanted && type == sftp::Data && size >= countSize && size - countSize <= target.size) {
            char count[countSize];
            if (auto got = readAll(count, countSize); !got)
                return got.failure();
            answer.direct = size - countSize;
            answer.isDirect = true;
            if (qFromBigEndian<quint32>(count) != answer.direct)
                return breach();
            if (auto got = readAll(target.bytes, answer.direct); !got)
                return got.failure();
        } else {
            answer.body = QByteArray(qsizetype(size), Qt::Uninitialized);
            if (auto got = readAll(answer.body.data(), size); !got)
                return got.failure();
        }
        if (wanted) {
            m_pending.erase(found);
            return answer;
        }
        if (found->second.state == State::Forgotten)
            m_pending.erase(found);
        else
            found->second = {State::Here, std::move(answer)};
    }
}

Result<SftpProtocol::Answer> SftpProtocol::ask(sftp::Request type, const SftpFields &fields)
{
    return wait(add(type, fields));
}

} // namespace tallybridge

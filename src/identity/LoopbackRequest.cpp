#include "identity/LoopbackRequest.h"

#include <QByteArray>
#include <QList>

namespace tallybridge {

namespace {

using Kind = LoopbackRequest::Kind;

QString decoded(QByteArray text)
{
    text.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text));
}

bool readQuery(const QByteArray &query, RedirectAnswer &answer)
{
    if (query.isEmpty())
        return true;
    if (query.count('&') >= LoopbackRequest::mostFields)
        return false;
    for (const QByteArray &pair : query.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const QString name = decoded(equals < 0 ? pair : pair.left(equals));
        // Of two values one would be checked and the other used.
        if (answer.fields.contains(name))
            return false;
        answer.fields.insert(name, equals < 0 ? QString() : decoded(pair.mid(equals + 1)));
    }
    return true;
}

bool isHost(const QByteArray &value, quint16 port)
{
    const QByteArray tail = ':' + QByteArray::number(int(port));
    const QByteArray host = value.toLower();
    return host == "localhost" + tail || host == "127.0.0.1" + tail || host == "[::1]" + tail;
}

bool isPlain(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c >= ' ' && c < 127) || c == '\r' || c == '\n' || c == '\t'; });
}

/// The Kind of the fields of a head: Answer when they are right.
Kind kindOfFields(const QList<QByteArray> &lines, quint16 port)
{
    QByteArray host;
    int hosts = 0;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon <= 0)
            return Kind::Malformed;
        if (lines[i].left(colon).compare("Host", Qt::CaseInsensitive) == 0) {
            host = lines[i].mid(colon + 1).trimmed();
            ++hosts;
        }
    }
    if (hosts != 1)
        return Kind::Malformed;
    return isHost(host, port) ? Kind::Answer : Kind::WrongHost;
}

} // namespace

LoopbackRequest LoopbackRequest::read(QByteArrayView bytes, quint16 port)
{
    LoopbackRequest request;
    const qsizetype end = bytes.indexOf(QByteArrayView("\r\n\r\n"));
    const QByteArrayView seen = end < 0 ? bytes : bytes.first(end);
    if (seen.size() > mostBytes || !isPlain(seen)) {
        request.kind = Kind::Malformed;
        return request;
    }
    if (end < 0)
        return request;
    QList<QByteArray> lines = seen.toByteArray().split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    const QList<QByteArray> words = lines.front().split(' ');
    const bool isHttp = words.size() == 3 && (words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0") && words[1].startsWith('/');
    request.kind = isHttp ? kindOfFields(lines, port) : Kind::Malformed;
    if (request.kind != Kind::Answer)
        return request;
    const QByteArray &target = words[1];
    const qsizetype question = target.indexOf('?');
    if (words[0] != "GET")
        request.kind = Kind::WrongMethod;
    else if ((question < 0 ? target : target.left(question)) != QByteArrayView(path.data(), path.size()))
        request.kind = Kind::WrongPath;
    else if (!readQuery(question < 0 ? QByteArray() : target.mid(question + 1), request.answer))
        request.kind = Kind::Malformed;
    return request;
}

} // namespace tallybridge

#include "mailbox/graph/GraphReply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace tallybridge::graph {

namespace {

constexpr qsizetype longestId = 1024;
constexpr qsizetype longestCode = 80;
constexpr qsizetype longestLink = 8192;
constexpr qsizetype mostItems = 5000;

QString readCode(const QJsonObject &body)
{
    QString code = body[QLatin1String("error")].toObject()[QLatin1String("code")].toString().left(longestCode);
    code.removeIf([](QChar c) { return c.unicode() > 127 || !(c.isLetterOrNumber() || c == QLatin1Char('.') || c == QLatin1Char('_')); });
    return code;
}

/// "String 0x001A" as it is sent is "String 0x1a" in answers.
QString shortTag(QString id)
{
    const qsizetype tag = id.lastIndexOf(QLatin1String(" 0x"), -1, Qt::CaseInsensitive);
    bool isNumber = false;
    const uint number = tag < 0 ? 0 : id.mid(tag + 3).toUInt(&isNumber, 16);
    return isNumber ? QString(id.left(tag + 3) + QString::number(number, 16)) : id;
}

} // namespace

QString Reply::createdId() const
{
    return status == 201 ? readId(body[QLatin1String("id")]) : QString();
}

Reply readReply(int status, const QByteArray &body)
{
    Reply reply;
    reply.status = status;
    reply.body = QJsonDocument::fromJson(body).object();
    reply.errorCode = readCode(reply.body);
    return reply;
}

QString readId(const QJsonValue &value)
{
    const QString id = value.toString();
    const bool isId =
        id.size() <= longestId && std::all_of(id.begin(), id.end(), [](QChar c) { return c.unicode() > 32 && c.unicode() < 127; });
    return isId ? id : QString();
}

Page readPage(const QJsonObject &body)
{
    Page page;
    const QJsonArray items = body[QLatin1String("value")].toArray();
    for (qsizetype i = 0; i < std::min(items.size(), mostItems); ++i) {
        if (items[i].isObject())
            page.items.push_back(items[i].toObject());
    }
    page.next = body[QLatin1String("@odata.nextLink")].toString();
    if (page.next.size() > longestLink)
        page.next.clear();
    return page;
}

QString propertyOf(const QJsonObject &object, QLatin1String id)
{
    const QString wanted = shortTag(id);
    const qsizetype name = wanted.lastIndexOf(QLatin1Char(' ')) + 1;
    const QJsonArray properties = object[QLatin1String("singleValueExtendedProperties")].toArray();
    for (const auto &entry : properties) {
        const QJsonObject property = entry.toObject();
        const QString found = shortTag(property[QLatin1String("id")].toString());
        if (found.compare(wanted, Qt::CaseInsensitive) == 0 && found.mid(name) == wanted.mid(name))
            return property[QLatin1String("value")].toString();
    }
    return {};
}

QString quoted(const QString &text)
{
    QString doubled = text;
    doubled.replace(QLatin1Char('\''), QLatin1String("''"));
    return QString(QLatin1Char('\'') + doubled + QLatin1Char('\''));
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace tallybridge::graph

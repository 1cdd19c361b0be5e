#include "message/ThreadHeaders.h"

#include "core/Sha256.h"

#include <QStringList>

namespace tallybridge {

namespace {

QString identityOf(const Participant &participant)
{
    if (!participant.number.isNull())
        return participant.number.digits();
    if (!participant.address.isNull())
        return participant.address.text();
    return participant.rawAddress.toLower() + u'\n' + participant.displayName.toLower();
}

QByteArray threadKey(const Item &item)
{
    if (!item.threadId.isEmpty())
        return "thread" + QByteArray(1, '\0') + item.threadId.toUtf8();
    if (!item.groupId.isEmpty())
        return "group" + QByteArray(1, '\0') + item.groupId.toUtf8();
    QStringList identities;
    for (const Participant &participant : item.participants)
        identities.append(identityOf(participant));
    identities.sort();
    identities.removeDuplicates();
    QByteArray key = "participants" + QByteArray(1, '\0') + identities.join(QChar(u'\0')).toUtf8();
    // A group that has only a name is not the same chat as another one of the same people.
    if (!item.groupName.isEmpty())
        key += QByteArray(1, '\0') + "name" + QByteArray(1, '\0') + item.groupName.toUtf8();
    return key;
}

QByteArray threadIndex(const QByteArray &hash)
{
    // One fixed time for all mails of a chat: the first second of 2009, as FILETIME (100 ns since 1601).
    constexpr quint64 fixedTime = 1'230'768'000ULL * 10'000'000ULL + 116'444'736'000'000'000ULL;
    QByteArray index(1, '\x01');
    for (int byte = 7; byte >= 3; --byte)
        index += char(fixedTime >> (byte * 8));
    index += hash.first(16);
    return index.toBase64();
}

} // namespace

ThreadHeaders threadHeaders(const Item &item, const QString &typeName)
{
    Sha256 hash;
    hash.add(QByteArrayLiteral("tallybridge-thread-1\0"));
    hash.add(typeName.toUtf8());
    hash.add(QByteArray(1, '\0'));
    hash.add(threadKey(item));
    const QByteArray key = hash.result();
    const QByteArray hex = key.toHex();
    // Names of chats change and the topic must not, so it is made from the hash; people see the subject.
    const QString application = typeName.isEmpty() ? QStringLiteral("Archived") : typeName;
    return {application + QLatin1String(" conversation ") + QString::fromLatin1(hex.first(16)), threadIndex(key),
            hex + "@thread.tallybridge.invalid"};
}

} // namespace tallybridge

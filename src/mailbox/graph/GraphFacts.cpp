#include "mailbox/graph/GraphFacts.h"

#include "core/Sha256.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace tallybridge::graph {

namespace {

constexpr qsizetype longestSubject = 255;
constexpr qsizetype longestText = 32'000;
constexpr qsizetype hashDigits = 16;
constexpr qint64 timeSlack = 1; // second; the service rounds
constexpr qint64 mostOverhead = 64 << 10;
constexpr qsizetype mostHtml = 2'000'000;

QByteArray hashOf(const QByteArray &bytes)
{
    return Sha256::of(bytes).toHex().left(hashDigits);
}

QByteArray subjectHash(const QString &subject)
{
    return hashOf(subject.simplified().toUtf8());
}

QByteArray peopleHash(QStringList addresses)
{
    for (QString &address : addresses)
        address = address.toLower();
    addresses.removeDuplicates();
    addresses.sort();
    return hashOf(addresses.join(QLatin1Char('\n')).toUtf8());
}

QString addressOf(const QJsonValue &recipient)
{
    return recipient.toObject()[QLatin1String("emailAddress")].toObject()[QLatin1String("address")].toString();
}

bool isPlain(const QByteArray &address)
{
    const qsizetype at = address.indexOf('@');
    const qsizetype dot = address.indexOf('.', at);
    if (at <= 0 || at != address.lastIndexOf('@') || dot < 0 || address.size() > 320 || address.startsWith('.') || address.contains("..") ||
        address[at - 1] == '.' || address.endsWith('.') || dot == at + 1)
        return false;
    for (qsizetype i = 0; i < address.size(); ++i) {
        const char c = address[i];
        const bool isName = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        if (i != at && !isName && (i > at || !QByteArrayView("!#$%&'*+/=?^_`{|}~").contains(c)))
            return false;
    }
    return true;
}

} // namespace

bool textIsFile(const MailContent &content)
{
    return content.html.size() > mostHtml;
}

QString sentSubject(const QString &subject)
{
    QString sent = subject.simplified().left(longestSubject);
    if (!sent.isEmpty() && sent.back().isHighSurrogate())
        sent.chop(1);
    return sent;
}

QString sentAddress(const QByteArray &address)
{
    if (isPlain(address))
        return QString::fromLatin1(address);
    return QString::fromLatin1("x-" + hashOf(address) + "@whatsapp.invalid");
}

QString Facts::text() const
{
    QJsonArray sizes;
    for (const qint64 size : fileSizes)
        sizes.append(size);
    const QJsonObject json{{QLatin1String("v"), 1},
                           {QLatin1String("partial"), partial},
                           {QLatin1String("mail"), QString::fromLatin1(mailSha256.toHex())},
                           {QLatin1String("time"), time},
                           {QLatin1String("subject"), QString::fromLatin1(subject)},
                           {QLatin1String("people"), QString::fromLatin1(people)},
                           {QLatin1String("files"), sizes}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

std::optional<Facts> Facts::read(const QString &text)
{
    if (text.size() > longestText)
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    if (json[QLatin1String("v")].toInt() != 1)
        return std::nullopt;
    Facts facts;
    facts.partial = json[QLatin1String("partial")].toBool();
    facts.mailSha256 = QByteArray::fromHex(json[QLatin1String("mail")].toString().toLatin1());
    facts.time = json[QLatin1String("time")].toInteger();
    facts.subject = json[QLatin1String("subject")].toString().toLatin1();
    facts.people = json[QLatin1String("people")].toString().toLatin1();
    for (const auto &size : json[QLatin1String("files")].toArray())
        facts.fileSizes.push_back(size.toInteger());
    return facts;
}

Facts Facts::of(const ComposedMessage &message)
{
    Facts facts;
    facts.partial = message.isPartial();
    facts.mailSha256 = message.sha256;
    facts.time = message.date.toSecsSinceEpoch();
    facts.subject = subjectHash(sentSubject(message.content.subject));
    QStringList people;
    for (const auto *list : {&message.content.from, &message.content.to, &message.content.cc}) {
        for (const MailContact &contact : *list)
            people << sentAddress(contact.address);
    }
    facts.people = peopleHash(std::move(people));
    if (textIsFile(message.content))
        facts.fileSizes.push_back(message.content.html.size());
    for (const MailFilePart &file : message.content.files)
        facts.fileSizes.push_back(file.size);
    std::sort(facts.fileSizes.begin(), facts.fileSizes.end());
    return facts;
}

bool isUnchanged(const Facts &facts, const QJsonObject &message)
{
    const QDateTime sent = QDateTime::fromString(message[QLatin1String("sentDateTime")].toString(), Qt::ISODate);
    if (!sent.isValid() || std::abs(sent.toSecsSinceEpoch() - facts.time) > timeSlack)
        return false;
    if (subjectHash(message[QLatin1String("subject")].toString()) != facts.subject)
        return false;
    QStringList people{addressOf(message[QLatin1String("from")])};
    for (const QLatin1String name : {QLatin1String("toRecipients"), QLatin1String("ccRecipients")}) {
        for (const auto &recipient : message[name].toArray())
            people << addressOf(recipient);
    }
    return peopleHash(std::move(people)) == facts.people;
}

bool sizesFit(const Facts &facts, std::vector<qint64> shown)
{
    if (shown.size() != facts.fileSizes.size())
        return false;
    std::sort(shown.begin(), shown.end());
    for (size_t i = 0; i < shown.size(); ++i) {
        if (shown[i] < facts.fileSizes[i] || shown[i] > facts.fileSizes[i] + facts.fileSizes[i] / 2 + mostOverhead)
            return false;
    }
    return true;
}

} // namespace tallybridge::graph

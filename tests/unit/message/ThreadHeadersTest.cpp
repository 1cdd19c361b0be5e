#include "message/ThreadHeaders.h"

#include <QtTest>

using namespace tallybridge;

namespace {

Participant person(const char *number, const char *address, Participant::Role role)
{
    Participant participant;
    participant.role = role;
    participant.number = PhoneNumber::fromInternational(QString::fromLatin1(number)).value_or(PhoneNumber());
    participant.address = MailAddress::parse(QString::fromLatin1(address)).value_or(MailAddress());
    participant.rawAddress = QString::fromLatin1(address);
    return participant;
}

QByteArray indexOf(const Item &item)
{
    return threadHeaders(item, QStringLiteral("WhatsApp")).index;
}

} // namespace

class ThreadHeadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void indexHasTheDocumentedLayout()
    {
        Item item;
        item.threadId = QStringLiteral("T-1");
        const QByteArray raw = QByteArray::fromBase64(indexOf(item));
        QCOMPARE(raw.size(), 22);
        QCOMPARE(raw[0], '\x01');
        // 2009-01-01T00:00:00Z as FILETIME; its five high bytes follow the first.
        const quint64 fileTime = (QDateTime(QDate(2009, 1, 1), QTime(0, 0), Qt::UTC).toSecsSinceEpoch() + 11'644'473'600LL) * 10'000'000ULL;
        for (int i = 0; i < 5; ++i)
            QCOMPARE(uchar(raw[1 + i]), uchar(fileTime >> (8 * (7 - i))));
    }

    void bothDirectionsAreOneConversation()
    {
        Item there;
        there.participants = {person("447911123456", "ann@contoso.com", Participant::Role::From),
                              person("12124325249", "bob@fabrikam.com", Participant::Role::To)};
        Item back;
        back.participants = {person("12124325249", "robert@fabrikam.com", Participant::Role::From),
                             person("447911123456", "", Participant::Role::To)};
        QCOMPARE(indexOf(there), indexOf(back));
        back.participants.push_back(person("4915112345678", "", Participant::Role::Cc));
        QVERIFY(indexOf(there) != indexOf(back));
    }

    void idsGoBeforeParticipants()
    {
        Item item;
        item.participants = {person("447911123456", "", Participant::Role::From)};
        const QByteArray byPeople = indexOf(item);
        item.groupId = QStringLiteral("X");
        const QByteArray byGroup = indexOf(item);
        item.threadId = QStringLiteral("X");
        const QByteArray byThread = indexOf(item);
        QVERIFY(byPeople != byGroup);
        QVERIFY(byGroup != byThread);
        item.participants.clear();
        item.groupName = QStringLiteral("renamed");
        item.threadName = QStringLiteral("renamed");
        QCOMPARE(indexOf(item), byThread);
    }

    void staysTheSameForEver()
    {
        Item item;
        item.threadId = QStringLiteral("T-1");
        const ThreadHeaders headers = threadHeaders(item, QStringLiteral("WhatsApp"));
        // sha256("tallybridge-thread-1\0WhatsApp\0thread\0T-1")
        const QByteArray sha =
            QCryptographicHash::hash(QByteArray("tallybridge-thread-1\0WhatsApp\0thread\0T-1", 40), QCryptographicHash::Sha256);
        QCOMPARE(headers.reference, QByteArray(sha.toHex() + "@thread.tallybridge.invalid"));
        QCOMPARE(headers.topic, QString(QLatin1String("WhatsApp conversation ") + QString::fromLatin1(sha.toHex().first(16))));
        QCOMPARE(QByteArray::fromBase64(headers.index).sliced(6), sha.first(16));
    }
};

QTEST_APPLESS_MAIN(ThreadHeadersTest)
#include "ThreadHeadersTest.moc"

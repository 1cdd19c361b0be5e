#include "FakeDirectory.h"
#include "mapping/RecipientResolver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace tallybridge;

namespace {

constexpr auto ann = "447911123401";
constexpr auto bob = "447911123402";

/// "447911123401=ann@x.example" or "447911123401=ann@x.example 2024-01-01..2024-06-30", separated by "; ".
MappingTable tableOf(const QString &text)
{
    MappingTable table;
    int line = 1;
    for (const QString &part : text.split(QStringLiteral("; "), Qt::SkipEmptyParts)) {
        const QString days = part.section(u' ', 1);
        const QString mapping = part.section(u' ', 0, 0);
        MappingEntry entry;
        entry.number = PhoneNumber::fromInternational(mapping.section(u'=', 0, 0)).value();
        entry.mailbox = MailAddress::parse(mapping.section(u'=', 1)).value();
        entry.validFrom = QDate::fromString(days.section(QStringLiteral(".."), 0, 0), Qt::ISODate);
        entry.validUntil = QDate::fromString(days.section(QStringLiteral(".."), 1), Qt::ISODate);
        entry.line = ++line;
        table.add(entry);
    }
    return table;
}

/// "447911123401/ann@x.example; /bob@x.example; 447911123402/": number and address of each participant, the first one
/// is the sender.
std::vector<Participant> participantsOf(const QString &text)
{
    std::vector<Participant> participants;
    for (const QString &part : text.split(QStringLiteral("; "), Qt::SkipEmptyParts)) {
        Participant participant;
        participant.role = participants.empty() ? Participant::Role::From : Participant::Role::To;
        participant.number = PhoneNumber::fromInternational(part.section(u'/', 0, 0)).value_or(PhoneNumber());
        participant.rawAddress = part.section(u'/', 1);
        participant.address = MailAddress::parse(participant.rawAddress).value_or(MailAddress());
        participant.displayName = part.section(u'/', 0, 0);
        participants.push_back(participant);
    }
    return participants;
}

/// "ann@x.example for 447911123401; no-mailbox gone@x.example for 447911123402; unmapped for …".
QString shown(const Recipients &recipients)
{
    QStringList parts;
    for (const Recipient &copy : recipients.copies) {
        QString part;
        if (copy.failure)
            part += failureReasonName(*copy.failure) + QLatin1String(copy.mailbox.isNull() ? "" : " ");
        part += copy.mailbox.text() + QLatin1String(" for ") + copy.participant;
        parts.append(part);
    }
    if (recipients.ownerOfUnknownForm)
        parts.append(QStringLiteral("owner of unknown form"));
    return parts.join(QLatin1String("; "));
}

struct Case {
    const char *name;
    const char *mapping;
    const char *participants;
    const char *owner;
    const char *expected;
    bool automatic = true;
};

// The directory of all cases: four mailboxes, two of them with an alias.
const QStringList mailboxes{QStringLiteral("ann@x.example ann.smith@x.example"), QStringLiteral("bob@x.example robert@x.example"),
                            QStringLiteral("cat@x.example"), QStringLiteral("447911123409@x.example")};

} // namespace

class TestRecipientResolver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data()
    {
        QTest::addColumn<QString>("mapping");
        QTest::addColumn<QString>("participants");
        QTest::addColumn<QString>("owner");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<bool>("automatic");
        const Case cases[]{
            // The mapping first
            {"by number", "447911123401=ann@x.example", "447911123401/", "", "ann@x.example for 447911123401"},
            {"by number, not by address", "447911123401=ann@x.example", "447911123401/bob@x.example", "", "ann@x.example for 447911123401"},
            {"by address", "", "447911123401/ann@x.example", "", "ann@x.example for 447911123401"},
            {"by address without number", "", "/ann@x.example", "", "ann@x.example for ann@x.example"},
            {"address not used with automatic mapping off", "", "447911123401/ann@x.example", "", "unmapped for 447911123401", false},
            {"mapping used with automatic mapping off", "447911123401=ann@x.example", "447911123401/", "", "ann@x.example for 447911123401",
             false},
            {"mapping gives no mailbox, the address does", "447911123401=gone@x.example", "447911123401/ann@x.example", "",
             "ann@x.example for 447911123401"},
            {"mapping gives no mailbox, automatic mapping off", "447911123401=gone@x.example", "447911123401/ann@x.example", "",
             "no-mailbox gone@x.example for 447911123401", false},
            {"neither gives a mailbox", "447911123401=gone@x.example", "447911123401/lost@x.example", "",
             "no-mailbox gone@x.example for 447911123401"},
            {"mapped address equals the item's and is not there", "447911123401=gone@x.example", "447911123401/gone@x.example", "",
             "no-mailbox gone@x.example for 447911123401"},
            {"a mapping of another number", "447911123402=ann@x.example", "447911123401/", "", "unmapped for 447911123401"},
            {"digits are compared, not endings", "7911123401=ann@x.example", "447911123401/", "", "unmapped for 447911123401"},
            // Days
            {"on the first day", "447911123401=ann@x.example 2024-05-05..2024-06-30", "447911123401/", "",
             "ann@x.example for 447911123401"},
            {"on the last day", "447911123401=ann@x.example 2024-01-01..2024-05-05", "447911123401/", "", "ann@x.example for 447911123401"},
            {"before", "447911123401=ann@x.example 2024-05-06..", "447911123401/", "", "unmapped for 447911123401"},
            {"after", "447911123401=ann@x.example ..2024-05-04", "447911123401/", "", "unmapped for 447911123401"},
            {"out of its days, the address helps", "447911123401=bob@x.example ..2024-05-04", "447911123401/ann@x.example", "",
             "ann@x.example for 447911123401"},
            {"reassigned", "447911123401=ann@x.example ..2024-05-04; 447911123401=bob@x.example 2024-05-05..", "447911123401/", "",
             "bob@x.example for 447911123401"},
            // Ambiguous
            {"ambiguous", "447911123401=ann@x.example; 447911123401=bob@x.example", "447911123401/", "",
             "ambiguous-number for 447911123401"},
            {"ambiguous, no fall back to the address", "447911123401=ann@x.example; 447911123401=bob@x.example",
             "447911123401/ann@x.example", "", "ambiguous-number for 447911123401"},
            {"ambiguous beside one who gets a copy", "447911123401=ann@x.example; 447911123401=bob@x.example",
             "447911123401/; /cat@x.example", "", "ambiguous-number for 447911123401; cat@x.example for cat@x.example"},
            {"ambiguous on other days only", "447911123401=ann@x.example ..2024-05-05; 447911123401=bob@x.example 2024-05-06..",
             "447911123401/", "", "ann@x.example for 447911123401"},
            {"two ambiguous numbers",
             "447911123401=ann@x.example; 447911123401=bob@x.example; 447911123402=ann@x.example; "
             "447911123402=bob@x.example",
             "447911123401/; 447911123402/", "", "ambiguous-number for 447911123401; ambiguous-number for 447911123402"},
            // .invalid
            {"address under .invalid", "", "447911123401/447911123401@whatsapp.invalid", "", "unmapped for 447911123401"},
            {"mailbox under .invalid", "447911123401=ann@x.invalid", "447911123401/", "", "no-mailbox ann@x.invalid for 447911123401"},
            {"a domain that only ends like it", "", "/ann@notinvalid", "", "unmapped for ann@notinvalid"},
            // Distinct mailboxes
            {"two numbers of one mailbox", "447911123401=ann@x.example; 447911123402=ann@x.example", "447911123401/; 447911123402/", "",
             "ann@x.example for 447911123401"},
            {"two aliases", "447911123401=ann.smith@x.example", "447911123401/; /ann@x.example", "", "ann@x.example for 447911123401"},
            {"alias gives the main address", "", "/robert@x.example", "", "bob@x.example for robert@x.example"},
            {"upper and lower case", "", "/Ann@X.Example; /ann@x.example", "", "ann@x.example for ann@x.example"},
            {"order of participants", "", "/cat@x.example; /ann@x.example; /bob@x.example", "",
             "cat@x.example for cat@x.example; ann@x.example for ann@x.example; bob@x.example for bob@x.example"},
            {"outside participant is no failure", "", "447911123499/; /ann@x.example; /outside@y.example", "",
             "ann@x.example for ann@x.example"},
            // Nobody
            {"nobody", "", "447911123401/; 447911123402/", "", "unmapped for 447911123401"},
            {"nobody, with owner", "", "447911123401/; 447911123402/", bob, "unmapped for 447911123402"},
            {"nobody, with owner who takes no part", "", "447911123401/", "447911123499", "unmapped for 447911123499"},
            {"nobody, owner of unknown form", "", "447911123401/", "Ann Smith", "unmapped for Ann Smith; owner of unknown form"},
            {"nobody at all", "", "", "", "unmapped for "},
            {"nobody that can be named", "", "/Sales Group; 447911123402/", "", "unmapped for 447911123402"},
            {"only a group name", "", "/Sales Group", "", "unmapped for Sales Group"},
            // No mailbox replaces unmapped
            {"no-mailbox beside one who gets a copy", "447911123401=gone@x.example", "447911123401/; /bob@x.example", "",
             "no-mailbox gone@x.example for 447911123401; bob@x.example for bob@x.example"},
            {"two numbers of one missing mailbox", "447911123401=gone@x.example; 447911123402=gone@x.example",
             "447911123401/; 447911123402/", "", "no-mailbox gone@x.example for 447911123401"},
            {"two missing mailboxes", "447911123401=gone@x.example; 447911123402=lost@x.example", "447911123401/; 447911123402/", "",
             "no-mailbox gone@x.example for 447911123401; no-mailbox lost@x.example for 447911123402"},
            {"missing and ambiguous", "447911123401=gone@x.example; 447911123402=ann@x.example; 447911123402=bob@x.example",
             "447911123401/; 447911123402/", "", "no-mailbox gone@x.example for 447911123401; ambiguous-number for 447911123402"},
            // Participants named twice
            {"twice the same", "447911123401=ann@x.example", "447911123401/; 447911123401/", "", "ann@x.example for 447911123401"},
            {"twice the same without mailbox", "447911123401=gone@x.example", "447911123401/; 447911123401/", "",
             "no-mailbox gone@x.example for 447911123401"},
            {"twice the same, ambiguous", "447911123401=ann@x.example; 447911123401=bob@x.example", "447911123401/; 447911123401/", "",
             "ambiguous-number for 447911123401"},
            {"twice, only the second one has the address that helps", "447911123401=gone@x.example",
             "447911123401/; 447911123401/ann@x.example", "", "ann@x.example for 447911123401"},
            {"twice, only the first one has the address that helps", "447911123401=gone@x.example",
             "447911123401/ann@x.example; 447911123401/", "", "ann@x.example for 447911123401"},
            // The owner takes part
            {"owner mapped", "447911123401=ann@x.example", "447911123401/; 447911123402/", ann, "ann@x.example for 447911123401"},
            {"owner with plus", "447911123401=ann@x.example", "447911123401/; /bob@x.example", "+447911123401",
             "ann@x.example for 447911123401; bob@x.example for bob@x.example"},
            {"owner unmapped", "447911123402=bob@x.example", "447911123401/; 447911123402/", ann,
             "bob@x.example for 447911123402; owner-unmapped for 447911123401"},
            {"owner unmapped, spelled with blanks", "447911123402=bob@x.example", "447911123401/; 447911123402/", " +44 7911 123-401 ",
             "bob@x.example for 447911123402; owner-unmapped for 447911123401"},
            {"owner unmapped, as chat id", "447911123402=bob@x.example", "447911123401/; 447911123402/", "447911123401@s.whatsapp.net",
             "bob@x.example for 447911123402; owner-unmapped for 447911123401"},
            {"owner unmapped, as chat id with device", "447911123402=bob@x.example", "447911123401/; 447911123402/",
             "447911123401:5@s.whatsapp.net", "bob@x.example for 447911123402; owner-unmapped for 447911123401"},
            {"owner unmapped, number in a name", "447911123402=bob@x.example", "447911123401/; 447911123402/", "Ann Smith 447911123401",
             "bob@x.example for 447911123402; owner-unmapped for 447911123401"},
            {"owner by address, mapped by number", "447911123401=ann@x.example", "447911123401/lost@x.example", "Lost@X.example",
             "ann@x.example for 447911123401"},
            {"owner by address, unmapped", "", "/lost@x.example; /bob@x.example", "lost@x.example",
             "bob@x.example for bob@x.example; owner-unmapped for lost@x.example"},
            {"owner twice, one of the two mapped", "", "447911123401/; 447911123401/ann@x.example; /bob@x.example", ann,
             "ann@x.example for 447911123401; bob@x.example for bob@x.example"},
            {"owner without existing mailbox", "447911123401=gone@x.example", "447911123401/; /bob@x.example", ann,
             "no-mailbox gone@x.example for 447911123401; bob@x.example for bob@x.example"},
            {"owner without existing mailbox, alone", "447911123401=gone@x.example", "447911123401/", ann,
             "no-mailbox gone@x.example for 447911123401"},
            {"owner ambiguous", "447911123401=ann@x.example; 447911123401=cat@x.example", "447911123401/; /bob@x.example", ann,
             "ambiguous-number for 447911123401; bob@x.example for bob@x.example"},
            {"owner unmapped, another without existing mailbox", "447911123402=gone@x.example", "447911123401/; 447911123402/", ann,
             "no-mailbox gone@x.example for 447911123402"},
            {"owner unmapped, one without existing mailbox, one mapped", "447911123402=gone@x.example",
             "447911123401/; 447911123402/; /cat@x.example", ann,
             "no-mailbox gone@x.example for 447911123402; cat@x.example for cat@x.example; owner-unmapped for "
             "447911123401"},
            {"owner shares a missing mailbox with another", "447911123401=gone@x.example; 447911123402=gone@x.example",
             "447911123402/; 447911123401/; /cat@x.example", ann,
             "no-mailbox gone@x.example for 447911123402; cat@x.example for cat@x.example"},
            {"owner unmapped with automatic mapping off", "447911123402=bob@x.example", "447911123401/ann@x.example; 447911123402/", ann,
             "bob@x.example for 447911123402; owner-unmapped for 447911123401", false},
            // The owner takes no part
            {"absent owner by number", "447911123401=ann@x.example", "447911123499/; /bob@x.example", ann,
             "bob@x.example for bob@x.example; ann@x.example for 447911123401"},
            {"absent owner by address", "", "447911123499/", "ann@x.example", "ann@x.example for ann@x.example"},
            {"absent owner by address, automatic mapping off", "447911123402=bob@x.example", "447911123402/", "ann@x.example",
             "bob@x.example for 447911123402; owner-unmapped for ann@x.example", false},
            {"absent owner by alias of one who takes part", "", "/ann@x.example", "ann.smith@x.example", "ann@x.example for ann@x.example"},
            {"absent owner by number of one who takes part by address", "447911123401=ann@x.example", "/ann@x.example", ann,
             "ann@x.example for ann@x.example"},
            {"absent owner, ambiguous", "447911123401=ann@x.example; 447911123401=cat@x.example", "/bob@x.example", ann,
             "bob@x.example for bob@x.example; ambiguous-number for 447911123401"},
            {"absent owner, no mailbox", "447911123401=gone@x.example", "/bob@x.example", ann,
             "bob@x.example for bob@x.example; no-mailbox gone@x.example for 447911123401"},
            {"absent owner, no mailbox, nobody else", "447911123401=gone@x.example", "447911123499/", ann,
             "no-mailbox gone@x.example for 447911123401"},
            {"absent owner gives none", "", "/bob@x.example", ann, "bob@x.example for bob@x.example; owner-unmapped for 447911123401"},
            {"absent owner, out of its days", "447911123401=ann@x.example ..2024-05-04", "/bob@x.example", ann,
             "bob@x.example for bob@x.example; owner-unmapped for 447911123401"},
            {"absent owner, digits before the at sign", "", "/bob@x.example", "447911123409@x.example",
             "bob@x.example for bob@x.example; 447911123409@x.example for 447911123409"},
            {"absent owner under .invalid", "", "/bob@x.example", "ann@x.invalid",
             "bob@x.example for bob@x.example; owner-unmapped for ann@x.invalid"},
            {"no participants, owner mapped", "447911123401=ann@x.example", "", ann, "ann@x.example for 447911123401"},
            // Owners of unknown form
            {"unknown owner", "", "/bob@x.example", "Ann Smith", "bob@x.example for bob@x.example; owner of unknown form"},
            {"unknown owner, short number", "", "/bob@x.example", "12345", "bob@x.example for bob@x.example; owner of unknown form"},
            {"unknown owner, too long a number", "", "/bob@x.example", "4479111234011234",
             "bob@x.example for bob@x.example; owner of unknown form"},
            {"blank owner is none", "", "/bob@x.example", "  ", "bob@x.example for bob@x.example"},
        };
        for (const Case &c : cases) {
            QTest::newRow(c.name) << QString::fromLatin1(c.mapping) << QString::fromLatin1(c.participants) << QString::fromLatin1(c.owner)
                                  << QString::fromLatin1(c.expected) << c.automatic;
        }
    }
    void decides()
    {
        QFETCH(QString, mapping);
        QFETCH(QString, participants);
        QFETCH(QString, owner);
        QFETCH(bool, automatic);
        Item item;
        item.participants = participantsOf(participants);
        item.owner = owner;
        const auto directory = std::make_shared<FakeDirectory>(mailboxes);
        const RecipientResolver resolver(std::make_shared<MappingTable>(tableOf(mapping)), directory, automatic);
        const auto recipients = resolver.resolve(item, QDate(2024, 5, 5));
        QVERIFY(recipients.ok());
        QTEST(shown(*recipients), "expected");
        for (const QString &asked : directory->asked)
            QVERIFY2(!asked.endsWith(QLatin1String(".invalid")), "an address under .invalid is never asked for");
        QCOMPARE(shown(resolver.resolve(item, QDate(2024, 5, 5)).value()), shown(*recipients));
    }

    void neverBelievesInInvalidAddresses()
    {
        auto directory = std::make_shared<FakeDirectory>();
        directory->takesEverything = true;
        Item item;
        item.participants = participantsOf(QStringLiteral("447911123401/447911123401@whatsapp.invalid; 447911123402/"));
        item.owner = QStringLiteral("x@INVALID");
        const auto mapping = std::make_shared<MappingTable>(tableOf(QStringLiteral("447911123402=bob@x.Invalid")));
        const auto recipients = RecipientResolver(mapping, directory, true).resolve(item, QDate(2024, 5, 5));
        QCOMPARE(shown(recipients.value()), QStringLiteral("no-mailbox bob@x.invalid for 447911123402"));
        QVERIFY(directory->asked.isEmpty());
    }

    void passesFailuresOn_data()
    {
        QTest::addColumn<QString>("mapping");
        QTest::addColumn<QString>("participants");
        QTest::addColumn<QString>("owner");
        QTest::newRow("mapped") << QStringLiteral("447911123401=ann@x.example") << QStringLiteral("447911123401/") << QString();
        QTest::newRow("address") << QString() << QStringLiteral("/ann@x.example") << QString();
        QTest::newRow("owner") << QString() << QString() << QStringLiteral("ann@x.example");
    }
    void passesFailuresOn()
    {
        QFETCH(QString, mapping);
        QFETCH(QString, participants);
        QFETCH(QString, owner);
        const auto directory = std::make_shared<FakeDirectory>();
        directory->unavailable = true;
        Item item;
        item.participants = participantsOf(participants);
        item.owner = owner;
        const RecipientResolver resolver(std::make_shared<MappingTable>(tableOf(mapping)), directory, true);
        const auto recipients = resolver.resolve(item, QDate(2024, 5, 5));
        QVERIFY(!recipients);
        QCOMPARE(recipients.failure().code, FailureCode::DestinationUnavailable);
        QVERIFY(recipients.failure().retryable);
    }

    void keepsLabelsShort()
    {
        Item item;
        item.owner = QString(1'000'000, u'x');
        const RecipientResolver resolver(std::make_shared<MappingTable>(), std::make_shared<FakeDirectory>(), true);
        const auto recipients = resolver.resolve(item, QDate(2024, 5, 5));
        QVERIFY(recipients.ok());
        QVERIFY(recipients->copies.front().participant.size() <= 320);
    }

    /// A group as large as WhatsApp allows, everybody in it mapped, each twice.
    void servesLargeGroups()
    {
        MappingTable table;
        Item item;
        for (int i = 0; i < 1024; ++i) {
            MappingEntry entry;
            entry.number = PhoneNumber::fromInternational(QString::number(447911000000LL + i)).value();
            entry.mailbox = MailAddress::parse(QStringLiteral("user%1@x.example").arg(i)).value();
            table.add(entry);
            Participant participant;
            participant.number = entry.number;
            item.participants.push_back(participant);
            item.participants.push_back(participant);
        }
        auto directory = std::make_shared<FakeDirectory>();
        directory->takesEverything = true;
        const RecipientResolver resolver(std::make_shared<MappingTable>(table), directory, true);
        QCOMPARE(resolver.resolve(item, QDate(2024, 5, 5)).value().copies.size(), 1024u);
    }

    void isQuick()
    {
        MappingTable table = tableOf(QStringLiteral("447911123401=ann@x.example; 447911123402=bob@x.example"));
        for (int i = 0; i < 10000; ++i)
            table.add({PhoneNumber::fromInternational(QString::number(12025000000LL + i)).value(), table.entries()[0].mailbox, {}, {}, 1});
        struct Everything : Directory {
            Result<MailAddress> findMailbox(const MailAddress &address) override { return address; }
        };
        Item item;
        item.participants = participantsOf(QStringLiteral("447911123401/ann@x.example; 447911123402/bob@x.example"));
        item.owner = QString::fromLatin1(ann);
        const RecipientResolver resolver(std::make_shared<MappingTable>(table), std::make_shared<Everything>(), true);
        constexpr int rounds = 20000;
        QElapsedTimer timer;
        timer.start();
        size_t copies = 0;
        for (int i = 0; i < rounds; ++i)
            copies += resolver.resolve(item, QDate(2024, 5, 5)).value().copies.size();
        qInfo("%.2f microseconds for an item of two participants", double(timer.nsecsElapsed()) / rounds / 1000.0);
        QCOMPARE(copies, size_t(2 * rounds));
    }
};

QTEST_APPLESS_MAIN(TestRecipientResolver)
#include "tst_recipient_resolver.moc"

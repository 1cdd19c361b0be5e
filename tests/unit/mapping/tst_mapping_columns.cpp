#include "mapping/MappingLayout.h"

#include <QTest>

using namespace tallybridge;

namespace {

/// "delimiter,header line,number,mailbox,from,until", e.g. ";1 0 1 - -"; "none" when the columns cannot be told.
QString layoutOf(const QString &text, const QString &region = {})
{
    const auto layout = findMappingLayout(text, PhoneNumberParser(region));
    if (!layout)
        return QStringLiteral("none");
    const auto shown = [](int column) { return column < 0 ? QStringLiteral("-") : QString::number(column); };
    const MappingColumns &c = layout->columns;
    const QStringList parts{QString::number(layout->headerLine), shown(c.number), shown(c.mailbox), shown(c.validFrom),
                            shown(c.validUntil)};
    return layout->delimiter + parts.join(u' ');
}

} // namespace

class TestMappingColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsHeaders_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("layout");
        const auto row = [](const char *header, const char *layout) {
            QTest::newRow(header) << QString::fromUtf8(header) << QString::fromUtf8(layout);
        };
        row("External User ID,Microsoft 365 User Mailbox", ",1 0 1 - -");
        row("Microsoft 365 User Mailbox,External User ID", ",1 1 0 - -");
        row("External User ID,Microsoft 365 User Mailbox,Valid From,Valid Until", ",1 0 1 2 3");
        row("Valid Until;Valid From;Microsoft 365 User Mailbox;External User ID", ";1 3 2 1 0");
        row("EXTERNAL_USER_ID\tmicrosoft365usermailbox", "\t1 0 1 - -");
        row("  external  user-id ,\"Microsoft 365\nUser Mailbox\"", ",1 0 1 - -");
        row("Mobile number,Microsoft 365 email", ",1 0 1 - -");
        row("Mobile Phone,E-Mail", ",1 0 1 - -");
        row("Phone #,UPN", ",1 0 1 - -");
        row("Number,User Principal Name", ",1 0 1 - -");
        row("WhatsApp Number,Office 365 mailbox", ",1 0 1 - -");
        row("MSISDN,O365 User", ",1 0 1 - -");
        row("Mobile (E.164),Primary SMTP Address", ",1 0 1 - -");
        row("Handynummer;E-Mail-Adresse;Gültig ab;Gültig bis", ";1 0 1 2 3");
        row("Rufnummer;Microsoft-365-Postfach", ";1 0 1 - -");
        row("行動電話,電子郵件", ",1 0 1 - -");
        row("電子郵件地址,手機號碼,生效日期,失效日期", ",1 1 0 2 3");
        row("Microsoft 365 使用者信箱,外部使用者識別碼", ",1 1 0 - -");
        row("Name,Mobile number,Microsoft 365 email,Dept", ",1 1 2 - -");
        row("Phone,Mobile,Fax,Email", ",1 1 3 - -");
        row("Email,Phone,Microsoft 365 User Mailbox,External User ID", ",1 3 2 - -");
        row("Email,Mobile,Email,Mobile", ",1 1 0 - -");
        row("sep=;\nMobile;Mailbox", ";2 0 1 - -");
        row("\"sep=;\"\r\nMobile;Mailbox", ";2 0 1 - -");
        row("SEP=\t\rMobile\tMailbox", "\t2 0 1 - -");
        row("sep=|\nMobile|Mailbox", "|2 0 1 - -");
        row("sep=,,\nMobile,Mailbox", ",2 0 1 - -");
        row("sep=,\nMobile;Mailbox", "none");
        row("sep=;", "none");
        row("sep=", "none");
        row("\n\r\n,,\nMobile,Mailbox", ",4 0 1 - -");
        row("", "none");
        row("\n\n,,,\n", "none");
        row("Mobile", "none");
        row("Mailbox", "none");
        row("Mobile,Name", "none");
        row("a,b,c\n1,2,3", "none");
        row("Mobile and fax,Mail or letter", "none");
    }
    void knowsHeaders()
    {
        QFETCH(QString, header);
        QTEST(layoutOf(header), "layout");
        if (header.contains(QLatin1String("ob")) && layoutOf(header) != QLatin1String("none"))
            QCOMPARE(layoutOf(header + QStringLiteral("\n")), layoutOf(header));
    }

    void looksAtContent_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("layout");
        const auto row = [](const char *name, const char *text, const char *layout, const char *region = "") {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(region) << QString::fromUtf8(layout);
        };
        row("number, mailbox", "447911123456,ann@x.example\n", ",0 0 1 - -");
        row("mailbox; number", "ann@x.example;447911123456\n", ";0 1 0 - -");
        row("tab", "+44 7911 123456\tann@x.example", "\t0 0 1 - -");
        row("between others", "Ann, Ltd;447911123456;London, SW1;ann@x.example", ";0 1 3 - -");
        row("chat id is the number", "447911123456@s.whatsapp.net,ann@x.example", ",0 0 1 - -");
        row("employee number before", "1001234,+447911123456,ann@x.example\n1001235,+447911123457,bob@x.example", ",0 1 2 - -");
        row("national numbers with region", "07911 123456,ann@x.example", ",0 0 1 - -", "GB");
        row("national numbers without region", "07911 123456,ann@x.example", ",0 0 1 - -");
        row("first row is bad, the others tell", "?,?\n447911123456,ann@x.example", ",1 0 1 - -");
        row("first row has half a number", "447911,ann@x.example\n447911123456,ann@x.example", ",0 0 1 - -");
        row("scientific", "4.47912E+11,ann@x.example", ",0 0 1 - -");
        row("with days", "447911123456,ann@x.example,2024-01-01,2024-06-30", ",0 0 1 2 3");
        row("with days before", "2024-01-01,2024-06-30,447911123456,ann@x.example", ",0 2 3 0 1");
        row("only the last day is filled in", "447911123456,ann@x.example,,2024-06-30", ",0 0 1 2 3");
        row("days in some rows", "447911123456,ann@x.example\n447911123457,bob@x.example,2024-01-01", ",0 0 1 2 -");
        row("header in another language", "Téléphone,Courriel\n447911123456,ann@x.example", ",1 0 1 - -");
        row("only the number is named", "Mobile,Wohin\n447911123456,ann@x.example", ",1 0 1 - -");
        row("only the mailbox is named", "Wer,Postfach\n447911123456,ann@x.example", ",1 0 1 - -");
        row("only the number is named, dates are not ours", "Mobile,Wohin,Hired\n447911123456,ann@x.example,2024-01-01", ",1 0 1 - -");
        row("no addresses", "447911123456,Ann", "none");
        row("no numbers", "Ann,ann@x.example", "none");
        row("one column", "ann@x.example", "none");
        row("numbers nobody asked for", "Contact Phone Number,Cities\n2095257564,Modesto", "none");
        row("damaged rows are passed over", "\"a\"b,c\n447911123456,ann@x.example", ",0 0 1 - -");
    }
    void looksAtContent()
    {
        QFETCH(QString, text);
        QFETCH(QString, region);
        QTEST(layoutOf(text, region), "layout");
    }

    void remembersWhereTheDataBegin()
    {
        const QString text = QStringLiteral("\"sep=;\"\r\nMobile;Mailbox\r\n");
        const auto layout = findMappingLayout(text, PhoneNumberParser());
        QVERIFY(layout);
        QCOMPARE(layout->begin, 9);
        QCOMPARE(layout->firstLine, 2);
    }
};

QTEST_APPLESS_MAIN(TestMappingColumns)
#include "tst_mapping_columns.moc"

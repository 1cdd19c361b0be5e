#include "SharedMaterial.h"
#include "mapping/CsvReader.h"
#include "mapping/PhoneNumberParser.h"

#include <QTest>
#include <atomic>
#include <thread>
#include <vector>

using namespace tallybridge;

namespace {

PhoneNumberParser::Parsed parse(const QString &text, const QString &region = {})
{
    return PhoneNumberParser(region).parse(text);
}

QString digitsOf(const PhoneNumberParser::Parsed &parsed)
{
    return parsed.number ? parsed.number->digits() : QString();
}

} // namespace

class TestPhoneNumberParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsRegions()
    {
        QVERIFY(PhoneNumberParser::isRegion(QStringLiteral("GB")));
        QVERIFY(PhoneNumberParser::isRegion(QStringLiteral("tw")));
        for (const char *text : {"", "UK", "ZZ", "001", "GBR", "G", "44", "\xC3\x9F"})
            QVERIFY2(!PhoneNumberParser::isRegion(QString::fromUtf8(text)), text);
    }

    void readsSpellings_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("digits");
        QTest::addColumn<bool>("doubtful");
        const auto row = [](const char *name, const QString &text, const char *region, const char *digits, bool doubtful = false) {
            QTest::newRow(name) << text << QString::fromLatin1(region) << QString::fromLatin1(digits) << doubtful;
        };
        row("plus", QStringLiteral("+44 7911 123456"), "", "447911123456");
        row("double zero", QStringLiteral("0044 7911 123456"), "", "447911123456");
        row("double zero in brackets", QStringLiteral("(0044) 7911 123456"), "", "447911123456");
        row("double zero where callers dial 011", QStringLiteral("00447911123456"), "US", "447911123456");
        row("011 of a region", QStringLiteral("011 44 7911 123456"), "US", "447911123456");
        row("tel", QStringLiteral("tel:+44-7911-123456"), "", "447911123456");
        row("TEL", QStringLiteral("TEL: +44 7911 123456"), "", "447911123456");
        row("whatsapp scheme", QStringLiteral("whatsapp:+447911123456"), "", "447911123456");
        row("digits only", QStringLiteral("447911123456"), "", "447911123456");
        row("digits only, another region", QStringLiteral("447911123456"), "US", "447911123456");
        row("digits that are valid in the region too", QStringLiteral("491701234567"), "DE", "491701234567");
        row("the same with blanks", QStringLiteral("49 170 1234567"), "DE", "491701234567");
        row("the same with the country in brackets", QStringLiteral("(49) 170 1234567"), "DE", "491701234567");
        row("national", QStringLiteral("07911 123456"), "GB", "447911123456");
        row("national, region in lower case", QStringLiteral("07911 123456"), "gb", "447911123456");
        row("national without its zero", QStringLiteral("7911123456"), "GB", "447911123456");
        row("national with slash", QStringLiteral("0170/1234567"), "DE", "491701234567");
        row("national in Taiwan", QStringLiteral("0912-345-678"), "TW", "886912345678");
        row("area code that looks like Norway", QStringLiteral("(473) 403-1234"), "GD", "14734031234");
        row("Chinese mobile number that looks like Chicago", QStringLiteral("131 2345 6789"), "CN", "8613123456789");
        row("Chicago, with the country code set off", QStringLiteral("1 312 345 6789"), "CN", "13123456789");
        row("Arkansas that looks like Norway", QStringLiteral("479-555-0123"), "US", "14795550123");
        row("digits only are international first", QStringLiteral("4795550123"), "US", "4795550123");
        row("grouped by four, valid as a German fixed line", QStringLiteral("4917 0123 4567"), "DE", "491701234567");
        row("longer than old plans know", QStringLiteral("+22901951234567"), "", "22901951234567", true);
        row("region, though the number is of another country", QStringLiteral("+1 202 555 0123"), "DE", "12025550123");
        row("chat id", QStringLiteral("447911123456@s.whatsapp.net"), "", "447911123456");
        row("chat id with device", QStringLiteral("447911123456:17@s.whatsapp.net"), "", "447911123456");
        row("old chat id", QStringLiteral("447911123456@c.us"), "", "447911123456");
        row("chat id is never national", QStringLiteral("491701234567@s.whatsapp.net"), "DE", "491701234567");
        row("full width", QStringLiteral("＋４４７９１１１２３４５６"), "", "447911123456");
        row("Arabic digits", QStringLiteral("+٤٤٧٩١١١٢٣٤٥٦"), "", "447911123456");
        row("apostrophe", QStringLiteral("'+447911123456"), "", "447911123456");
        row("apostrophe and digits", QStringLiteral("'447911123456"), "", "447911123456");
        row("direction marks of a chat", QStringLiteral("\u202A+44 7911 123456\u202C"), "", "447911123456");
        row("no-break blanks and hyphens", QStringLiteral("+44\u00A07911\u2011123\u2013456"), "", "447911123456");
        row("optional zero", QStringLiteral("+44 (0) 7911 123456"), "", "447911123456");
        row("optional zero after 00", QStringLiteral("0044 (0)7911 123456"), "", "447911123456");
        row("zero that has to stay", QStringLiteral("+39 (0) 6 6982 1234"), "", "390669821234");
        row("zero that has to go", QStringLiteral("+39 (0) 312 345 6789"), "", "393123456789");
        row("zero without brackets", QStringLiteral("+4407911123456"), "", "447911123456");
        row("whole number as decimal", QStringLiteral("447911123456.0"), "", "447911123456");
        row("whole number as decimal, comma", QStringLiteral("447911123456,00"), "", "447911123456");
        row("Mexico, the id as WhatsApp has it", QStringLiteral("5215512345678"), "", "5215512345678");
        row("Mexico, as dialled now", QStringLiteral("+52 55 1234 5678"), "", "525512345678");
        row("Argentina", QStringLiteral("5491123456789"), "", "5491123456789");
        row("possible only", QStringLiteral("+447700900123"), "", "447700900123", true);
        row("possible only, without plus", QStringLiteral("447700900123"), "", "447700900123", true);
        row("possible only, in the region", QStringLiteral("07700 900123"), "GB", "447700900123", true);
    }
    void readsSpellings()
    {
        QFETCH(QString, text);
        QFETCH(QString, region);
        const auto parsed = parse(text, region);
        QTEST(digitsOf(parsed), "digits");
        QCOMPARE(parsed.problem, PhoneNumberProblem::None);
        QTEST(parsed.doubtful, "doubtful");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("region");
        QTest::addColumn<PhoneNumberProblem>("problem");
        const auto row = [](const char *name, const QString &text, const char *region, PhoneNumberProblem problem) {
            QTest::newRow(name) << text << QString::fromLatin1(region) << problem;
        };
        using P = PhoneNumberProblem;
        row("nothing", QString(), "", P::Empty);
        row("blanks", QStringLiteral(" \u00A0\u200B "), "", P::Empty);
        row("apostrophe alone", QStringLiteral("'"), "", P::Empty);
        row("words", QStringLiteral("Ann"), "GB", P::NotANumber);
        row("letters for digits", QStringLiteral("1-800-FLOWERS"), "US", P::NotANumber);
        row("extension", QStringLiteral("+44 7911 123456 ext. 5"), "", P::NotANumber);
        row("extension x", QStringLiteral("+44 7911 123456x5"), "", P::NotANumber);
        row("two numbers", QStringLiteral("+447911123456 / +447911123457"), "", P::NotANumber);
        row("two numbers, semicolon", QStringLiteral("+447911123456;+447911123457"), "", P::NotANumber);
        row("two numbers without plus", QStringLiteral("447911123456 447911123457"), "GB", P::NotPossible);
        row("words before", QStringLiteral("mobile +447911123456"), "", P::NotANumber);
        row("plus alone", QStringLiteral("+"), "", P::NotANumber);
        row("two pluses", QStringLiteral("++447911123456"), "", P::NotANumber);
        row("plus behind digits", QStringLiteral("44+7911123456"), "", P::NotANumber);
        row("superscript", QStringLiteral("+44791112345²"), "", P::NotANumber);
        row("zero byte", QStringLiteral("+44791112\u0000 3456"), "", P::NotANumber);
        row("line break inside two numbers", QStringLiteral("+447911123456\n+447911123457"), "", P::NotANumber);
        row("a real fraction", QStringLiteral("447911123456.5"), "", P::NotANumber);
        row("group chat id", QStringLiteral("447911123456-1600000000@g.us"), "", P::NotANumber);
        row("hidden id", QStringLiteral("123456789012345@lid"), "", P::NotANumber);
        row("address", QStringLiteral("447911123456@contoso.com"), "", P::NotANumber);
        row("chat id at the wrong place", QStringLiteral("447911123456@s.whatsapp.net.evil.example"), "", P::NotANumber);
        row("endless", QString(100000, u'4'), "", P::NotANumber);
        row("scientific", QStringLiteral("4.47912E+11"), "", P::ScientificNotation);
        row("scientific, comma", QStringLiteral("4,47912E+11"), "DE", P::ScientificNotation);
        row("scientific, small e, no sign", QStringLiteral("4.47912e11"), "", P::ScientificNotation);
        row("scientific, no fraction", QStringLiteral("4E+11"), "", P::ScientificNotation);
        row("scientific, blanks", QStringLiteral("4.47912 E + 11"), "", P::ScientificNotation);
        row("scientific, bare mark", QStringLiteral("4.E11"), "", P::ScientificNotation);
        row("not quite scientific", QStringLiteral("4.4.7E+11"), "", P::NotANumber);
        row("no exponent", QStringLiteral("4.47E+"), "", P::NotANumber);
        row("no mantissa", QStringLiteral("E+11"), "", P::NotANumber);
        row("chat id with a device that is none", QStringLiteral("447911123456:x@s.whatsapp.net"), "", P::NotANumber);
        row("chat id without number", QStringLiteral("@s.whatsapp.net"), "", P::NotANumber);
        row("empty brackets", QStringLiteral("+()"), "", P::NotANumber);
        row("brackets the wrong way", QStringLiteral("+)0("), "", P::NotPossible);
        row("scientific, plus and apostrophe", QStringLiteral("'+4.47912E+11"), "", P::ScientificNotation);
        row("scientific, full width", QStringLiteral("４．４７９１２Ｅ＋１１"), "", P::ScientificNotation);
        row("national without region", QStringLiteral("07911 123456"), "", P::RegionNeeded);
        row("lost zero without region", QStringLiteral("7911123456"), "", P::RegionNeeded);
        row("area code without region", QStringLiteral("(202) 555-0123"), "", P::RegionNeeded);
        row("area code that looks like Norway, without region", QStringLiteral("(473) 403-1234"), "", P::RegionNeeded);
        row("too short", QStringLiteral("123"), "", P::NotPossible);
        row("too short for the region", QStringLiteral("0791"), "GB", P::NotPossible);
        row("over 15 digits", QStringLiteral("+4479111234567890"), "", P::NotPossible);
        row("a digit short", QStringLiteral("+4479111234"), "", P::NotPossible);
        row("unknown country", QStringLiteral("+999 1234567"), "", P::NotPossible);
        row("plus makes it international", QStringLiteral("+07911123456"), "GB", P::NotPossible);
        row("chat id that is no number", QStringLiteral("12@s.whatsapp.net"), "", P::NotPossible);
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, region);
        const auto parsed = parse(text, region);
        QCOMPARE(digitsOf(parsed), QString());
        QVERIFY(!parsed.number);
        QVERIFY(!parsed.doubtful);
        QTEST(parsed.problem, "problem");
    }

    /// Every country's example number in five spellings; the shared list has one row per country.
    void readsTheWorldsNumbers()
    {
        const QString path = sharedMaterial(QStringLiteral("phones/examples.csv"));
        REQUIRE_SHARED_MATERIAL(path);
        const QString text = QString::fromUtf8(readWhole(path));
        CsvReader reader(text, u',');
        CsvRow row;
        QVERIFY(reader.next(&row));
        const QStringList header = row.cells;
        const auto column = [&header](const char *name) { return header.indexOf(QString::fromLatin1(name)); };
        int passed = 0;
        QStringList failed;
        while (reader.next(&row)) {
            const QString region = row.cells.value(column("region"));
            const QString expected = row.cells.value(column("e164")).sliced(1);
            const QString kind = row.cells.value(column("sloppy_mangled_kind"));
            const auto check = [&](const QString &spelling, const QString &defaultRegion, const QString &wanted) {
                const QString digits = digitsOf(parse(spelling, defaultRegion));
                if (digits == wanted)
                    ++passed;
                else
                    failed.append(region + u' ' + spelling + u' ' + digits);
            };
            const QString mangled = row.cells.value(column("sloppy_mangled"));
            const QString wantedMangled = kind == QLatin1String("excel_scientific") ? QString() : expected;
            QStringList defaultRegions{QString(), region};
            // Elsewhere a number that this version of the plans does not know yet may pass for one of the region.
            if (!parse(row.cells.value(column("e164"))).doubtful)
                defaultRegions += {QStringLiteral("DE"), QStringLiteral("US"), QStringLiteral("CN"), QStringLiteral("GB")};
            for (const QString &defaultRegion : defaultRegions) {
                check(row.cells.value(column("e164")), defaultRegion, expected);
                check(row.cells.value(column("sloppy_intl")), defaultRegion, expected);
                check(mangled, defaultRegion, wantedMangled);
            }
            check(expected, QString(), expected);
            check(row.cells.value(column("sloppy_national")), region, expected);
        }
        qInfo("%d spellings read as they should be, %d not", passed, int(failed.size()));
        QVERIFY2(failed.isEmpty(), qPrintable(failed.join(u'\n')));
        QVERIFY(passed > 1000);
    }

    void servesManyThreads()
    {
        std::atomic<int> right = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&right] {
                const PhoneNumberParser parser(QStringLiteral("GB"));
                for (int n = 0; n < 200; ++n)
                    right += digitsOf(parser.parse(QStringLiteral("07911 123456"))) == QLatin1String("447911123456");
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(right.load(), 800);
    }
};

QTEST_APPLESS_MAIN(TestPhoneNumberParser)
#include "tst_phone_number_parser.moc"

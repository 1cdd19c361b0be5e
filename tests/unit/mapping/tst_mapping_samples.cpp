#include "MappingFileText.h"
#include "SharedMaterial.h"

#include <QDirIterator>
#include <QSet>
#include <QTest>

using namespace tallybridge;

/// Reads CSVs that others made.
class TestMappingSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsSpreadsheetFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoding");
        QTest::newRow("plain") << QStringLiteral("01_utf8_plain.csv") << QStringLiteral("UTF-8");
        QTest::newRow("Unicode text") << QStringLiteral("03_utf16le_bom_tab_unicode_text.txt") << QStringLiteral("UTF-16LE");
        QTest::newRow("semicolons and sep=") << QStringLiteral("05_semicolon_utf8bom_sep_line.csv") << QStringLiteral("UTF-8");
        QTest::newRow("old Mac line ends") << QStringLiteral("07_cr_only_mac.csv") << QStringLiteral("UTF-8");
    }
    void readsSpreadsheetFiles()
    {
        QFETCH(QString, name);
        const QString path = sharedMaterial(QStringLiteral("csv/derived-excel/") + name);
        REQUIRE_SHARED_MATERIAL(path);
        const auto file = MappingFile::read(path, QString());
        QVERIFY(file.ok());
        QTEST(file->encoding, "encoding");
        QVERIFY(file->hasHeader);
        QVERIFY(file->rows >= 60);
        // Some countries share example numbers, so that rows conflict; every row is used.
        for (const MappingProblem &problem : file->problems)
            QVERIFY2(problem.rowUsed, qPrintable(problemsOf(*file).join(u'\n')));
        QCOMPARE(file->table.entries().size(), size_t(file->rows));
        QCOMPARE(file->table.lookup(PhoneNumber::fromInternational(u"971501234567").value(), QDate(2024, 5, 5)).mailbox.text(),
                 QStringLiteral("user002@contoso.example"));
    }

    void reportsEveryNationalNumber()
    {
        const QString path = sharedMaterial(QStringLiteral("csv/derived-excel/09_leading_zero_lost_national.csv"));
        REQUIRE_SHARED_MATERIAL(path);
        const auto file = MappingFile::read(path, QString());
        QVERIFY(file.ok());
        // Without its zero a national number may pass for another country's; whatever is not certain has to be in the
        // list.
        QSet<int> reported;
        for (const MappingProblem &problem : file->problems)
            reported.insert(problem.line);
        qInfo("%d of %d national numbers without their zero are reported", int(reported.size()), file->rows);
        QVERIFY(reported.size() * 10 > file->rows * 8);
    }

    void refusesFormulas()
    {
        const QString path = sharedMaterial(QStringLiteral("csv/derived-excel/11_formula_injection.csv"));
        REQUIRE_SHARED_MATERIAL(path);
        const auto file = MappingFile::read(path, QString());
        QVERIFY(file.ok());
        QCOMPARE(file->rows, 7);
        QCOMPARE(entriesOf(*file),
                 (QStringList{QStringLiteral("447911123456=e@contoso.example#7"), QStringLiteral("447911123456=f@contoso.example#8")}));
        QCOMPARE(problemsOf(*file).filter(QStringLiteral("formula")).size(), 5);
        QCOMPARE(problemsOf(*file).last(), QStringLiteral("8 conflict [7] used"));
    }

    void readsExtraAndMissingColumns()
    {
        const QString path = sharedMaterial(QStringLiteral("csv/derived-excel/13_extra_missing_columns.csv"));
        REQUIRE_SHARED_MATERIAL(path);
        const auto file = MappingFile::read(path, QString());
        QVERIFY(file.ok());
        QCOMPARE(problemsOf(*file),
                 (QStringList{QStringLiteral("1 column-not-read [Name] used"), QStringLiteral("1 column-not-read [Dept] used")}));
        QCOMPARE(entriesOf(*file),
                 (QStringList{QStringLiteral("447911123456=a@contoso.example#2"), QStringLiteral("447911123457=b@contoso.example#3"),
                              QStringLiteral("447911123458=c@contoso.example#4")}));
    }

    void refusesFilesThatAreNoMapping()
    {
        const QString folder = sharedMaterial(QStringLiteral("csv/csv-spectrum/csvs"));
        REQUIRE_SHARED_MATERIAL(folder);
        int files = 0;
        for (QDirIterator it(folder, {QStringLiteral("*.csv")}); it.hasNext(); ++files) {
            const auto file = MappingFile::read(it.next(), QString());
            QVERIFY2(!file.ok(), qPrintable(it.fileName()));
            QCOMPARE(file.failure().code, FailureCode::MappingFileWithoutColumns);
        }
        QVERIFY(files >= 10);
    }
};

QTEST_APPLESS_MAIN(TestMappingSamples)
#include "tst_mapping_samples.moc"

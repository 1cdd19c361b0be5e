#include "delivery/ManifestMatch.h"

#include <QtTest>

using namespace tallybridge;

namespace {

MatchedName named(const QString &name)
{
    return {name, name.toUtf8()};
}

} // namespace

class TestManifestMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QStringList>("emls");
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QString>("listed"); // one digit per EML
        QTest::addColumn<QStringList>("missing");
        const auto row = [](const char *tag, const char *emls, const char *lines, const char *listed, const char *missing) {
            const auto split = [](const char *text) { return QString::fromUtf8(text).split(u'/', Qt::SkipEmptyParts); };
            // ">" stands for the "/" of a folder.
            const auto folders = [](QStringList names) { return names.replaceInStrings(QStringLiteral(">"), QStringLiteral("/")); };
            QTest::newRow(tag) << folders(split(emls)) << folders(split(lines)) << QString::fromUtf8(listed) << folders(split(missing));
        };
        row("all there", "a.eml/b.eml", "b.eml/a.eml", "11", "");
        row("unlisted", "a.eml/b.eml", "a.eml", "10", "");
        row("missing", "a.eml", "a.eml/b.eml", "1", "b.eml");
        row("case counts", "a.eml", "A.eml", "0", "A.eml");
        row("duplicates count as one", "a.eml/a.eml", "a.eml", "11", "");
        row("columns", "a.eml/b.eml", "10 x a.eml/9 y b.eml", "11", "");
        row("name with a blank", "7 b.eml", "7 b.eml", "1", "");
        row("name with a blank behind a column", "my b.eml", "12;my b.eml", "1", "");
        row("longest reading wins", "my b.eml/b.eml", "12 my b.eml/13 b.eml", "11", "");
        row("a line cannot take another line's EML", "a.eml", "b a.eml/a.eml", "1", "b a.eml");
        row("the other way round", "a.eml", "a.eml/b a.eml", "1", "b a.eml");
        row("missing name without columns", "a.eml", "1 x a.eml/2 y gone.eml", "1", "gone.eml");
        row("missing name, learnt later", "a.eml", "2 y gone.eml/1 x a.eml", "1", "gone.eml");
        row("folder in the ZIP", "sub>a.eml", "a.eml", "1", "");
        row("folder in the manifest", "a.eml", "sub>a.eml", "1", "");
        row("backslash in the manifest", "a.eml", "sub\\a.eml", "1", "");
        row("full name in both", "s>a.eml/t>a.eml", "s>a.eml/t>a.eml", "11", "");
        row("two folders, one base name", "s>a.eml/t>a.eml", "a.eml", "00", "a.eml");
        row("other folder", "s>a.eml", "t>a.eml", "0", "t>a.eml");
        row("one EML for two lines", "s>a.eml", "a.eml/s>a.eml", "1", "s>a.eml");
        row("nothing", "", "", "", "");
    }

    void matches()
    {
        QFETCH(QStringList, emls);
        QFETCH(QStringList, lines);
        std::vector<MatchedName> names;
        for (const QString &eml : emls)
            names.push_back(named(eml));
        const ManifestMatch match = ManifestMatch::of(names, lines);
        QString listed;
        for (const bool is : match.isListed)
            listed += is ? u'1' : u'0';
        QTEST(listed, "listed");
        QTEST(match.missingNames, "missing");
    }

    void matchesAcrossEncodings_data()
    {
        QTest::addColumn<QString>("decoded");
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("line");
        // What the ZIP reader and the manifest reader make of the same name written in different encodings.
        QTest::newRow("CP437 in the ZIP, UTF-8 in the manifest")
            << QStringLiteral("é.eml") << QByteArray("\x82.eml") << QStringLiteral("é.eml");
        QTest::newRow("CP437 in both") << QStringLiteral("é.eml") << QByteArray("\x82.eml")
                                       << QString(QChar(0x82) + QStringLiteral(".eml"));
        QTest::newRow("ISO 8859-1 in both") << QStringLiteral("Θ.eml") << QByteArray("\xe9.eml") << QStringLiteral("é.eml");
        QTest::newRow("UTF-8 in the ZIP read by bytes")
            << QStringLiteral("é.eml") << QByteArray("\xc3\xa9.eml") << QStringLiteral("Ã©.eml");
        QTest::newRow("in a folder") << QStringLiteral("s/é.eml") << QByteArray("s/\x82.eml") << QStringLiteral("é.eml");
    }

    void matchesAcrossEncodings()
    {
        QFETCH(QString, decoded);
        QFETCH(QByteArray, raw);
        QFETCH(QString, line);
        const ManifestMatch match = ManifestMatch::of({{decoded, raw}}, {line});
        QVERIFY(match.isListed[0]);
        QVERIFY(match.missingNames.isEmpty());
    }

    void manyNames()
    {
        std::vector<MatchedName> names;
        QStringList lines;
        for (int i = 0; i < 100'000; ++i) {
            const QString name = QString::number(i) + QStringLiteral(".eml");
            names.push_back(named(QStringLiteral("folder/") + name));
            lines.append(QStringLiteral("12 34 56 ") + name);
        }
        const ManifestMatch match = ManifestMatch::of(names, lines);
        QVERIFY(match.missingNames.isEmpty());
        QCOMPARE(std::count(match.isListed.begin(), match.isListed.end(), true), 100'000);
    }
};

QTEST_APPLESS_MAIN(TestManifestMatch)
#include "tst_ManifestMatch.moc"

#include "cli/CommandLine.h"
#include "cli/CommandTable.h"
#include "cli/HelpText.h"

#include <QTest>

using namespace tallybridge;
using namespace Qt::Literals::StringLiterals;

class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
    void neverRepeatsAValue();
    void refusesOptionsOfLaterVersions();
    void repeatsDomains();
    void readsHelpAndVersion();
    void findsJsonInWrongCalls();
    void helpNamesEverything();

private:
    std::variant<ParsedLine, UsageError> parse(const QStringList &words) const { return parseCommandLine(words, m_specs); }
    std::vector<CommandSpec> m_specs;
};

void CommandLineTest::initTestCase()
{
    for (const auto &command : makeCommands())
        m_specs.push_back(command->spec());
}

void CommandLineTest::understands_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("one word") << QStringList{u"sync"_s, u"a"_s} << "sync" << QStringList{u"a"_s};
    QTest::newRow("two words") << QStringList{u"connector"_s, u"show"_s, u"a b"_s} << "connector show" << QStringList{u"a b"_s};
    QTest::newRow("global options first") << QStringList{u"--json"_s, u"--data-dir"_s, u"sync"_s, u"status"_s} << "status" << QStringList{};
    QTest::newRow("global option inside") << QStringList{u"connector"_s, u"--json"_s, u"list"_s} << "connector list" << QStringList{};
    QTest::newRow("global option last") << QStringList{u"audit"_s, u"show"_s, u"--quiet"_s} << "audit show" << QStringList{};
    QTest::newRow("equals") << QStringList{u"sync"_s, u"a"_s, u"--from=2026-01-01"_s} << "sync" << QStringList{u"a"_s};
    QTest::newRow("end of options") << QStringList{u"inspect"_s, u"--"_s, u"--json"_s} << "inspect" << QStringList{u"--json"_s};
    QTest::newRow("dash is a word") << QStringList{u"inspect"_s, u"-"_s} << "inspect" << QStringList{u"-"_s};
    QTest::newRow("short option") << QStringList{u"mapping"_s, u"template"_s, u"-o"_s, u"-"_s} << "mapping template" << QStringList{};
    QTest::newRow("due") << QStringList{u"sync"_s, u"--due"_s} << "sync" << QStringList{};
}

void CommandLineTest::understands()
{
    QFETCH(QStringList, words);
    const auto parsed = parse(words);
    const auto *error = std::get_if<UsageError>(&parsed);
    QVERIFY2(!error, error ? qPrintable(error->message) : "");
    const auto &line = std::get<ParsedLine>(parsed);
    QVERIFY(line.command);
    QTEST(line.command->name, "command");
    QTEST(line.arguments.words(), "arguments");
}

void CommandLineTest::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("part");
    QTest::newRow("nothing") << QStringList{} << "command is missing";
    QTest::newRow("unknown command") << QStringList{u"import"_s} << "\"import\"";
    QTest::newRow("half a command") << QStringList{u"connector"_s} << "second word";
    QTest::newRow("unknown second word") << QStringList{u"connector"_s, u"make"_s} << "\"connector make\"";
    QTest::newRow("missing argument") << QStringList{u"retry"_s} << "needs NAME";
    QTest::newRow("too many arguments") << QStringList{u"retry"_s, u"a"_s, u"b"_s} << "too many";
    QTest::newRow("unknown option") << QStringList{u"sync"_s, u"a"_s, u"--fast"_s} << "--fast";
    QTest::newRow("option of another command") << QStringList{u"status"_s, u"--from"_s, u"2026-01-01"_s} << "--from";
    QTest::newRow("option before the command") << QStringList{u"--from"_s, u"2026-01-01"_s, u"sync"_s, u"a"_s} << "--from";
    QTest::newRow("missing value") << QStringList{u"sync"_s, u"a"_s, u"--from"_s} << "--from";
    QTest::newRow("option for a value") << QStringList{u"sync"_s, u"a"_s, u"--from"_s, u"--dry-run"_s} << "--from";
    QTest::newRow("value for a switch") << QStringList{u"sync"_s, u"a"_s, u"--dry-run=yes"_s} << "--dry-run";
    QTest::newRow("twice") << QStringList{u"sync"_s, u"a"_s, u"--from=1"_s, u"--from=2"_s} << "twice";
    QTest::newRow("data folder twice") << QStringList{u"status"_s, u"--data-dir"_s, u"a"_s, u"--data-dir"_s, u"b"_s} << "twice";
    QTest::newRow("empty data folder") << QStringList{u"status"_s, u"--data-dir="_s} << "--data-dir";
    QTest::newRow("short unknown") << QStringList{u"sync"_s, u"a"_s, u"-x"_s} << "-x";
}

void CommandLineTest::refuses()
{
    QFETCH(QStringList, words);
    QFETCH(QString, part);
    const auto parsed = parse(words);
    const auto *error = std::get_if<UsageError>(&parsed);
    QVERIFY(error);
    QCOMPARE(error->code, u"usage"_s);
    QVERIFY2(error->message.contains(part), qPrintable(error->message));
}

void CommandLineTest::neverRepeatsAValue()
{
    const QStringList base{u"connector"_s, u"add"_s};
    for (const QStringList &wrong :
         {QStringList{u"--password"_s, u"geheim"_s}, QStringList{u"--password=geheim"_s}, QStringList{u"--dry-run=geheim"_s},
          QStringList{u"--staging-sas-file"_s, u"geheim"_s}, QStringList{u"--name"_s, u"a"_s, u"geheim"_s},
          QStringList{u"--name"_s, u"geheim"_s, u"--name"_s, u"geheim"_s}}) {
        const auto parsed = parse(base + wrong);
        const auto *error = std::get_if<UsageError>(&parsed);
        QVERIFY2(error, qPrintable(wrong.join(u' ')));
        QVERIFY2(!error->message.contains(u"geheim"_s), qPrintable(error->message));
    }
}

void CommandLineTest::refusesOptionsOfLaterVersions()
{
    int refused = 0;
    for (const CommandSpec &spec : m_specs) {
        for (const OptionSpec &option : spec.options) {
            if (option.supported)
                continue;
            QStringList words = spec.name.split(u' ');
            words << option.name;
            if (!option.value.isEmpty())
                words << u"x"_s;
            const auto parsed = parse(words);
            const auto *error = std::get_if<UsageError>(&parsed);
            QVERIFY2(error, qPrintable(words.join(u' ')));
            QCOMPARE(error->code, u"option-not-supported"_s);
            QVERIFY2(error->message.contains(option.name), qPrintable(error->message));
            ++refused;
        }
    }
    QVERIFY(refused > 10);
}

void CommandLineTest::repeatsDomains()
{
    const auto parsed = parse({u"connector"_s, u"add"_s, u"--domain"_s, u"a.example"_s, u"--domain=b.example"_s});
    const auto &line = std::get<ParsedLine>(parsed);
    QCOMPARE(line.arguments.values("--domain"_L1), (QStringList{u"a.example"_s, u"b.example"_s}));
}

void CommandLineTest::readsHelpAndVersion()
{
    for (const QStringList &words : {QStringList{u"--help"_s}, QStringList{u"sync"_s, u"--help"_s}, QStringList{u"connector"_s, u"-h"_s},
                                     QStringList{u"connector"_s, u"add"_s, u"--help"_s}})
        QVERIFY(std::get<ParsedLine>(parse(words)).help);
    QVERIFY(std::get<ParsedLine>(parse({u"--version"_s})).version);
}

void CommandLineTest::findsJsonInWrongCalls()
{
    QVERIFY(wantsJson({u"nonsense"_s, u"--json"_s}));
    QVERIFY(!wantsJson({u"inspect"_s, u"--"_s, u"--json"_s}));
    QVERIFY(!wantsJson({}));
}

void CommandLineTest::helpNamesEverything()
{
    const QString overview = generalHelp(m_specs);
    for (const CommandSpec &spec : m_specs) {
        QVERIFY2(overview.contains(spec.name), qPrintable(spec.name));
        QVERIFY2(!spec.examples.isEmpty(), qPrintable(spec.name));
        const QString help = commandHelp(spec);
        for (const OptionSpec &option : spec.options)
            QVERIFY2(help.contains(option.name), qPrintable(QString(spec.name + u' ' + option.name)));
        for (const QString &example : spec.examples) {
            // Each example must be understood by the program itself.
            QStringList words;
            bool quoted = false;
            QString word;
            for (const QChar c : QString(example + u' ')) {
                if (c == u'"') {
                    quoted = !quoted;
                } else if (c == u' ' && !quoted) {
                    words << word;
                    word.clear();
                } else {
                    word += c;
                }
            }
            const auto parsed = parse(words);
            QVERIFY2(std::holds_alternative<ParsedLine>(parsed), qPrintable(example));
            QCOMPARE(std::get<ParsedLine>(parsed).command->name, spec.name);
        }
    }
}

QTEST_APPLESS_MAIN(CommandLineTest)
#include "tst_command_line.moc"

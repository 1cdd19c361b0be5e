#include "cli/Program.h"

#include "cli/CommandLine.h"
#include "cli/CommandTable.h"
#include "cli/HelpText.h"

#include <algorithm>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "help sync" means "sync --help".
QStringList withHelpAsOption(QStringList words)
{
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (*word == u"--data-dir"_s && word + 1 != words.end()) {
            ++word; // its value is no command
        } else if (!word->startsWith(u'-')) {
            if (*word == u"help"_s)
                *word = u"--help"_s;
            break;
        }
    }
    return words;
}

QString helpFor(const ParsedLine &line, std::span<const CommandSpec> specs)
{
    if (line.command)
        return commandHelp(*line.command);
    return line.group.isEmpty() ? generalHelp(specs) : groupHelp(line.group, specs);
}

/// An answer that did not arrive whole is none.
ExitCode endOf(Console &console, ExitCode exitCode)
{
    if (console.finish())
        return exitCode;
    return console.fail(ExitCode::Unavailable, failureCodeName(FailureCode::FileNotWritable),
                        u"Standard output did not take the whole answer; make room where it goes and ask again."_s);
}

} // namespace

ExitCode runProgram(const QStringList &words)
{
    const auto commands = makeCommands();
    std::vector<CommandSpec> specs;
    for (const auto &command : commands)
        specs.push_back(command->spec());

    const auto parsed = parseCommandLine(withHelpAsOption(words), specs);
    if (const auto *error = std::get_if<UsageError>(&parsed)) {
        Console console(wantsJson(words), false);
        if (error->code == u"usage"_s)
            return console.failUsage(error->message, error->command);
        return console.fail(ExitCode::Usage, error->code, error->message);
    }
    const auto &line = std::get<ParsedLine>(parsed);
    // Help is text for people, with --json too.
    Console console(line.json && !line.help, line.quiet);
    if (line.help) {
        console.print(helpFor(line, specs));
        return endOf(console, ExitCode::Success);
    }
    if (line.version) {
        console.document(QJsonObject{{u"version"_s, QStringLiteral(TALLYBRIDGE_VERSION)}});
        console.print(u"tallybridgectl " TALLYBRIDGE_VERSION ""_s);
        return endOf(console, ExitCode::Success);
    }
    Session session(console, line.dataFolder);
    const ExitCode exitCode = commands[size_t(line.command - specs.data())]->run(line.arguments, session);
    return endOf(console, exitCode);
}

} // namespace tallybridge

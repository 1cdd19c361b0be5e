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
    const auto first = std::find_if(words.begin(), words.end(), [](const QString &word) { return !word.startsWith(u'-'); });
    if (first != words.end() && *first == u"help"_s)
        *first = u"--help"_s;
    return words;
}

QString helpFor(const ParsedLine &line, std::span<const CommandSpec> specs)
{
    if (line.command)
        return commandHelp(*line.command);
    return line.group.isEmpty() ? generalHelp(specs) : groupHelp(line.group, specs);
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
        console.finish();
        return ExitCode::Success;
    }
    if (line.version) {
        console.document(QJsonObject{{u"version"_s, QStringLiteral(TALLYBRIDGE_VERSION)}});
        console.print(u"tallybridgectl " TALLYBRIDGE_VERSION ""_s);
        console.finish();
        return ExitCode::Success;
    }
    Session session(console, line.dataFolder);
    const ExitCode exitCode = commands[size_t(line.command - specs.data())]->run(line.arguments, session);
    if (!console.finish())
        return console.fail(ExitCode::Unavailable, failureCodeName(FailureCode::FileNotWritable),
                            u"Standard output did not take the whole answer; make room where it goes and ask again."_s);
    return exitCode;
}

} // namespace tallybridge

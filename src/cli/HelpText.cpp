#include "cli/HelpText.h"

#include "cli/Table.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype lineWidth = 96;

QString wrapped(const QString &text)
{
    QString result;
    QString line;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (!line.isEmpty() && line.size() + 1 + word.size() > lineWidth) {
            result += QString(line + u'\n');
            line.clear();
        }
        line += line.isEmpty() ? word : QString(u' ' + word);
    }
    return QString(result + line + u'\n');
}

QString optionTable(const std::vector<OptionSpec> &options)
{
    Table table({QString(), QString()});
    for (const OptionSpec &option : options) {
        if (!option.supported)
            continue;
        QString name = option.shortName.isEmpty() ? option.name : QString(option.shortName + u", "_s + option.name);
        if (!option.value.isEmpty())
            name += QString(u' ' + option.value);
        table.add({name, option.help});
    }
    return table.text(u"  "_s);
}

QString commandTable(const QString &prefix, std::span<const CommandSpec> commands)
{
    Table table({QString(), QString()});
    for (const CommandSpec &command : commands) {
        if (!command.name.startsWith(prefix))
            continue;
        QString usage = command.name;
        for (const ArgumentSpec &argument : command.arguments)
            usage += argument.required ? QString(u' ' + argument.name) : QString(u" ["_s + argument.name + u']');
        table.add({usage, command.summary});
    }
    return table.text(u"  "_s);
}

QStringList refusedOptions(const CommandSpec &command)
{
    QStringList names;
    for (const OptionSpec &option : command.options) {
        if (!option.supported)
            names << option.name;
    }
    return names;
}

} // namespace

QString generalHelp(std::span<const CommandSpec> commands)
{
    const QString introduction = u"Tallybridge brings archived deliveries of mobile messages into mailboxes and shows, item by item, what "
                                 "became of everything the source delivered."_s;
    const QString completion = u"Completion for bash and zsh is installed with the program; without installation run \"source "
                               "src/cli/completion/tallybridgectl.bash\" in bash, or put the folder src/cli/completion into fpath before "
                               "compinit in zsh."_s;
    Table exitCodes({u">"_s, QString()});
    exitCodes.add({u"0"_s, u"everything is imported or was there already"_s});
    exitCodes.add({u"2"_s, u"wrong usage; nothing was created"_s});
    exitCodes.add({u"3"_s, u"finished, but something is left to do: failed or partial copies, a quarantine, a missing copy, a \"no\""_s});
    exitCodes.add({u"4"_s, u"could not run: source, destination or ledger unavailable, or connector busy"_s});
    exitCodes.add({u"130"_s, u"cancelled"_s});
    return QString(u"Usage: tallybridgectl [options] COMMAND …\n\n"_s + wrapped(introduction) + u"\nCommands:\n"_s +
                   commandTable({}, commands) + u"  help [COMMAND]\n\nOptions of every command:\n"_s + optionTable(globalOptions()) +
                   u"\nExit codes:\n"_s + exitCodes.text(u"  "_s) +
                   u"\n\"tallybridgectl COMMAND --help\" tells more about a command, with examples.\n"_s + wrapped(completion));
}

QString commandHelp(const CommandSpec &command)
{
    QString usage = QString(u"Usage: tallybridgectl "_s + command.name);
    for (const ArgumentSpec &argument : command.arguments)
        usage += argument.required ? QString(u' ' + argument.name) : QString(u" ["_s + argument.name + u']');
    const QString options = optionTable(command.options);
    if (!options.isEmpty())
        usage += u" [options]"_s;

    QString text = QString(usage + u"\n\n"_s + wrapped(QString(command.name + u": "_s + command.summary + u'.')));
    if (!command.more.isEmpty())
        text += QString(u'\n' + wrapped(command.more));
    if (!command.arguments.empty()) {
        Table table({QString(), QString()});
        for (const ArgumentSpec &argument : command.arguments)
            table.add({argument.name, argument.help});
        text += QString(u"\nArguments:\n"_s + table.text(u"  "_s));
    }
    if (!options.isEmpty())
        text += QString(u"\nOptions:\n"_s + options);
    if (const QStringList refused = refusedOptions(command); !refused.isEmpty())
        text += QString(u'\n' + wrapped(QString(u"Known, but refused by this version: "_s + refused.join(u", "_s) + u'.')));
    text += QString(u"\nOptions of every command:\n"_s + optionTable(globalOptions()));
    text += command.examples.size() > 1 ? u"\nExamples:\n"_s : u"\nExample:\n"_s;
    for (const QString &example : command.examples)
        text += QString(u"  tallybridgectl "_s + example + u'\n');
    return text;
}

QString groupHelp(const QString &group, std::span<const CommandSpec> commands)
{
    return QString(u"Usage: tallybridgectl "_s + group + u" …\n\n"_s + commandTable(QString(group + u' '), commands) +
                   u"\n\"tallybridgectl "_s + group + u" … --help\" tells more, with examples.\n"_s);
}

} // namespace tallybridge

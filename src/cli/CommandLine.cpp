#include "cli/CommandLine.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/Phrase.h"

#include <algorithm>
#include <optional>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

class LineParser
{
public:
    LineParser(const QStringList &words, std::span<const CommandSpec> commands) : m_words(words), m_commands(commands) {}

    std::variant<ParsedLine, UsageError> parse()
    {
        bool optionsEnded = false;
        while (m_next < m_words.size()) {
            const QString word = m_words[m_next++];
            const bool isOption = !optionsEnded && word.size() > 1 && word.startsWith(u'-');
            if (isOption && word == u"--"_s)
                optionsEnded = true;
            else if (const auto error = isOption ? takeOption(word) : takeWord(word))
                return *error;
        }
        if (const auto error = checkWhole())
            return *error;
        return m_line;
    }

private:
    UsageError error(const QString &message) const { return {u"usage"_s, message, m_line.command ? m_line.command->name : m_line.group}; }

    std::optional<UsageError> takeWord(const QString &word)
    {
        if (!m_line.command)
            return takeCommandWord(word);
        if (m_line.arguments.words().size() >= qsizetype(m_line.command->arguments.size()))
            return error(phrase(u"There is one word too many after \"%1\"."_s, {m_line.command->name}));
        m_line.arguments.addWord(word);
        return {};
    }

    std::optional<UsageError> takeCommandWord(const QString &word)
    {
        const QString name = m_line.group.isEmpty() ? word : QString(m_line.group + u' ' + word);
        bool isGroup = false;
        for (const CommandSpec &command : m_commands) {
            if (command.name == name) {
                m_line.command = &command;
                m_line.group.clear();
                return {};
            }
            isGroup = isGroup || command.name.startsWith(QString(name + u' '));
        }
        if (isGroup) {
            m_line.group = name;
            return {};
        }
        return error(phrase(u"There is no command \"%1\"."_s, {name}));
    }

    std::optional<UsageError> takeOption(const QString &word)
    {
        const qsizetype equals = word.startsWith(u"--"_s) ? word.indexOf(u'=') : -1;
        const QString name = equals < 0 ? word : word.left(equals);
        const OptionSpec *option = find(name);
        if (!option)
            return unknown(name);
        if (option->value.isEmpty() && equals >= 0)
            return error(phrase(u"The option %1 takes no value."_s, {name}));

        QString value;
        if (equals >= 0) {
            value = word.mid(equals + 1);
        } else if (!option->value.isEmpty()) {
            // A known option here means that the value was forgotten.
            if (m_next >= m_words.size() || find(m_words[m_next]))
                return error(phrase(u"The option %1 needs a value (%2)."_s, {name, option->value}));
            value = m_words[m_next++];
        }
        if (!option->supported) {
            const Failure failure{FailureCode::OptionNotSupported, {option->name}, {}, false};
            return UsageError{failureCodeName(failure.code), failureText(failure), m_line.command->name};
        }
        return store(*option, value);
    }

    std::optional<UsageError> store(const OptionSpec &option, const QString &value)
    {
        if (option.name == u"--json"_s)
            m_line.json = true;
        else if (option.name == u"--quiet"_s)
            m_line.quiet = true;
        else if (option.name == u"--help"_s)
            m_line.help = true;
        else if (option.name == u"--version"_s)
            m_line.version = true;
        else if (option.name == u"--data-dir"_s)
            return storeDataFolder(value);
        else if (m_line.arguments.has(QLatin1String(option.name.toLatin1())) && !option.repeatable)
            return error(phrase(u"The option %1 was given twice."_s, {option.name}));
        else
            m_line.arguments.addOption(option.name, value);
        return {};
    }

    std::optional<UsageError> storeDataFolder(const QString &value)
    {
        if (value.isEmpty())
            return error(u"The option --data-dir needs a folder."_s);
        if (!m_line.dataFolder.isEmpty())
            return error(u"The option --data-dir was given twice."_s);
        m_line.dataFolder = value;
        return {};
    }

    const OptionSpec *find(const QString &name) const
    {
        for (const OptionSpec &option : globalOptions()) {
            if (option.name == name || (!option.shortName.isEmpty() && option.shortName == name))
                return &option;
        }
        return m_line.command ? m_line.command->option(name) : nullptr;
    }

    UsageError unknown(const QString &name) const
    {
        QString message = m_line.command ? phrase(u"\"%1\" has no option %2."_s, {m_line.command->name, name})
                                         : phrase(u"There is no option %1 before the command."_s, {name});
        // "--password" for "--password-file", "--mappings" for "--mapping".
        if (m_line.command && name.size() > 4) {
            for (const OptionSpec &option : m_line.command->options) {
                if (option.supported && (option.name.startsWith(name) || name.startsWith(option.name))) {
                    message += phrase(u" Did you mean %1?"_s, {option.name});
                    break;
                }
            }
        }
        return error(message);
    }

    std::optional<UsageError> checkWhole() const
    {
        if (m_line.help || m_line.version)
            return {};
        if (!m_line.command) {
            return error(m_line.group.isEmpty() ? u"A command is missing."_s : phrase(u"\"%1\" needs a second word."_s, {m_line.group}));
        }
        const qsizetype given = m_line.arguments.words().size();
        if (given < qsizetype(m_line.command->arguments.size())) {
            const ArgumentSpec &missing = m_line.command->arguments[size_t(given)];
            if (missing.required)
                return error(phrase(u"\"%1\" needs %2: %3."_s, {m_line.command->name, missing.name, missing.help}));
        }
        return {};
    }

    const QStringList &m_words;
    std::span<const CommandSpec> m_commands;
    qsizetype m_next = 0;
    ParsedLine m_line;
};

} // namespace

std::variant<ParsedLine, UsageError> parseCommandLine(const QStringList &words, std::span<const CommandSpec> commands)
{
    return LineParser(words, commands).parse();
}

bool wantsJson(const QStringList &words)
{
    const auto end = std::find(words.begin(), words.end(), u"--"_s);
    return std::find(words.begin(), end, u"--json"_s) != end;
}

} // namespace tallybridge

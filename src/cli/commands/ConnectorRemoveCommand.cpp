#include "cli/commands/ConnectorRemoveCommand.h"

#include "cli/wording/Phrase.h"
#include "core/platform.h"

#include <cstdio>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

bool saysYes()
{
    char answer[16] = {};
    if (!std::fgets(answer, sizeof answer, stdin))
        return false;
    const QString text = QString::fromLocal8Bit(answer).trimmed().toLower();
    return text == u"y"_s || text == u"yes"_s;
}

} // namespace

CommandSpec ConnectorRemoveCommand::spec() const
{
    return {u"connector remove"_s,
            u"remove a connector"_s,
            {{u"NAME"_s, u"the connector's name"_s}},
            {{u"--yes"_s, {}, u"do not ask on a terminal"_s}},
            {u"connector remove Trial"_s, u"connector remove Trial --yes"_s},
            u"Its runs, deliveries and failed copies leave the ledger; the audit, the archive and the source stay as "
            u"they are. "
            "On a terminal it asks first."_s};
}

ExitCode ConnectorRemoveCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const auto connector = service.find(arguments.word(0));
    if (!connector)
        return console.fail(connector.failure());
    if (!arguments.has("--yes"_L1) && platform::isInputTerminal() && platform::isErrorTerminal()) {
        console.ask(phrase(u"Remove the connector \"%1\" with its runs and its list of failures? The archive and the source stay. [y/N] "_s,
                           {connector->name}));
        if (!saysYes())
            return console.fail(Failure{FailureCode::Cancelled, {}, {}, false});
    }
    const auto removed = service.remove(connector->name);
    if (!removed)
        return console.fail(removed.failure());
    console.document(QJsonObject{{u"removed"_s, connector->name}});
    console.tell(phrase(u"Removed the connector \"%1\"; its archive (%2) and its source (%3) were left as they are."_s,
                        {connector->name, connector->settings.destination, connector->settings.source}));
    return ExitCode::Success;
}

} // namespace tallybridge

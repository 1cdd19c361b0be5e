#include "cli/commands/ConnectorRemoveCommand.h"

#include "cli/wording/NoteText.h"
#include "cli/wording/Phrase.h"
#include "cli/wording/ReasonText.h"
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

// Named before anybody is asked: it leaves the ledger with the connector.
void warnOfOpenMatters(Console &console, const OpenMatters &matters)
{
    constexpr qsizetype shown = 20;
    const auto number = [](qint64 value) { return QString::number(value); };
    for (const FailureGroup &group : matters.failures) {
        if (group.outcome == Outcome::Partial)
            console.warn(phrase(u"%1 partial copies are not settled."_s, {number(group.count)}));
        else
            console.warn(phrase(u"%1 failed copies are not settled: %2 (%3)."_s,
                                {number(group.count), failureReasonName(group.reason), reasonText(group.reason)}));
    }
    for (const QString &delivery : matters.quarantined.mid(0, shown))
        console.warn(phrase(u"The delivery \"%1\" is in quarantine and was not imported."_s, {delivery}));
    if (matters.quarantined.size() > shown)
        console.warn(phrase(u"%1 more deliveries are in quarantine."_s, {number(matters.quarantined.size() - shown)}));
    for (size_t i = 0; i < matters.findings.size() && i < size_t(shown); ++i)
        console.warn(findingText(matters.findings[i].kind, matters.findings[i].subject));
    if (matters.findings.size() > size_t(shown))
        console.warn(phrase(u"%1 more findings are open."_s, {number(qint64(matters.findings.size()) - shown)}));
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
    const auto matters = service.openMatters(connector->name);
    if (!matters)
        return console.fail(matters.failure());
    warnOfOpenMatters(console, *matters);
    if (!arguments.has("--yes"_L1) && platform::isInputTerminal() && platform::isErrorTerminal()) {
        console.ask(phrase(u"Remove the connector \"%1\" with its runs and its list of failures? The archive and the source stay. [y/N] "_s,
                           {connector->name}));
        if (!saysYes())
            return console.fail(Failure{FailureCode::Cancelled, {}, {}, false});
    }
    const auto removed = service.remove(connector->name);
    if (!removed)
        return console.fail(removed.failure());
    console.document(QJsonObject{{u"removed"_s, connector->name}, {u"open"_s, jsonOpenMatters(*matters)}});
    console.tell(phrase(u"Removed the connector \"%1\"; its archive (%2) and its source (%3) were left as they are."_s,
                        {connector->name, connector->settings.destination, connector->settings.source}));
    return ExitCode::Success;
}

} // namespace tallybridge

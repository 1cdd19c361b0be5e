#include "cli/commands/VerifyCommand.h"

#include "cli/ConnectorJson.h"
#include "cli/OptionValues.h"
#include "cli/RunPresentation.h"
#include "cli/wording/Phrase.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec VerifyCommand::spec() const
{
    CommandSpec spec;
    spec.name = u"verify"_s;
    spec.summary = u"read the mailboxes back and compare them with the ledger"_s;
    spec.arguments = {{u"NAME"_s, u"the connector's name"_s}};
    spec.options = {{u"--run"_s, u"ID"_s, u"only the copies of this run"_s},
                    {u"--repair"_s, {}, u"import what is missing, and nothing else"_s}};
    for (OptionSpec &option : secretOptions())
        spec.options.push_back(std::move(option));
    spec.examples = {u"verify Sales"_s, u"verify Sales --repair --json"_s};
    spec.more =
        u"Each copy is looked for in its whole mailbox. Missing copies that were not repaired, and copies that could not be looked for, end with exit code 3."_s;
    return spec;
}

ExitCode VerifyCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    VerifyRequest request;
    request.repair = arguments.has("--repair"_L1);
    if (const auto refused = readNumber(arguments, "--run"_L1, u"verify"_s, request.runId, console))
        return *refused;
    const auto result = service.verify(arguments.word(0), request, session.runControl());
    session.endProgress();
    if (!result)
        return console.fail(result.failure());
    warnOfRun(console, service, result->repairRun);
    console.document(jsonVerify(*result));
    console.tell(phrase(u"Copies checked: %1 = %2 present + %3 moved by their user + %4 missing + %5 not checkable; repaired: %6."_s,
                        {QString::number(result->checked), QString::number(result->present), QString::number(result->moved),
                         QString::number(result->missing), QString::number(result->unchecked), QString::number(result->repaired)}));
    constexpr qsizetype shown = 20;
    for (const QString &mailbox : result->uncheckedMailboxes.mid(0, shown))
        console.warn(phrase(u"The mailbox \"%1\" could not be read; let this account read it and verify again."_s, {mailbox}));
    if (result->uncheckedMailboxes.size() > shown)
        console.warn(u"Further mailboxes could not be read either."_s);
    if (result->missing > result->repaired && !request.repair)
        console.tell(u"\"tallybridgectl verify --repair\" imports what is missing."_s);
    return exitCodeOf(*result);
}

} // namespace tallybridge

#include "cli/commands/RetryCommand.h"

#include "cli/OptionValues.h"
#include "cli/RunPresentation.h"
#include "cli/SourceSignIn.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec RetryCommand::spec() const
{
    CommandSpec spec;
    spec.name = u"retry"_s;
    spec.summary = u"import failed and partial copies again"_s;
    spec.arguments = {{u"NAME"_s, u"the connector's name"_s}};
    spec.options = {
        {u"--reason"_s, u"REASON"_s, u"only copies that failed for this reason, as in unmapped; partial: only the partial ones"_s}};
    for (OptionSpec &option : secretOptions())
        spec.options.push_back(std::move(option));
    spec.examples = {u"retry Sales"_s, u"retry Sales --reason unmapped"_s};
    spec.more = u"Remove the cause first, for example by a line in the mapping file or a higher size limit. Nothing "
                u"new is taken from "
                "the source."_s;
    return spec;
}

ExitCode RetryCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    std::optional<FailureReason> reason;
    const bool partial = arguments.value("--reason"_L1) == u"partial"_s;
    if (!partial) {
        if (const auto refused = readReason(arguments, reason, console))
            return *refused;
    }
    askForPassword(service, arguments.word(0), session);
    const auto run = partial ? service.retryPartial(arguments.word(0), session.runControl())
                             : service.retry(arguments.word(0), reason, session.runControl());
    session.endProgress();
    if (!run)
        return console.fail(run.failure());
    const QString connector = properName(service, arguments.word(0));
    warnOfRun(console, service, run->id);
    warnOfWaitingCopies(console, service, connector, run->id);
    return presentRun(console, connector, *run);
}

} // namespace tallybridge

#include "cli/commands/WaiveCommand.h"

#include "cli/OptionValues.h"
#include "cli/wording/Phrase.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec WaiveCommand::spec() const
{
    return {u"waive"_s,
            u"settle failed or partial copies by hand"_s,
            {{u"NAME"_s, u"the connector's name"_s}},
            {{u"--reason"_s, u"REASON"_s, u"all unsettled copies with this reason; partial: only the partial ones"_s},
             {u"--copy"_s, u"ID"_s, u"one copy, by its number in \"failures\""_s},
             {u"--because"_s, u"TEXT"_s, u"why; it goes into the audit with your account and the time"_s}},
            {u"waive Sales --copy 118 --because \"Test message of the vendor\""_s,
             u"waive Sales --reason encrypted-item --because \"Key was destroyed, see ticket 4711\""_s},
            u"A waived copy is not imported; it stays in every report."_s};
}

ExitCode WaiveCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const QString command = u"waive"_s;
    if (arguments.has("--reason"_L1) == arguments.has("--copy"_L1))
        return console.failUsage(u"\"waive\" needs either --reason or --copy."_s, command);
    WaiveRequest request;
    request.partialOnly = arguments.value("--reason"_L1) == u"partial"_s;
    if (!request.partialOnly) {
        if (const auto refused = readReason(arguments, request.reason, console))
            return *refused;
    }
    if (const auto refused = readNumber(arguments, "--copy"_L1, command, request.copyId, console))
        return *refused;
    request.because = arguments.value("--because"_L1).trimmed();
    if (request.because.isEmpty())
        return console.fail(Failure{FailureCode::BecauseMissing, {}, {}, false});
    const auto count = service.waive(arguments.word(0), request);
    if (!count)
        return console.fail(count.failure());
    console.document(QJsonObject{{u"waived"_s, *count}});
    console.tell(phrase(u"Copies waived: %1."_s, {QString::number(*count)}));
    return ExitCode::Success;
}

} // namespace tallybridge

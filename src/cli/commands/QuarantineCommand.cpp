#include "cli/commands/QuarantineCommand.h"

#include "cli/RunPresentation.h"
#include "cli/Table.h"
#include "cli/wording/FailureText.h"
#include "cli/wording/Phrase.h"
#include "engine/RecordJson.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

ExitCode list(ConnectorService &service, const QString &name, Console &console)
{
    const auto deliveries = service.quarantine(name);
    if (!deliveries)
        return console.fail(deliveries.failure());
    QJsonArray array;
    Table table({u"DELIVERY"_s, u">DECLARED"_s, u">FOUND"_s, u"ACCEPTABLE"_s, u"SINCE"_s, u"WHY"_s});
    for (const DeliveryRecord &delivery : *deliveries) {
        const QString message = failureText(delivery.problemCode, delivery.problemArguments);
        array.append(jsonQuarantined(delivery, message));
        table.add({delivery.name, QString::number(delivery.declaredCount), QString::number(delivery.foundCount),
                   delivery.acceptable ? u"yes"_s : u"no"_s, timeText(delivery.firstSeen), message});
    }
    console.document(array);
    if (deliveries->empty())
        console.tell(u"No delivery is in quarantine."_s);
    else
        console.print(table.text());
    return ExitCode::Success;
}

} // namespace

CommandSpec QuarantineCommand::spec() const
{
    return {u"quarantine"_s,
            u"list, accept or discard deliveries whose manifest or ZIP does not hold"_s,
            {{u"NAME"_s, u"the connector's name"_s}},
            {{u"--accept"_s, u"DELIVERY"_s, u"let the next sync import what the delivery holds"_s},
             {u"--discard"_s, u"DELIVERY"_s, u"never import this delivery"_s},
             {u"--because"_s, u"TEXT"_s, u"why; it goes into the audit with your account and the time"_s}},
            {u"quarantine Sales"_s,
             u"quarantine Sales --accept 202611200000-TeleMessage_3_0102.zip --because \"Sender confirmed the count\""_s},
            u"DELIVERY is the file name. Messages the manifest lists and the ZIP does not hold become failed copies "
            "(missing-from-delivery). What is unsafe or no ZIP file cannot be accepted."_s};
}

ExitCode QuarantineCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const bool accept = arguments.has("--accept"_L1);
    const bool discard = arguments.has("--discard"_L1);
    const QString because = arguments.value("--because"_L1).trimmed();
    if (accept && discard)
        return console.failUsage(u"The options --accept and --discard exclude each other."_s, u"quarantine"_s);
    if (!accept && !discard) {
        if (arguments.has("--because"_L1))
            return console.failUsage(u"The option --because needs --accept or --discard."_s, u"quarantine"_s);
        return list(service, arguments.word(0), console);
    }
    if (because.isEmpty())
        return console.fail(Failure{FailureCode::BecauseMissing, {}, {}, false});
    const QString delivery = arguments.value(accept ? "--accept"_L1 : "--discard"_L1);
    const auto done = accept ? service.acceptDelivery(arguments.word(0), delivery, because)
                             : service.discardDelivery(arguments.word(0), delivery, because);
    if (!done)
        return console.fail(done.failure());
    console.document(QJsonObject{{accept ? u"accepted"_s : u"discarded"_s, delivery}});
    console.tell(
        phrase(accept ? u"Accepted \"%1\"; the next sync imports it."_s : u"Discarded \"%1\"; it is never imported."_s, {delivery}));
    return ExitCode::Success;
}

} // namespace tallybridge

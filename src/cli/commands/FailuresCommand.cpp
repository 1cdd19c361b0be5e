#include "cli/commands/FailuresCommand.h"

#include "cli/JsonArrayWriter.h"
#include "cli/OptionValues.h"
#include "cli/RunPresentation.h"
#include "cli/Table.h"
#include "cli/wording/Phrase.h"
#include "cli/wording/ReasonText.h"
#include "engine/RecordJson.h"

#include <functional>
#include <map>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

using Copies = std::vector<ItemTable::ListedCopy>;

/// Walks all unsettled copies page by page, so that memory stays flat however many there are.
Result<void> walk(ConnectorService &service, const QString &name, qint64 runId, Console &console,
                  const std::function<void(const Copies &)> &visit)
{
    constexpr int pageSize = 1000;
    for (qint64 after = 0; !console.isOutputGone();) {
        const auto page = service.failures(name, runId, after, pageSize);
        if (!page)
            return page.failure();
        if (page->empty())
            break;
        visit(*page);
        after = page->back().copy.id;
        if (page->size() < size_t(pageSize))
            break;
    }
    return {};
}

QString summary(const std::map<FailureReason, qint64> &reasons, qint64 partial)
{
    Table table({u">"_s, QString(), QString(), QString()});
    for (const auto &[reason, count] : reasons)
        table.add({QString::number(count), failureReasonName(reason), reasonText(reason), reasonRemedy(reason)});
    if (partial > 0) {
        table.add({QString::number(partial), u"partial"_s, u"attachments over the size limit were dropped"_s,
                   reasonRemedy(FailureReason::ItemTooLarge)});
    }
    return table.text(u"  "_s);
}

QString reasonCell(const CopyRecord &copy)
{
    QString cell = copy.reason ? QString(failureReasonName(*copy.reason)) : QString();
    if (!copy.detail.isEmpty())
        cell += phrase(u" (%1)"_s, {copy.detail});
    return cell;
}

QString settledCell(const ItemTable::ListedCopy &listed)
{
    if (listed.waiver)
        return phrase(u"waived by %1, %2: %3"_s, {listed.waiver->account, timeText(listed.waiver->at), listed.waiver->because});
    return listed.settled;
}

QString rows(const Copies &copies)
{
    Table table(
        {u">COPY"_s, u"OUTCOME"_s, u"REASON"_s, u"PARTICIPANT"_s, u"MAILBOX"_s, u"DELIVERY"_s, u"ENTRY"_s, u"SINCE"_s, u"SETTLED"_s});
    for (const auto &listed : copies) {
        table.add({QString::number(listed.copy.id), outcomeName(listed.copy.outcome), reasonCell(listed.copy), listed.copy.participant,
                   listed.copy.mailbox.text(), listed.delivery, listed.item.entryName, timeText(listed.copy.since), settledCell(listed)});
    }
    return table.text();
}

} // namespace

CommandSpec FailuresCommand::spec() const
{
    return {u"failures"_s,
            u"list the failed and partial copies that are not settled"_s,
            {{u"NAME"_s, u"the connector's name"_s}},
            {{u"--run"_s, u"ID"_s, u"as this run left them, instead of as they are now"_s}},
            {u"failures Sales"_s, u"failures Sales --run 12 --json"_s},
            u"After the cause is removed, \"tallybridgectl retry\" imports them; \"tallybridgectl waive\" settles them by hand."_s};
}

ExitCode FailuresCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const QString name = arguments.word(0);
    qint64 runId = 0;
    if (const auto refused = readNumber(arguments, "--run"_L1, u"failures"_s, runId, console))
        return *refused;

    std::map<FailureReason, qint64> reasons;
    qint64 partial = 0;
    if (!console.json()) {
        const auto counted = walk(service, name, runId, console, [&](const Copies &copies) {
            for (const auto &listed : copies)
                ++(listed.copy.outcome == Outcome::Partial || !listed.copy.reason ? partial : reasons[*listed.copy.reason]);
        });
        if (!counted)
            return console.fail(counted.failure());
        if (reasons.empty() && partial == 0) {
            console.tell(u"There is no failed or partial copy."_s);
            return ExitCode::Success;
        }
        console.print(summary(reasons, partial));
    }
    JsonArrayWriter array(console);
    const auto listed = walk(service, name, runId, console, [&](const Copies &copies) {
        for (const auto &copy : copies)
            array.add(jsonFailure(copy));
        if (!console.json())
            console.print(rows(copies));
    });
    if (!listed)
        return console.fail(listed.failure());
    array.close();
    return ExitCode::Success;
}

} // namespace tallybridge

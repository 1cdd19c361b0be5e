#include "cli/commands/AuditShowCommand.h"

#include "cli/ConnectorJson.h"
#include "cli/JsonArrayWriter.h"
#include "cli/RunPresentation.h"
#include "cli/Table.h"
#include "cli/wording/Phrase.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec AuditShowCommand::spec() const
{
    return {u"audit show"_s, u"list what was done, oldest first"_s, {}, {}, {u"audit show"_s, u"audit show --json"_s}};
}

ExitCode AuditShowCommand::runWith(ConnectorService &service, const Arguments &, Session &session) const
{
    constexpr int pageSize = 500;
    Console &console = session.console();
    JsonArrayWriter array(console);
    qint64 after = 0;
    while (!console.isOutputGone()) {
        const auto page = service.auditEvents(after, pageSize);
        if (!page)
            return console.fail(page.failure());
        if (page->empty())
            break;
        Table table({u">ID"_s, u"AT"_s, u"ACCOUNT"_s, u"ACTION"_s, u"SUBJECT"_s, u"DETAILS"_s});
        for (const AuditEvent &event : *page) {
            array.add(jsonAuditEvent(event));
            const QByteArray after = event.after.isEmpty() ? QByteArray() : QJsonDocument(event.after).toJson(QJsonDocument::Compact);
            table.add(
                {QString::number(event.id), timeText(event.at), event.account, event.action, event.subject, QString::fromUtf8(after)});
        }
        console.print(table.text());
        after = page->back().id;
        if (page->size() < size_t(pageSize))
            break;
    }
    array.close();
    return ExitCode::Success;
}

} // namespace tallybridge

#include "cli/commands/AuditVerifyCommand.h"

#include "cli/wording/Phrase.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec AuditVerifyCommand::spec() const
{
    return {u"audit verify"_s,
            u"check that no audit event was changed, removed or put in between"_s,
            {},
            {},
            {u"audit verify"_s, u"audit verify --json"_s},
            u"A break ends with exit code 3."_s};
}

ExitCode AuditVerifyCommand::runWith(ConnectorService &service, const Arguments &, Session &session) const
{
    Console &console = session.console();
    const auto result = service.verifyAudit();
    if (!result)
        return console.fail(result.failure());
    const bool holds = !result->brokenAt;
    console.document(QJsonObject{
        {u"checked"_s, result->checked}, {u"holds"_s, holds}, {u"broken_at"_s, holds ? QJsonValue() : QJsonValue(*result->brokenAt)}});
    if (holds)
        console.print(phrase(u"The audit holds; events checked: %1."_s, {QString::number(result->checked)}));
    else
        console.print(phrase(u"The audit is broken at event %1; compare it with the audit head in your reports and with your backups."_s,
                             {QString::number(*result->brokenAt)}));
    return holds ? ExitCode::Success : ExitCode::Unfinished;
}

} // namespace tallybridge

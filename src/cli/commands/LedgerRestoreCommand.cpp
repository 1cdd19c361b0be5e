#include "cli/commands/LedgerRestoreCommand.h"

#include "cli/wording/Phrase.h"
#include "engine/RecordJson.h"

#include <QFileInfo>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec LedgerRestoreCommand::spec() const
{
    return {u"ledger restore"_s,
            u"put a backup in the place of the ledger"_s,
            {{u"FILE"_s, u"a file that \"ledger backup\" wrote"_s}},
            {},
            {u"ledger restore /backup/tallybridge-2026-11-30.sqlite"_s},
            u"The former ledger is kept beside it. Each connector's next run first reads back what lies in the archive "
            u"folders, so that "
            "nothing is imported twice."_s};
}

ExitCode LedgerRestoreCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const QString file = QFileInfo(arguments.word(0)).absoluteFilePath();
    const auto kept = service.restoreLedger(file);
    if (!kept)
        return console.fail(kept.failure());
    console.document(QJsonObject{{u"restored"_s, file}, {u"kept"_s, jsonText(*kept)}});
    console.tell(phrase(u"Restored \"%1\"."_s, {file}));
    if (!kept->isEmpty())
        console.tell(phrase(u"The former ledger is kept as \"%1\"."_s, {*kept}));
    return ExitCode::Success;
}

} // namespace tallybridge

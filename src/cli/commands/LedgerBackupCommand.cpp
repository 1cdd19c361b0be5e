#include "cli/commands/LedgerBackupCommand.h"

#include "cli/wording/Phrase.h"

#include <QFileInfo>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec LedgerBackupCommand::spec() const
{
    return {u"ledger backup"_s,
            u"write a consistent copy of the ledger"_s,
            {{u"FILE"_s, u"a file that does not exist yet"_s}},
            {},
            {u"ledger backup /backup/tallybridge-2026-11-30.sqlite"_s},
            u"Runs may go on meanwhile."_s};
}

ExitCode LedgerBackupCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const QString file = QFileInfo(arguments.word(0)).absoluteFilePath();
    const auto written = service.backupLedger(file);
    if (!written)
        return console.fail(written.failure());
    console.document(QJsonObject{{u"written"_s, file}});
    console.tell(phrase(u"Wrote \"%1\"."_s, {file}));
    return ExitCode::Success;
}

} // namespace tallybridge

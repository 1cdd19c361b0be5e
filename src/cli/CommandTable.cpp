#include "cli/CommandTable.h"

#include "cli/commands/AuditShowCommand.h"
#include "cli/commands/AuditVerifyCommand.h"
#include "cli/commands/CheckCommand.h"
#include "cli/commands/ConnectorAddCommand.h"
#include "cli/commands/ConnectorCertificateCommand.h"
#include "cli/commands/ConnectorConsentCommand.h"
#include "cli/commands/ConnectorEditCommand.h"
#include "cli/commands/ConnectorListCommand.h"
#include "cli/commands/ConnectorRemoveCommand.h"
#include "cli/commands/ConnectorShowCommand.h"
#include "cli/commands/FailuresCommand.h"
#include "cli/commands/FindingsCommand.h"
#include "cli/commands/InspectCommand.h"
#include "cli/commands/LedgerBackupCommand.h"
#include "cli/commands/LedgerRestoreCommand.h"
#include "cli/commands/MappingCheckCommand.h"
#include "cli/commands/MappingTemplateCommand.h"
#include "cli/commands/QuarantineCommand.h"
#include "cli/commands/ReportCommand.h"
#include "cli/commands/RetryCommand.h"
#include "cli/commands/RunsCommand.h"
#include "cli/commands/StatusCommand.h"
#include "cli/commands/SyncCommand.h"
#include "cli/commands/VerifyCommand.h"
#include "cli/commands/WaiveCommand.h"

namespace tallybridge {

std::vector<std::unique_ptr<Command>> makeCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<ConnectorAddCommand>());
    commands.push_back(std::make_unique<ConnectorListCommand>());
    commands.push_back(std::make_unique<ConnectorShowCommand>());
    commands.push_back(std::make_unique<ConnectorEditCommand>());
    commands.push_back(std::make_unique<ConnectorRemoveCommand>());
    commands.push_back(std::make_unique<ConnectorCertificateCommand>());
    commands.push_back(std::make_unique<ConnectorConsentCommand>());
    commands.push_back(std::make_unique<CheckCommand>());
    commands.push_back(std::make_unique<SyncCommand>());
    commands.push_back(std::make_unique<StatusCommand>());
    commands.push_back(std::make_unique<RunsCommand>());
    commands.push_back(std::make_unique<FailuresCommand>());
    commands.push_back(std::make_unique<RetryCommand>());
    commands.push_back(std::make_unique<WaiveCommand>());
    commands.push_back(std::make_unique<VerifyCommand>());
    commands.push_back(std::make_unique<QuarantineCommand>());
    commands.push_back(std::make_unique<FindingsCommand>());
    commands.push_back(std::make_unique<ReportCommand>());
    commands.push_back(std::make_unique<MappingCheckCommand>());
    commands.push_back(std::make_unique<MappingTemplateCommand>());
    commands.push_back(std::make_unique<InspectCommand>());
    commands.push_back(std::make_unique<AuditShowCommand>());
    commands.push_back(std::make_unique<AuditVerifyCommand>());
    commands.push_back(std::make_unique<LedgerBackupCommand>());
    commands.push_back(std::make_unique<LedgerRestoreCommand>());
    return commands;
}

} // namespace tallybridge

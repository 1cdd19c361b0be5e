#pragma once

#include "engine/ConnectorSettings.h"
#include "ledger/DeliveryRecord.h"
#include "ledger/FindingTable.h"
#include "ledger/ItemTable.h"
#include "ledger/RunRecord.h"
#include "ledger/RunTable.h"
#include "mailbox/TenantAccess.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

/// The JSON shapes of ledger records that are a contract with other programs; the command line and the reports share
/// them.
namespace tallybridge {

/// ISO 8601 in UTC with "Z" and whole seconds; null when the time is invalid.
QJsonValue jsonTime(const QDateTime &time);

/// The text; null when it is empty.
QJsonValue jsonText(const QString &text);

/// The sums of a run. A run that wrote nothing (id 0) has "run": null.
QJsonObject jsonRun(const QString &connector, const RunRecord &run);

/// The sums of a connector that never ran: everything null or 0.
QJsonObject jsonNeverRun(const QString &connector);

/// A failed or partial copy. "item" is its source id, else its key in hexadecimal. "settled" says what settled it since the run (the
/// name of an outcome, or "waived" with who, when and why in "waived"), null when nothing did.
QJsonObject jsonFailure(const ItemTable::ListedCopy &listed);

/// A delivery in quarantine; message is the sentence for its problem, null when empty.
QJsonObject jsonQuarantined(const DeliveryRecord &delivery, const QString &message);

QJsonObject jsonFinding(const Finding &finding);

/// Who signed in to set a connector up, roles as "yes", "no" or "unknown".
QJsonObject jsonAdministrator(const Administrator &administrator);
/// The access an app was found to have: tenant, its tenant-wide roles, "mail_everywhere".
QJsonObject jsonAccess(const AppAccess &access);

/// errorArguments of a RunRecord, which keeps them as a JSON array.
QStringList runErrorArguments(const RunRecord &run);

} // namespace tallybridge

#pragma once

#include "engine/ConnectorService.h"

#include <QJsonObject>

/// The JSON shapes of `connector`, `check` and `verify`, a contract with other programs.
namespace tallybridge {

QJsonObject jsonConnector(const Connector &connector);
QJsonObject jsonCheck(const CheckResult &result);
QJsonObject jsonVerify(const VerifyResult &result);
QJsonObject jsonAuditEvent(const AuditEvent &event);

} // namespace tallybridge

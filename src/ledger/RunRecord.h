#pragma once

#include "core/RunState.h"
#include "core/Sums.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

namespace tallybridge {

/// One run. While state is Running the sums are those of its last commit.
struct RunRecord {
    qint64 id = 0;
    qint64 connectorId = 0;
    RunKind kind = RunKind::Sync;
    RunState state = RunState::Running;
    QDateTime started;  ///< UTC
    QDateTime finished; ///< UTC; invalid while running
    Sums sums;
    QJsonObject settings;   ///< the connector's at the start; empty: not known, the run was made before they were kept
    QString errorCode;      ///< failureCodeName of what ended the run; empty otherwise
    QString errorArguments; ///< JSON array of strings
};

} // namespace tallybridge

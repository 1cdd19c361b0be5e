#pragma once

#include "engine/RunReport.h"

#include <QIODevice>

namespace tallybridge {

/// Writes a report as one CSV table (RFC 4180, UTF-8 with BOM): columns record, name, value, copy, item, participant,
/// mailbox, outcome, reason, delivery, entry, since, attempts, where record is setting, sum, reason, failure, waived,
/// quarantine, finding or note. No cell can run as a formula in a spreadsheet. False when the device does not take it.
bool writeReportCsv(const RunReport &report, QIODevice &device);

/// The text as one cell: quoted where RFC 4180 asks for it; a cell beginning with = + - @ TAB or CR gets a "'" in
/// front.
QString csvCell(const QString &text);

} // namespace tallybridge

#pragma once

#include "engine/RunReport.h"

#include <QIODevice>

namespace tallybridge {

/// Writes a report as one JSON document: the sums of the run as on the command line, then everything the report lists;
/// codes and values, no sentences. False when the device does not take it.
bool writeReportJson(const RunReport &report, QIODevice &device);

} // namespace tallybridge

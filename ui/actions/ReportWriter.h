#pragma once

#include "engine/RunReport.h"

namespace tallybridge {

enum class ReportFormat { Csv, Json, Pdf };

/// Writes a report into a file, in place of a former one, in one step. Any thread. Failures: FileNotWritable.
Result<void> writeReport(const RunReport &report, ReportFormat format, const QString &file);

/// The report as a page for people, the source of the PDF. Everything is in it; of very long lists the first 2,000 entries and how many
/// more there are in the CSV and JSON reports.
QString reportHtml(const RunReport &report);

} // namespace tallybridge

#pragma once

#include "cli/Console.h"
#include "engine/ProgressSnapshot.h"

namespace tallybridge {

/// Shows progress on standard error: JSON lines with --json, a bar on a terminal, nothing else.
class ProgressPrinter
{
public:
    explicit ProgressPrinter(Console &console);
    ~ProgressPrinter();

    void show(const ProgressSnapshot &snapshot);

private:
    void clearBar();

    Console &m_console;
    bool m_bar;
    qsizetype m_shown = 0; ///< characters of the bar now on the screen
};

/// The snapshot as one JSON object.
QJsonObject progressJson(const ProgressSnapshot &snapshot);

} // namespace tallybridge

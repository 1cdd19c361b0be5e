#pragma once

#include "engine/Recorder.h"
#include "ledger/DeliveryTable.h"
#include "ledger/ItemTable.h"
#include "ledger/OriginalTable.h"
#include "ledger/RunTable.h"

#include <QStringList>
#include <set>

namespace tallybridge {

/// What the recorder's thread writes with, and what it has noted so far.
struct Recorder::Tables {
    explicit Tables(Ledger &ledger) : ledger(ledger), items(ledger), originals(ledger), runs(ledger), deliveries(ledger) {}
    Ledger &ledger;
    ItemTable items;
    OriginalTable originals;
    RunTable runs;
    DeliveryTable deliveries;
    int notes = 0;
    std::set<QStringList> notedFailures;
};

} // namespace tallybridge

#pragma once

#include <QStringList>
#include <vector>

namespace tallybridge {

/// A copy that verify did not find.
struct MissingCopy {
    qint64 copyId = 0;
    QString mailbox;
    QString item; ///< its source id, else the name of its entry
    QString delivery;
};

/// What reading the mailboxes back came to; checked = present + moved + missing + unchecked.
struct VerifyResult {
    qint64 checked = 0;
    qint64 present = 0;   ///< in the archive folder, as written
    qint64 moved = 0;     ///< in another folder of the mailbox
    qint64 missing = 0;   ///< gone or damaged
    qint64 unchecked = 0; ///< could not be looked for
    qint64 repaired = 0;  ///< of the missing ones, imported again
    qint64 repairRun = 0; ///< the run that repaired, whose notes say why something could not be; 0: none
    bool cancelled = false;
    QStringList uncheckedMailboxes; ///< where they were to be; at most 100

    static constexpr size_t mostListed = 10'000;
    std::vector<MissingCopy> missingCopies; ///< the first mostListed of the missing ones
};

} // namespace tallybridge

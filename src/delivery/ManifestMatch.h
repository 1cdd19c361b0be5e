#pragma once

#include "delivery/Manifest.h"

#include <QByteArray>
#include <QStringList>
#include <vector>

namespace tallybridge {

/// An EML of the ZIP, as the manifest may call it.
struct MatchedName {
    QString name;       ///< decoded
    QByteArray rawName; ///< as in the ZIP
};

/// Which EMLs of the ZIP the manifest lists. Each line counts for one EML and each EML for one line, so that no line
/// can hide that another EML is missing. Names compare exactly. A name that is not ASCII also matches by its bytes read
/// as ISO 8859-1 or CP437, because ZIP and manifest may have been written in different encodings. When only one of the
/// two names a folder, the base names count.
struct ManifestMatch {
    std::vector<bool> isListed; ///< per EML
    QStringList missingNames;   ///< listed, not in the ZIP; without the columns that the other lines turned out to have

    /// emls: names of the EMLs; equal ones count as one. lines: Manifest::names.
    static ManifestMatch of(const std::vector<MatchedName> &emls, const QStringList &lines);
};

} // namespace tallybridge

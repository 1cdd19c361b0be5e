// Any bytes as a manifest, and its lines matched with names made of the same bytes.
#include "delivery/Manifest.h"
#include "delivery/ManifestMatch.h"
#include "delivery/ZipName.h"

#include <algorithm>
#include <cstdlib>

using namespace tallybridge;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const Manifest manifest = Manifest::parse(input);
    if (manifest.count.value_or(0) < 0 || manifest.notes.size() > Manifest::maxNotes)
        std::abort();
    std::vector<MatchedName> emls;
    for (const QByteArray &part : input.split('/'))
        emls.push_back({decodeZipName(part), part});
    const ManifestMatch match = ManifestMatch::of(emls, manifest.names);
    // Each line counts for one EML at most.
    const auto listed = std::count(match.isListed.begin(), match.isListed.end(), true);
    if (match.isListed.size() != emls.size() || match.missingNames.size() > manifest.names.size())
        std::abort();
    if (manifest.names.size() - match.missingNames.size() > listed)
        std::abort();
    for (const QString &line : manifest.names) {
        const QStringList readings = Manifest::readings(line);
        if (readings.isEmpty() || readings.size() > 16 || readings.first() != line)
            std::abort();
    }
    return 0;
}

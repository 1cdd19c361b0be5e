#include "core/Outcome.h"

#include "core/NameTable.h"

namespace tallybridge {

namespace {

const NameTable outcomeNames(std::array{
    std::pair{Outcome::Open, QLatin1String("open")},
    std::pair{Outcome::Imported, QLatin1String("imported")},
    std::pair{Outcome::Partial, QLatin1String("partial")},
    std::pair{Outcome::Skipped, QLatin1String("skipped")},
    std::pair{Outcome::Failed, QLatin1String("failed")},
    std::pair{Outcome::Superseded, QLatin1String("superseded")},
});

} // namespace

QLatin1String outcomeName(Outcome value)
{
    return outcomeNames.name(value);
}

std::optional<Outcome> outcomeFromName(QStringView name)
{
    return outcomeNames.value(name);
}

} // namespace tallybridge

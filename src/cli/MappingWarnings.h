#pragma once

#include "cli/Console.h"
#include "mapping/MappingFile.h"

namespace tallybridge {

/// Prints the first problems of a mapping file as warnings, and how many more there are.
void warnAboutMapping(const MappingFile &mapping, Console &console);

/// {"line", "problem", "message", "used"}
QJsonObject jsonMappingProblem(const MappingProblem &problem);

} // namespace tallybridge

#pragma once

#include "mapping/MappingFile.h"

namespace tallybridge {

/// One sentence for a problem of a mapping file, without the line: what is wrong and what to do.
QString mappingProblemText(const MappingProblem &problem);

} // namespace tallybridge

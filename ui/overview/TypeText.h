#pragma once

#include "engine/ConnectorType.h"

#include <QString>

namespace tallybridge {

/// What a connector of this type does, in some sentences.
QString typeDescription(const ConnectorType &type);

} // namespace tallybridge

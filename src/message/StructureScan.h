#pragma once

#include <QByteArray>

namespace tallybridge {

/// Whether the bytes of a multipart message can be given to a MIME parser without it running out of time or memory.
enum class StructureVerdict { Fine, TooDeep, TooManyParts };

/// Looks at the lines that may be boundaries (RFC 2046 5.1.1) before anything is parsed. Never refuses a message with
/// fewer than 20 such lines for each of maxParts; text that merely contains many lines with two hyphens passes too.
StructureVerdict scanStructure(QByteArrayView message, int maxParts);

} // namespace tallybridge

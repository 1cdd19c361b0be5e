#pragma once

#include <QIcon>

namespace tallybridge {

/// The program's own signs. Each has a shape of its own, so that none is told by its colour alone.
enum class Glyph { Ok, Warning, Error, Running, Stopped, Waiting, Unknown, NotNeeded, Application };

/// A sign that is painted at any size and scale, on light and dark backgrounds.
QIcon glyphIcon(Glyph glyph);

} // namespace tallybridge

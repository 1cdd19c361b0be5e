#pragma once

#include <QString>

namespace tallybridge {

/// The source id that the body of a deleted ("Original Message (Msg ID - <id>)") or edited item ("Original Message ID:
/// <id>") names; empty when it names none. Only the first lines are looked at, so that quoted text further down cannot
/// speak for the item.
QString aboutIdIn(const QString &text);

} // namespace tallybridge

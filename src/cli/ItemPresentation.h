#pragma once

#include "core/Item.h"

#include <QJsonObject>

namespace tallybridge {

/// What `inspect` says of an item: {"kind", "time", "source_id", "participants", "attachments"}; never its text.
QJsonObject jsonItem(const Item &item);

/// "447911123456 Ann <ann@contoso.com>", as far as each is known.
QString participantText(const Participant &participant);

} // namespace tallybridge

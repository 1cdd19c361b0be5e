#include "core/ItemKind.h"

#include "core/NameTable.h"

namespace tallybridge {

namespace {

const NameTable itemKindNames(std::array{
    std::pair{ItemKind::Chat, QLatin1String("chat")},
    std::pair{ItemKind::GroupChat, QLatin1String("group-chat")},
    std::pair{ItemKind::Call, QLatin1String("call")},
    std::pair{ItemKind::VoiceNote, QLatin1String("voice-note")},
    std::pair{ItemKind::Image, QLatin1String("image")},
    std::pair{ItemKind::Video, QLatin1String("video")},
    std::pair{ItemKind::File, QLatin1String("file")},
    std::pair{ItemKind::Location, QLatin1String("location")},
    std::pair{ItemKind::ContactCard, QLatin1String("contact-card")},
    std::pair{ItemKind::Deleted, QLatin1String("deleted")},
    std::pair{ItemKind::Edited, QLatin1String("edited")},
    std::pair{ItemKind::Reaction, QLatin1String("reaction")},
    std::pair{ItemKind::System, QLatin1String("system")},
    std::pair{ItemKind::Other, QLatin1String("other")},
});

} // namespace

QLatin1String itemKindName(ItemKind value)
{
    return itemKindNames.name(value);
}

std::optional<ItemKind> itemKindFromName(QStringView name)
{
    return itemKindNames.value(name);
}

std::span<const ItemKind> allItemKinds()
{
    return itemKindNames.values();
}

} // namespace tallybridge

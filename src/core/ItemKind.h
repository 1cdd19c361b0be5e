#pragma once

#include <QLatin1String>
#include <QStringView>
#include <optional>
#include <span>

namespace tallybridge {

/// What an item is about. Anything that is none of the named kinds is Other, never dropped.
enum class ItemKind {
    Chat,
    GroupChat,
    Call,
    VoiceNote,
    Image,
    Video,
    File,
    Location,
    ContactCard,
    Deleted,
    Edited,
    Reaction,
    System,
    Other,
};

/// The machine name, e.g. "voice-note".
QLatin1String itemKindName(ItemKind kind);
std::optional<ItemKind> itemKindFromName(QStringView name);
std::span<const ItemKind> allItemKinds();

} // namespace tallybridge

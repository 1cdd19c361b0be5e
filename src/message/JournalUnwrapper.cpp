#include "message/JournalUnwrapper.h"

#include <algorithm>

namespace tallybridge {

namespace {

/// The wrapped message; null when the message is no wrapper.
QByteArray wrappedMessage(const HeaderBlock &header, const std::vector<MimeLeaf> &leaves)
{
    if (header.hasSourceFields())
        return {};
    const auto isMessage = [](const MimeLeaf &leaf) { return leaf.isAttachedMessage(); };
    const auto first = std::find_if(leaves.begin(), leaves.end(), isMessage);
    if (first == leaves.end() || std::any_of(first + 1, leaves.end(), isMessage))
        return {};
    QByteArray inner = first->content();
    // An attached piece without such a field has no participants of its own; taking it would lose those outside.
    return readHeaderBlock(inner).namesAMail() ? inner : QByteArray();
}

} // namespace

Result<CountedMessage> countedMessage(const QByteArray &eml, const EmlLimits &limits)
{
    CountedMessage message;
    message.bytes = eml;
    message.header = readHeaderBlock(message.bytes);
    auto parts = readMimeLeaves(message.bytes, message.header, limits);
    if (!parts)
        return parts.failure();
    if (QByteArray inner = wrappedMessage(message.header, parts->leaves); !inner.isEmpty()) {
        message.journalWrapped = true;
        message.bytes = std::move(inner);
        message.header = readHeaderBlock(message.bytes);
        parts = readMimeLeaves(message.bytes, message.header, limits);
        if (!parts)
            return parts.failure();
    }
    message.parts = std::move(*parts);
    return message;
}

} // namespace tallybridge

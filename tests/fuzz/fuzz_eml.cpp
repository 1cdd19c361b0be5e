#include "message/EmlReader.h"
#include "message/MessageComposer.h"

#include <cstdint>
#include <cstdlib>

using namespace tallybridge;

/// Any bytes are an item or a Failure; an item is a mail or a Failure, and that mail is an item again with nobody lost.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto item = readEml(bytes, {.maxDepth = 5, .maxParts = 20});
    if (!item) {
        readEmlIdentity(bytes);
        return 0;
    }
    ComposeOptions options;
    options.typeName = QStringLiteral("WhatsApp");
    options.deliveryName = QStringLiteral("d.zip");
    options.deliveryTime = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
    options.now = options.deliveryTime;
    options.sizeLimit = 2000;
    const auto mail = composeMessage(*item, options);
    if (!mail)
        return 0;
    const auto again = readEml(mail->bytes, {});
    if (!again || again->participants.size() < std::min<size_t>(item->participants.size(), 500) || mail->bytes.contains('\0'))
        std::abort();
    return 0;
}

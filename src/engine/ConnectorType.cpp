#include "engine/ConnectorType.h"

#include <array>

namespace tallybridge {

namespace {

using T = QLatin1String;

constexpr ConnectorType row(const char *id, const char *name, const char *app, const char *messageClass, const char *contents,
                            bool verified = false)
{
    return {T(id), T(name), T(app), T(name), T(messageClass), T(contents), verified};
}

// Folder names as Microsoft documents them for the connector of the same product.
constexpr std::array types{
    row("whatsapp", "WhatsApp Archiver", "WhatsApp", "IPM.ExternalData.WhatsAppArchiver", "calls chats attachments files deleted", true),
    row("signal", "Signal Archiver", "Signal", "IPM.ExternalData.SignalArchiver", "calls chats attachments files deleted"),
    row("wechat", "WeChat Archiver", "WeChat", "IPM.ExternalData.WeChatArchiver", "calls chats attachments files deleted"),
    row("telegram", "Telegram Archiver", "Telegram", "IPM.ExternalData.TelegramArchiver", "calls chats attachments files deleted"),
    row("android", "Android Archiver", "Android", "IPM.ExternalData.AndroidArchiver", "sms mms calls"),
    row("att", "AT&T SMS/MMS Network Archiver", "AT&T", "IPM.ExternalData.ATTNetworkArchiver", "sms mms"),
    row("bell", "Bell SMS/MMS Network Archiver", "Bell", "IPM.ExternalData.BellNetworkArchiver", "sms mms"),
    row("enterprise-number", "Enterprise Number Archiver", "Enterprise Number", "IPM.ExternalData.EnterpriseNumberArchiver",
        "sms mms chats calls"),
    row("o2", "O2 SMS and Voice Network Archiver", "O2", "IPM.ExternalData.O2NetworkArchiver", "sms calls"),
    row("rogers", "Rogers SMS/MMS Network Archiver", "Rogers", "IPM.ExternalData.RogersNetworkArchiver", "sms mms"),
    row("starhub", "StarHub SMS/MMS Network Archiver", "StarHub", "IPM.ExternalData.StarHubNetworkArchiver", "sms mms"),
    row("telus", "TELUS SMS Network Archiver", "TELUS", "IPM.ExternalData.TELUSNetworkArchiver", "sms"),
    row("verizon", "Verizon SMS/MMS Network Archiver", "Verizon", "IPM.ExternalData.VerizonNetworkArchiver", "sms mms"),
};

} // namespace

std::span<const ConnectorType> connectorTypes()
{
    return types;
}

const ConnectorType *findConnectorType(QStringView id)
{
    for (const ConnectorType &type : types) {
        if (id.compare(type.id, Qt::CaseInsensitive) == 0)
            return &type;
    }
    return nullptr;
}

} // namespace tallybridge

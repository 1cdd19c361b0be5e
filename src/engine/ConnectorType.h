#pragma once

#include <QLatin1String>
#include <QStringView>
#include <span>

namespace tallybridge {

/// One row of the table of connector types.
struct ConnectorType {
    QLatin1String id;           ///< "whatsapp", on the command line
    QLatin1String displayName;  ///< "WhatsApp Archiver"
    QLatin1String appName;      ///< "WhatsApp", what messages of it are called
    QLatin1String folderName;   ///< the archive folder, exactly
    QLatin1String messageClass; ///< where a destination can set it
    QLatin1String contents;     ///< kinds of content, space separated machine names
    bool verified = false;      ///< tried with the source's documented format
};

/// All types, WhatsApp first.
std::span<const ConnectorType> connectorTypes();

/// The type with this id (case does not matter); null when there is none.
const ConnectorType *findConnectorType(QStringView id);

} // namespace tallybridge

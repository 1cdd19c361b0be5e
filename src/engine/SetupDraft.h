#pragma once

#include "core/Secret.h"
#include "engine/ConnectorSettings.h"
#include "engine/ConnectorType.h"

#include <QString>
#include <QStringList>

namespace tallybridge {

/// Where deliveries come from, as a person enters it.
struct SetupSource {
    enum class Kind { Sftp, Folder };
    static constexpr int defaultPort = 22;

    Kind kind = Kind::Sftp;
    QString folder; ///< path of this computer
    QString user;
    QString server;
    int port = defaultPort; ///< 1 to 65535
    QString path;           ///< on the server; relative to the login folder unless it begins with "/"
    QString hostKey;        ///< accepted fingerprint of the server; empty: none is accepted yet

    /// The URL of the connector's settings.
    QString url() const;
    /// What a connector's URL means; parts that are not understood stay empty.
    static SetupSource fromUrl(const QString &url);
    bool operator==(const SetupSource &) const = default;
};

/// Who is mapped to which mailbox.
struct SetupMapping {
    bool automatic = true;
    QString file; ///< path of the CSV; empty: none
    QString defaultRegion;

    bool operator==(const SetupMapping &) const = default;
};

/// Where copies go: a local archive, or what a connector has already that no page sets up.
struct SetupDestination {
    QString folder; ///< root of the archive; empty: in the data folder
    QStringList domains;
    QString other; ///< URL of another kind of destination ("graph:TENANT"), which stays as it is; empty: a local archive

    QString url() const;
    /// Domains as a person enters them, parted by commas, semicolons or blanks.
    static QStringList splitDomains(const QString &text);
    bool operator==(const SetupDestination &) const = default;
};

/// What the last page asks for.
struct SetupOptions {
    QString name;
    qint64 sizeLimit = ConnectorSettings::defaultSizeLimit;
    bool attachOriginal = false;
    int intervalHours = 24;

    bool operator==(const SetupOptions &) const = default;
};

/// A connector that is being set up or edited: one part for each page, a plain value until the end.
struct SetupDraft {
    const ConnectorType *type = nullptr;
    QString termsSha256; ///< of the accepted terms; empty: not accepted
    SetupSource source;
    SetupMapping mapping;
    SetupDestination destination;
    SetupOptions options;

    QString vault;            ///< what the connector's secrets are filed under, from the first try on
    Secret password;          ///< as entered; empty: the one that is kept
    bool keepPassword = true; ///< in the keychain; false: the program forgets it when it ends

    QString formerName;             ///< of the connector that is edited; empty: a new one
    ConnectorSettings formerValues; ///< settings that no page shows keep these values

    static SetupDraft ofNew(const ConnectorType &type);
    static SetupDraft ofConnector(const QString &name, const ConnectorType &type, const ConnectorSettings &settings);
    bool isEdit() const { return !formerName.isEmpty(); }
    ConnectorSettings settings() const;
};

} // namespace tallybridge

#pragma once

#include "core/Secret.h"
#include "engine/ConnectorSettings.h"
#include "engine/ConnectorType.h"
#include "engine/TenantAnswers.h"

#include <QString>
#include <QStringList>
#include <optional>

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

/// A tenant of Microsoft 365 and the app that signs in there, as a person enters them.
struct SetupTenant {
    enum class Credential { Certificate, ClientSecret };

    QString tenant;   ///< its id or one of its domains
    QString cloud;    ///< as ConnectorSettings::cloud
    QString clientId; ///< of the app registration
    Credential credential = Credential::Certificate;

    bool operator==(const SetupTenant &) const = default;
};

/// Where copies go: a local archive, a tenant, or what a connector has already that no page sets up.
struct SetupDestination {
    QString folder; ///< root of the archive; empty: in the data folder
    QStringList domains;
    QString other;                                ///< URL of another kind of destination, which stays as it is; empty: none
    std::optional<SetupTenant> microsoft365 = {}; ///< copies go there; folder does not count then

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
    Secret certificate;       ///< PEM of the app's certificate with its key; empty: the one that is kept
    Secret clientSecret;      ///< of the app, as entered; empty: the one that is kept
    bool keepPassword = true; ///< all of these in the keychain; false: the program forgets them when it ends

    TenantAnswers answers;             ///< about the destination as it is now, for the audit
    bool consentWithoutEffect = false; ///< it was given here, and the access did not work yet

    QString formerName;             ///< of the connector that is edited; empty: a new one
    ConnectorSettings formerValues; ///< settings that no page shows keep these values

    static SetupDraft ofNew(const ConnectorType &type);
    static SetupDraft ofConnector(const QString &name, const ConnectorType &type, const ConnectorSettings &settings);
    bool isEdit() const { return !formerName.isEmpty(); }
    bool usesClientSecret() const
    {
        return destination.microsoft365 && destination.microsoft365->credential == SetupTenant::Credential::ClientSecret;
    }
    ConnectorSettings settings() const;
};

} // namespace tallybridge

#pragma once

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <optional>

namespace tallybridge {

/// Everything of a connector that its admin sets, besides name and type. Secrets are never in it.
struct ConnectorSettings {
    static constexpr qint64 defaultSizeLimit = 10'485'760;

    /// What happens to a delivery at the source once every copy is settled or its original is held.
    enum class AfterImport { Leave, Move, Delete };

    QString source;      ///< "folder:/path", absolute; "sftp://user@host:port/path"
    QString destination; ///< "local:", "local:/path", "graph:TENANT"
    QString mappingFile; ///< absolute path of the CSV; empty: no custom mapping
    bool automaticMapping = true;
    QString defaultRegion;               ///< two letters; empty: none
    qint64 sizeLimit = defaultSizeLimit; ///< decoded bytes of an attachment or an item
    QStringList domains;                 ///< lower case; empty: any
    bool attachOriginal = false;         ///< attach each original EML instead of only its hash
    int intervalHours = 24;              ///< between two runs of sync --due
    QString archiveId;                   ///< of the place copies go to, as Destination::identify() gave it; empty: not known
    bool adoptArchive = true;            ///< the next run takes the place that is there, whatever its id
    QString termsSha256;                 ///< hash of the terms that were accepted, hexadecimal

    // Of sources that sign in.
    QString hostKey; ///< accepted fingerprint, "SHA256:…"; empty: none is accepted yet
    AfterImport afterImport = AfterImport::Leave;
    QString afterImportFolder;          ///< for Move; below the source's folder and relative to it
    QStringList formerMoveFolders;      ///< the same of former settings, the newest first
    bool sourceWasChanged = false;      ///< former settings moved or deleted deliveries
    qint64 bandwidthLimit = 0;          ///< bytes a second; 0: as fast as it goes
    int sourceTimeout = 30;             ///< seconds without a sign of life from the source
    QString proxy;                      ///< "socks5://host:port" or "http://host:port" the source is reached through; empty: straight
    QMap<QString, QString> secretFiles; ///< absolute path of the file that holds a secret, by its kind
    // Of Microsoft 365 ("graph:TENANT").
    QString cloud;                 ///< "global" (also when empty), "gcc-high", "dod", "china", or the absolute path of a JSON file
    QString clientId;              ///< of the customer's app registration
    QString caFile;                ///< absolute path of certificates to trust besides the system's; empty: none
    bool insecureLoopback = false; ///< a cloud file may name http:// addresses of this computer
    int concurrency = 4;           ///< requests at the same time
    bool importMime = false;       ///< mails are made by importMime (beta) where the service takes that
    QString setUpBy;               ///< user name of the administrator who signed in to set it up; empty: nobody did

    QString vault; ///< what the connector's secrets and sealed files are filed under; given at its creation

    QJsonObject toJson() const;
    static ConnectorSettings fromJson(const QJsonObject &json);
    bool operator==(const ConnectorSettings &) const = default;
};

/// Stable machine name of a setting: "leave", "move", "delete".
QLatin1String afterImportName(ConnectorSettings::AfterImport value);
std::optional<ConnectorSettings::AfterImport> afterImportFromName(QStringView name);

/// The kinds of secrets a connector may have.
const QStringList &secretKinds();

/// "10MB", "512 KB", "1.5 GB", "10485760" -> bytes (1 MB = 1,048,576); -1 when it is none of these or not above 0.
qint64 parseSizeLimit(const QString &text);

} // namespace tallybridge

#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace tallybridge {

/// Everything of a connector that its admin sets, besides name and type. Secrets are never in it.
struct ConnectorSettings {
    static constexpr qint64 defaultSizeLimit = 10'485'760;

    QString source;      ///< "folder:/path", absolute
    QString destination; ///< "local:" or "local:/path"
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

    QJsonObject toJson() const;
    static ConnectorSettings fromJson(const QJsonObject &json);
    bool operator==(const ConnectorSettings &) const = default;
};

/// "10MB", "512 KB", "1.5 GB", "10485760" -> bytes (1 MB = 1,048,576); -1 when it is none of these or not above 0.
qint64 parseSizeLimit(const QString &text);

} // namespace tallybridge

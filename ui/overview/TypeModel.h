#pragma once

#include "engine/ConnectorType.h"

#include <QAbstractListModel>

namespace tallybridge {

/// The connector types of the engine's one table.
class TypeModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole, SearchRole };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// The kinds of content of a type in words: "Calls, chats, attachments".
    static QString contentText(const ConnectorType &type);
    /// "Verified" or "Not verified".
    static QString verifiedText(const ConnectorType &type);
};

} // namespace tallybridge

#include "ui/overview/TypeModel.h"

#include "ui/common/Icons.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

QString kindText(QStringView kind)
{
    if (kind == u"calls"_s)
        return TypeModel::tr("calls");
    if (kind == u"chats"_s)
        return TypeModel::tr("chats");
    if (kind == u"attachments"_s)
        return TypeModel::tr("attachments");
    if (kind == u"files"_s)
        return TypeModel::tr("files");
    if (kind == u"deleted"_s)
        return TypeModel::tr("deleted messages");
    if (kind == u"sms"_s)
        return TypeModel::tr("SMS");
    if (kind == u"mms"_s)
        return TypeModel::tr("MMS");
    return kind.toString();
}

} // namespace

int TypeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(connectorTypes().size());
}

QString TypeModel::contentText(const ConnectorType &type)
{
    QStringList kinds;
    const auto names = QString(type.contents).split(u' ');
    for (const QString &kind : names)
        kinds << kindText(kind);
    QString text = kinds.join(tr(", "));
    text[0] = text[0].toUpper();
    return text;
}

QString TypeModel::verifiedText(const ConnectorType &type)
{
    return type.verified ? tr("Verified") : tr("Not verified");
}

QVariant TypeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ConnectorType &type = connectorTypes()[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return QString(QString(type.displayName) + u'\n' + contentText(type) + u'\n' + verifiedText(type));
    case Qt::AccessibleTextRole:
        return QString(QString(type.displayName) + tr(", ") + verifiedText(type));
    case Qt::AccessibleDescriptionRole:
    case Qt::ToolTipRole:
        return contentText(type);
    case Qt::DecorationRole:
        return glyphIcon(type.verified ? Glyph::Ok : Glyph::Unknown);
    case IdRole:
        return QString(type.id);
    case SearchRole:
        return QString(QString(type.displayName) + u' ' + type.appName + u' ' + contentText(type));
    default:
        return {};
    }
}

} // namespace tallybridge

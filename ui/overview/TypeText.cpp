#include "ui/overview/TypeText.h"

#include "ui/overview/TypeModel.h"

#include <QCoreApplication>

namespace tallybridge {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(TypeText)
};

} // namespace

QString typeDescription(const ConnectorType &type)
{
    return Text::tr("Brings archived %1 communication of your organisation from TeleMessage into the mailboxes of the users who "
                    "took part in it: %2. Each mailbox gets its copies in a folder named \"%3\", so that legal hold, content "
                    "search, eDiscovery and retention apply to them.")
        .arg(QString(type.appName), TypeModel::contentText(type), QString(type.folderName));
}

} // namespace tallybridge

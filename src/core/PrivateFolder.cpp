#include "core/PrivateFolder.h"

#include "core/platform.h"

#include <QFileInfo>
#include <QStringList>

namespace tallybridge {

Result<void> makePrivateFolder(const QString &path)
{
    QStringList missing;
    for (QString folder = path; !QFileInfo(folder).isDir();) {
        missing.prepend(folder);
        const QString above = QFileInfo(folder).path();
        if (above == folder)
            break;
        folder = above;
    }
    for (const QString &folder : std::as_const(missing)) {
        if (auto made = platform::makeFolder(folder); !made)
            return made.failure();
    }
    return {};
}

} // namespace tallybridge

#include "app/Application.h"

#include "app/UrlBackends.h"
#include "core/platform.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace tallybridge {

void Application::identify()
{
    QCoreApplication::setApplicationName(QStringLiteral("Tallybridge"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TALLYBRIDGE_VERSION));
}

QString Application::defaultDataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

Result<EngineContext> Application::open(const QString &dataFolder)
{
    const QString named = dataFolder.isEmpty() ? defaultDataFolder() : dataFolder;
    const QString folder = QDir::cleanPath(QFileInfo(named).absoluteFilePath());
    const QDir directory(folder);
    // A folder that holds other things already keeps the access its owner gave it; "--data-dir /tmp" must not close
    // /tmp.
    const bool ours = !directory.exists() || directory.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    if (!directory.mkpath(QStringLiteral(".")))
        return Failure{FailureCode::FileNotWritable, {QDir::toNativeSeparators(folder)}, {}, false};
    if (ours)
        platform::restrictToOwner(folder);

    EngineContext context;
    context.dataFolder = folder;
    context.clock = std::make_shared<SystemClock>();
    context.backends = std::make_shared<UrlBackends>(folder);
    context.account = platform::accountName();
    return context;
}

} // namespace tallybridge

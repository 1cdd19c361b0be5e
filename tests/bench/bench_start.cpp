// bench_start DATA-FOLDER: what the window does until it is there, and no more.
#include "app/Application.h"
#include "first_paint.h"
#include "ui/MainWindow.h"
#include "ui/common/AppSettings.h"
#include "ui/common/Appearance.h"
#include "ui/common/Backend.h"
#include "ui/common/Language.h"
#include "ui/common/SingleInstance.h"
#include "ui/resources.h"

#include <QApplication>

using namespace tallybridge;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Application::identify();
    loadResources();
    const auto context = Application::open(QApplication::arguments().value(1));
    if (argc < 2 || !context)
        return 2;
    AppSettings settings(context->dataFolder + QLatin1String("/bench-window.ini"));
    settings.setImportsOnSchedule(false);
    installLanguage(application, settings.language());
    applyAppearance(settings.appearance());
    const SingleInstance instance(context->dataFolder);
    Backend backend(*context);
    MainWindow window(backend, settings);
    FirstPaint end(window);
    window.show();
    return QApplication::exec();
}

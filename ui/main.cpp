#include "app/Application.h"
#include "cli/wording/FailureText.h"
#include "ui/MainWindow.h"
#include "ui/common/Backend.h"
#include "ui/resources.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

using namespace tallybridge;

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    Application::identify();
    loadResources();

    QCommandLineParser parser;
    const QCommandLineOption dataFolder(QStringLiteral("data-dir"), QCoreApplication::translate("main", "The data folder to work with."),
                                        QStringLiteral("DIR"));
    parser.addOption(dataFolder);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    const auto context = Application::open(parser.value(dataFolder));
    if (!context) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(failureText(context.failure())));
        return 4;
    }
    Backend backend(*context);
    MainWindow window(backend);
    window.show();
    return QApplication::exec();
}

#include "app/Application.h"
#include "cli/wording/FailureText.h"
#include "identity/MemorySecretStore.h"
#include "ui/MainWindow.h"
#include "ui/common/AppSettings.h"
#include "ui/common/Appearance.h"
#include "ui/common/Backend.h"
#include "ui/common/BackgroundPresence.h"
#include "ui/common/Language.h"
#include "ui/common/SingleInstance.h"
#include "ui/resources.h"
#include "ui/wizard/ConnectorWizard.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>
#include <QSysInfo>

#include <cstdio>

using namespace tallybridge;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Application::identify();
    loadResources();
    AppSettings settings;
    installLanguage(application, settings.language());
    applyAppearance(settings.appearance());

    QCommandLineParser parser;
    const QCommandLineOption dataFolder(QStringLiteral("data-dir"), QCoreApplication::translate("main", "The data folder to work with."),
                                        QStringLiteral("DIR"));
    parser.addOption(dataFolder);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    const auto context = Application::open(parser.isSet(dataFolder) ? parser.value(dataFolder) : settings.dataFolder(),
                                           std::make_shared<MemorySecretStore>());
    if (!context) {
        const QString sentence = failureText(context.failure());
        std::fprintf(stderr, "%s\n", qUtf8Printable(sentence));
        // Whoever started it by its icon sees no standard error.
        QMessageBox box(QMessageBox::Critical, QApplication::applicationName(), sentence, QMessageBox::Close);
        box.show();
        QApplication::exec();
        return 4;
    }
    const SingleInstance instance(context->dataFolder);
    if (instance.isSecond())
        return 0;
    context->log->write(LogLevel::Information, QLatin1String("window"), QLatin1String("started"),
                        {LogField::foreign(QLatin1String("version"), TALLYBRIDGE_VERSION),
                         LogField::foreign(QLatin1String("qt"), qVersion()),
                         LogField::foreign(QLatin1String("system"), QSysInfo::prettyProductName().toUtf8())});
    Backend backend(*context);
    MainWindow window(backend, settings);
    QObject::connect(&instance, &SingleInstance::raiseRequested, &window, &MainWindow::comeToFront);
    installConnectorWizard(window, backend);
    window.show();
    const BackgroundPresence presence(window, settings);
    const int exitCode = QApplication::exec();
    context->log->write(LogLevel::Information, QLatin1String("window"), QLatin1String("ended"), {{QLatin1String("exit_code"), exitCode}});
    return exitCode;
}

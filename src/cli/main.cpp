#include "app/Application.h"
#include "cli/Program.h"
#include "core/platform.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

/// Standard error belongs to the program's own sentences and JSON lines; of Qt only what ends the process is of use
/// there.
void keepQtQuiet(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", qUtf8Printable(message));
}

} // namespace

int main(int argc, char **argv)
{
    tallybridge::platform::prepareConsole();
    qInstallMessageHandler(keepQtQuiet);
    const QCoreApplication application(argc, argv);
    tallybridge::Application::identify();
    return int(tallybridge::runProgram(QCoreApplication::arguments().mid(1)));
}

// bench_window DATA-FOLDER: opens the window over a ledger, looks at the failed copies of the first connector, scrolls through them, and
// measures how long the event loop was ever kept: the gaps of a 5 ms heartbeat.
#include "Heartbeat.h"
#include "app/Application.h"
#include "ui/MainWindow.h"
#include "ui/common/AppSettings.h"
#include "ui/common/Backend.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/resources.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include <cstdio>

using namespace tallybridge;

int main(int argc, char **argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    const QApplication application(argc, argv);
    Application::identify();
    loadResources();
    const auto context = Application::open(QApplication::arguments().value(1));
    if (argc < 2 || !context)
        return 2;
    AppSettings settings(context->dataFolder + QLatin1String("/bench-window.ini"));
    settings.setImportsOnSchedule(false);
    Backend backend(*context);
    MainWindow window(backend, settings);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    const qint64 shown = sinceStart.elapsed();

    Heartbeat heart;
    heart.start();

    if (!QTest::qWaitFor([&] { return window.desk().isLoaded() && !window.desk().entries().empty(); }, 60'000))
        return 1;
    window.findChild<QTabWidget *>(QStringLiteral("details"))->setCurrentIndex(2);
    auto *copies = window.findChild<QTableView *>(QStringLiteral("copies"));
    QElapsedTimer listing;
    listing.start();
    if (!QTest::qWaitFor([copies] { return copies->model()->rowCount() > 0; }, 120'000))
        return 1;
    const int rows = copies->model()->rowCount();
    const qint64 listed = listing.elapsed();
    QScrollBar *bar = copies->verticalScrollBar();
    for (int step = 0; step <= 200; ++step) {
        bar->setValue(int(qint64(bar->maximum()) * (step * 37 % 201) / 200));
        QTest::qWait(20);
    }
    std::printf("window shown after %lld ms; %d rows listed after %lld ms; heartbeat of 5 ms: %s\n", static_cast<long long>(shown), rows,
                static_cast<long long>(listed), qPrintable(heart.stop()));
    return 0;
}

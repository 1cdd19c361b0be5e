// bench_import_window DATA-FOLDER: opens the window over a ledger, imports with its first connector, goes through all pages of the details
// meanwhile, and measures how long the event loop was ever kept; before it the same with nothing to import, as the yardstick.
#include "BenchWindow.h"
#include "Heartbeat.h"

#include <QTabWidget>
#include <QTimer>

using namespace tallybridge;

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    BenchWindow bench;
    bench.waitForConnectors();
    ConnectorDesk &desk = bench.desk();
    auto *details = bench.window().findChild<QTabWidget *>(QStringLiteral("details"));
    // Pages are made when they are looked at first; that is a part of opening them, not of importing.
    for (int page = 0; page < details->count(); ++page) {
        details->setCurrentIndex(page);
        QCoreApplication::processEvents();
    }
    QTimer pages;
    QObject::connect(&pages, &QTimer::timeout, details,
                     [details] { details->setCurrentIndex((details->currentIndex() + 1) % details->count()); });
    pages.start(500);

    // Not QTest's waiting, which sleeps 10 ms at a time.
    Heartbeat heart;
    heart.start();
    QTimer::singleShot(5000, QApplication::instance(), &QCoreApplication::quit);
    QApplication::exec();
    std::printf("idle:      %s\n", qPrintable(heart.stop()));

    std::optional<RunRecord> finished;
    QObject::connect(&desk, &ConnectorDesk::runFinished, &bench.window(), [&finished](qint64, const RunRecord &run) {
        finished = run;
        QApplication::quit();
    });
    QObject::connect(&desk, &ConnectorDesk::operationFailed, &bench.window(), [] { QApplication::quit(); });
    heart.start();
    desk.sync(desk.entries().front().connector.id);
    QApplication::exec();
    if (!finished)
        return 1;
    std::printf("importing: %s\n", qPrintable(heart.stop()));
    std::printf("%lld copies imported\n", static_cast<long long>(finished->sums.imported));
    return 0;
}

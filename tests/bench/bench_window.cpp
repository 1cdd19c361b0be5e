// bench_window DATA-FOLDER: opens the window over a ledger, looks at the failed copies of the first connector, scrolls through them, and
// measures how long the event loop was ever kept: the gaps of a 5 ms heartbeat.
#include "BenchWindow.h"
#include "Heartbeat.h"

#include <QElapsedTimer>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>

using namespace tallybridge;

int main(int argc, char **argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    const QApplication application(argc, argv);
    BenchWindow bench;
    const qint64 shown = sinceStart.elapsed();

    Heartbeat heart;
    heart.start();
    bench.waitForConnectors();
    bench.window().findChild<QTabWidget *>(QStringLiteral("details"))->setCurrentIndex(2);
    auto *copies = bench.window().findChild<QTableView *>(QStringLiteral("copies"));
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

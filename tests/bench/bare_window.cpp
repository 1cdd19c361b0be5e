// bare_window [text]: an empty Qt Widgets program that ends when its window is there, the yardstick of bench_start; with "text" it has a
// menu and a line of text, and so loads fonts as every real program does.
#include "first_paint.h"

#include <QApplication>
#include <QLabel>
#include <QMainWindow>
#include <QMenuBar>

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1024, 600);
    if (argc > 1) {
        window.menuBar()->addMenu(QStringLiteral("File"))->addAction(QStringLiteral("Quit"));
        window.setCentralWidget(new QLabel(QStringLiteral("Nothing")));
    }
    FirstPaint end(window);
    window.show();
    return QApplication::exec();
}

// An empty Qt Widgets program that ends when its window is there: the yardstick of bench_start.
#include "first_paint.h"

#include <QApplication>
#include <QMainWindow>

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1024, 600);
    FirstPaint end(window);
    window.show();
    return QApplication::exec();
}

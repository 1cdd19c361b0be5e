#include "ui/MainWindow.h"

#include "ui/common/Backend.h"
#include "ui_MainWindow.h"

namespace tallybridge {

MainWindow::MainWindow(Backend &backend, QWidget *parent)
    : QMainWindow(parent), m_ui(std::make_unique<Ui::MainWindow>()), m_backend(backend)
{
    m_ui->setupUi(this);
}

MainWindow::~MainWindow() = default;

} // namespace tallybridge

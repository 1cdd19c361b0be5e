#pragma once

#include <QMainWindow>
#include <memory>

namespace tallybridge {

class Backend;

namespace Ui {
class MainWindow;
}

/// The window "Data connectors" with the tabs Overview and Connectors.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// backend has to outlive the window.
    explicit MainWindow(Backend &backend, QWidget *parent = nullptr);
    ~MainWindow() override;

private:
    std::unique_ptr<Ui::MainWindow> m_ui;
    Backend &m_backend;
};

} // namespace tallybridge

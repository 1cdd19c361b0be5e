#pragma once

#include <QMainWindow>
#include <functional>
#include <memory>

namespace tallybridge {

class Backend;
class ConnectorDesk;
class ConnectorsPage;
class OverviewPage;

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

    /// Who adds connectors (of a type, empty: to be chosen); until then there is no button for it.
    void setAddConnector(std::function<void(const QString &typeId)> add);
    /// Who edits a connector; until then there is no button for it.
    void setEditConnector(std::function<void(qint64 id)> edit);
    ConnectorDesk &desk() const { return *m_desk; }
    ConnectorsPage &connectorsPage() const { return *m_connectors; }
    /// Shows the tab Connectors with this connector selected, as soon as it is there.
    void showConnector(qint64 id);

public Q_SLOTS:
    /// Imports the shipped sample into a local archive in the data folder.
    void trySample();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makeMenus();
    void showTerms();
    void showAbout();

    std::unique_ptr<Ui::MainWindow> m_ui;
    Backend &m_backend;
    ConnectorDesk *m_desk;
    OverviewPage *m_overview;
    ConnectorsPage *m_connectors;
    std::function<void(const QString &)> m_add;
    std::function<void(qint64)> m_edit;
    bool m_closing = false;
};

} // namespace tallybridge

#pragma once

#include <QDateTime>
#include <QHash>
#include <QMainWindow>
#include <functional>
#include <memory>

namespace tallybridge {

class AppSettings;
class Backend;
class ConnectorDesk;
class ConnectorsPage;
class HelpWindow;
class OverviewPage;

namespace Ui {
class MainWindow;
}

/// The window "Data connectors" with the tabs Overview and Connectors.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// backend and settings have to outlive the window.
    MainWindow(Backend &backend, AppSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Who adds connectors (of a type, empty: to be chosen); until then there is no button for it.
    void setAddConnector(std::function<void(const QString &typeId)> add);
    /// Who edits a connector; until then there is no button for it.
    void setEditConnector(std::function<void(qint64 id)> edit);
    ConnectorDesk &desk() const { return *m_desk; }
    ConnectorsPage &connectorsPage() const { return *m_connectors; }
    /// Shows the tab Connectors with this connector selected, as soon as it is there.
    void showConnector(qint64 id);
    /// The same for a connector that was just created, and starts its first import.
    void importNewConnector(qint64 id);
    /// Whether closing hides the window and the program goes on.
    void setStaysWhenClosed(bool stays) { m_staysWhenClosed = stays; }
    /// The next close is meant to end the program, unless the person decides otherwise then.
    void expectQuit() { m_quitting = true; }

public Q_SLOTS:
    /// Imports the shipped sample into a local archive in the data folder.
    void trySample();
    void comeToFront();
    /// Ends the program, after a question when something runs.
    void quit();

Q_SIGNALS:
    void settingsChanged();
    /// The window was closed and the program goes on.
    void wentToBackground();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makeMenus();
    /// Made when it is looked at for the first time, so that the window comes up sooner.
    OverviewPage &overview();
    void restoreState();
    void saveState();
    void importDue();
    void showHelp();
    void showSettings();
    void showLog();
    void showTerms();
    void showAbout();

    std::unique_ptr<Ui::MainWindow> m_ui;
    Backend &m_backend;
    AppSettings &m_settings;
    ConnectorDesk *m_desk;
    QWidget *m_overviewHolder;
    OverviewPage *m_overview = nullptr;
    ConnectorsPage *m_connectors;
    std::function<void(const QString &)> m_add;
    std::function<void(qint64)> m_edit;
    HelpWindow *m_help = nullptr;
    QHash<qint64, QDateTime> m_startedBySchedule; ///< by connector
    bool m_staysWhenClosed = false;
    bool m_quitting = false; ///< closing is meant to end the program
    bool m_closing = false;  ///< as soon as nothing runs any more
};

} // namespace tallybridge

#pragma once

#include <QSortFilterProxyModel>
#include <QWidget>
#include <memory>

class QAction;

namespace tallybridge {

class Banner;
class ConnectorActions;
class ConnectorDesk;
struct ConnectorEntry;
class ConnectorModel;
struct Failure;

namespace Ui {
class ConnectorsPage;
}

/// The tab Connectors: the table of connectors, what can be done with the selected one, and its details.
class ConnectorsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectorsPage(ConnectorDesk &desk, QWidget *parent = nullptr);
    ~ConnectorsPage() override;

    /// Without somebody who adds (edits) connectors there is no button for it.
    void setCanAdd(bool canAdd);
    void setCanEdit(bool canEdit);
    /// The actions of the selected connector, for menus.
    QList<QAction *> connectorActions() const;
    /// Selects a connector, as soon as it is in the list.
    void select(qint64 id);
    /// Null when nothing is selected.
    const ConnectorEntry *selected() const;
    Banner &banner() const;
    /// The help page about what is shown.
    QString helpTopic() const;

    QByteArray saveState() const;
    void restoreState(const QByteArray &state);

Q_SIGNALS:
    void addRequested();
    void editRequested(qint64 id);
    void sampleRequested();
    void termsRequested();

private:
    void connectActions();
    void takeList();
    void updateActions();
    void showSelected();

    std::unique_ptr<Ui::ConnectorsPage> m_ui;
    ConnectorDesk &m_desk;
    ConnectorModel *m_model;
    ConnectorActions *m_actions;
    QSortFilterProxyModel m_sorted;
    qint64 m_selectedId = 0;
    bool m_resetting = false;
};

} // namespace tallybridge

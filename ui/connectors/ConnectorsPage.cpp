#include "ui/connectors/ConnectorsPage.h"

#include "ui/actions/ConnectorActions.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/connectors/ConnectorModel.h"
#include "ui/connectors/ProgressDelegate.h"
#include "ui_ConnectorsPage.h"

#include <QHeaderView>

namespace tallybridge {

ConnectorsPage::ConnectorsPage(ConnectorDesk &desk, QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::ConnectorsPage>()), m_desk(desk), m_model(new ConnectorModel(desk, this))
{
    m_ui->setupUi(this);
    QFont font = m_ui->emptyTitle->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.4);
    m_ui->emptyTitle->setFont(font);
    m_sorted.setSourceModel(m_model);
    m_sorted.setSortRole(ConnectorModel::SortRole);
    m_sorted.setSortLocaleAware(true);
    m_sorted.setDynamicSortFilter(false);
    m_ui->table->setModel(&m_sorted);
    m_ui->table->setItemDelegateForColumn(
        ConnectorModel::Progress,
        new ProgressDelegate(ConnectorModel::DoneRole, ConnectorModel::TotalRole, ConnectorModel::BusyRole, m_ui->table));
    m_ui->table->sortByColumn(ConnectorModel::Name, Qt::AscendingOrder);
    QHeaderView *header = m_ui->table->horizontalHeader();
    const int unit = fontMetrics().averageCharWidth();
    const int widths[] = {15, 18, 0, 18, 20, 10, 8, 20};
    for (int column = 0; column < ConnectorModel::ColumnCount; ++column)
        header->resizeSection(column, unit * widths[column]);
    header->setSectionResizeMode(ConnectorModel::Status, QHeaderView::Stretch);
    header->setMinimumSectionSize(unit * 8);
    setCanAdd(false);
    setCanEdit(false);
    m_ui->splitter->setStretchFactor(0, 2);
    m_ui->splitter->setStretchFactor(1, 3);
    // Details that are not made yet ask for no room of their own.
    m_ui->splitter->setSizes({2000, 3000});
    m_ui->details->setDesk(desk);
    m_actions = new ConnectorActions(desk, *m_ui->banner, this);
    m_ui->stack->setCurrentWidget(m_ui->loadingPage);
    m_ui->table->addActions(connectorActions());
    connectActions();
    connect(&m_desk, &ConnectorDesk::listChanged, this, &ConnectorsPage::takeList);
    connect(&m_desk, &ConnectorDesk::activityChanged, this, &ConnectorsPage::updateActions);
    connect(&m_desk, &ConnectorDesk::operationFailed, m_ui->banner, &Banner::showFailure);
    updateActions();
}

ConnectorsPage::~ConnectorsPage() = default;

void ConnectorsPage::connectActions()
{
    connect(m_ui->actionSync, &QAction::triggered, this, [this] { m_desk.sync(m_selectedId); });
    connect(m_ui->actionStop, &QAction::triggered, this, [this] { m_desk.stop(m_selectedId); });
    connect(m_ui->actionRetry, &QAction::triggered, this, [this] { m_desk.retry(m_selectedId); });
    connect(m_ui->actionResync, &QAction::triggered, this, [this] { m_actions->resync(m_selectedId); });
    connect(m_ui->actionVerify, &QAction::triggered, this, [this] { m_desk.verify(m_selectedId, false); });
    connect(m_ui->actionReport, &QAction::triggered, this, [this] { m_actions->report(m_selectedId, 0); });
    connect(m_ui->actionEdit, &QAction::triggered, this, [this] { Q_EMIT editRequested(m_selectedId); });
    connect(m_ui->actionRemove, &QAction::triggered, this, [this] { m_actions->remove(m_selectedId); });
    connect(m_ui->details, &DetailsPane::reportRequested, this, [this](qint64 run) { m_actions->report(m_selectedId, run); });
    connect(m_ui->details, &DetailsPane::fixRequested, this,
            [this](const QString &participant, const QDate &day) { m_actions->fixMapping(m_selectedId, participant, day); });
    connect(m_ui->details, &DetailsPane::failed, this,
            [this](const QString &sentence) { m_ui->banner->show(Banner::Kind::Error, sentence); });
    connect(m_ui->details, &DetailsPane::done, this,
            [this](const QString &sentence) { m_ui->banner->show(Banner::Kind::Success, sentence); });
    connect(m_ui->emptyAdd, &QPushButton::clicked, this, &ConnectorsPage::addRequested);
    connect(m_ui->emptySample, &QPushButton::clicked, this, &ConnectorsPage::sampleRequested);
    connect(m_ui->emptyTerms, &QLabel::linkActivated, this, &ConnectorsPage::termsRequested);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_resetting = true; });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { m_resetting = false; });
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (m_resetting || !current.isValid())
            return;
        m_selectedId = current.data(ConnectorModel::IdRole).toLongLong();
        showSelected();
    });
}

void ConnectorsPage::setCanAdd(bool canAdd)
{
    m_ui->emptyAdd->setVisible(canAdd);
    m_ui->emptyHow->setVisible(!canAdd);
}

void ConnectorsPage::setCanEdit(bool canEdit)
{
    m_ui->actionEdit->setVisible(canEdit);
}

QList<QAction *> ConnectorsPage::connectorActions() const
{
    return m_ui->toolBar->actions();
}

Banner &ConnectorsPage::banner() const
{
    return *m_ui->banner;
}

QString ConnectorsPage::helpTopic() const
{
    const bool listed = m_ui->stack->currentWidget() == m_ui->listPage;
    const QString tab = listed ? m_ui->details->currentWidget()->objectName() : QString();
    if (tab == QLatin1String("failuresTab"))
        return QStringLiteral("failures");
    return tab == QLatin1String("quarantineTab") ? QStringLiteral("quarantine") : QStringLiteral("connectors");
}

const ConnectorEntry *ConnectorsPage::selected() const
{
    return m_desk.find(m_selectedId);
}

void ConnectorsPage::select(qint64 id)
{
    m_selectedId = id;
    const int row = m_model->rowOf(id);
    if (row < 0)
        return;
    m_ui->table->setCurrentIndex(m_sorted.mapFromSource(m_model->index(row, 0)));
    showSelected();
}

void ConnectorsPage::takeList()
{
    const bool any = !m_desk.entries().empty();
    const bool hadFocus = m_ui->stack->currentWidget()->isAncestorOf(focusWidget());
    m_ui->stack->setCurrentWidget(any ? m_ui->listPage : m_ui->emptyPage);
    if (!any)
        m_selectedId = 0;
    if (any && !m_ui->table->currentIndex().isValid()) {
        m_sorted.sort(m_sorted.sortColumn(), m_sorted.sortOrder());
        select(m_model->rowOf(m_selectedId) >= 0 ? m_selectedId : m_sorted.index(0, 0).data(ConnectorModel::IdRole).toLongLong());
        if (hadFocus)
            m_ui->table->setFocus();
    }
    updateActions();
}

void ConnectorsPage::updateActions()
{
    const ConnectorEntry *entry = selected();
    const bool busy = entry && entry->activity;
    const bool elsewhere = entry && !busy && entry->connector.newestRun && entry->connector.newestRun->state == RunState::Running;
    const bool free = entry && !busy && !elsewhere;
    m_ui->actionSync->setEnabled(free);
    m_ui->actionStop->setEnabled(busy && !entry->activity->stopping);
    m_ui->actionRetry->setEnabled(free && entry->unsettledCount() > 0);
    m_ui->actionResync->setEnabled(free);
    m_ui->actionVerify->setEnabled(free && entry->connector.newestRun);
    m_ui->actionReport->setEnabled(entry && entry->connector.newestRun);
    m_ui->actionEdit->setEnabled(free);
    m_ui->actionRemove->setEnabled(free);
}

void ConnectorsPage::showSelected()
{
    m_ui->details->setConnector(m_selectedId);
    updateActions();
}

QByteArray ConnectorsPage::saveState() const
{
    return m_ui->splitter->saveState();
}

void ConnectorsPage::restoreState(const QByteArray &state)
{
    m_ui->splitter->restoreState(state);
}

} // namespace tallybridge

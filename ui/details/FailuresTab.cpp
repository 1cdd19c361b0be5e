#include "ui/details/FailuresTab.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/ReasonText.h"
#include "core/PhoneNumber.h"
#include "ui/common/Backend.h"
#include "ui/common/ReasonDialog.h"
#include "ui/common/TableModel.h"
#include "ui/common/TableSetup.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/connectors/ConnectorText.h"
#include "ui/details/FailureModel.h"
#include "ui_FailuresTab.h"

#include <QHeaderView>
#include <QScrollBar>

namespace tallybridge {

FailuresTab::FailuresTab(QWidget *parent)
    : DetailsTab(parent), m_ui(std::make_unique<Ui::FailuresTab>()), m_groups(new TableModel({tr("Reason"), tr("Copies")}, -1, this))
{
    m_ui->setupUi(this);
    m_ui->groups->setModel(m_groups);
    setUpTable(m_ui->groups, {});
    m_ui->groups->horizontalHeader()->setStretchLastSection(false);
    m_ui->groups->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_ui->groups->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    const int unit = fontMetrics().averageCharWidth();
    m_ui->splitter->setSizes({unit * 44, unit * 90});
    m_ui->splitter->setStretchFactor(1, 1);
    connect(m_ui->groups->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            showGroup();
    });
    connect(m_ui->fix, &QPushButton::clicked, this, [this] {
        const auto *listed = m_copies->copyAt(m_ui->copies->currentIndex().row());
        if (listed)
            Q_EMIT fixRequested(listed->copy.participant, listed->item.time.toUTC().date());
    });
    connect(m_ui->retryGroup, &QPushButton::clicked, this, [this] {
        if (filter().outcome == Outcome::Partial)
            desk().retryPartial(connectorId());
        else
            desk().retry(connectorId(), filter().reason);
    });
    connect(m_ui->waiveCopy, &QPushButton::clicked, this, &FailuresTab::waiveCopy);
    connect(m_ui->waiveGroup, &QPushButton::clicked, this, &FailuresTab::waiveGroup);
}

FailuresTab::~FailuresTab() = default;

void FailuresTab::setDesk(ConnectorDesk &desk)
{
    DetailsTab::setDesk(desk);
    m_copies = new FailureModel(desk.backend(), this);
    m_ui->copies->setModel(m_copies);
    setUpTable(m_ui->copies, {22, 18, 26, 30, 30, 18, 8});
    connect(m_copies, &FailureModel::failed, this, [this](const Failure &failure) { Q_EMIT failed(failureText(failure)); });
    connect(m_ui->copies->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FailuresTab::updateButtons);
    connect(m_copies, &QAbstractItemModel::dataChanged, this, &FailuresTab::updateButtons);
    // A list that was read anew is shown where it was.
    connect(m_copies, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        setProperty("row", m_ui->copies->currentIndex().row());
        setProperty("scroll", m_ui->copies->verticalScrollBar()->value());
    });
    connect(m_copies, &QAbstractItemModel::modelReset, this, [this] {
        const int rows = m_copies->rowCount();
        if (rows > 0) {
            m_ui->copies->setCurrentIndex(m_copies->index(std::clamp(property("row").toInt(), 0, rows - 1), 0));
            m_ui->copies->verticalScrollBar()->setValue(property("scroll").toInt());
        }
        updateButtons();
    });
    connect(&desk, &ConnectorDesk::activityChanged, this, [this](qint64 id) {
        if (id == connectorId())
            updateButtons();
    });
}

void FailuresTab::clear()
{
    m_counts.clear();
    m_groups->setRows({});
    m_copies->show({}, {});
    updateButtons();
}

void FailuresTab::reload()
{
    const qint64 id = connectorId();
    desk().backend().read(
        this, [name = connectorName()](ConnectorService &service) { return service.failureGroups(name); },
        [this, id](Result<std::vector<FailureGroup>> groups) {
            if (id != connectorId())
                return;
            if (!groups) {
                Q_EMIT failed(failureText(groups.failure()));
                return;
            }
            m_counts = std::move(*groups);
            showGroups();
        });
}

void FailuresTab::showGroups()
{
    std::vector<TableModel::Row> rows;
    qint64 all = 0;
    for (const FailureGroup &group : m_counts) {
        all += group.count;
        const QString text = group.outcome == Outcome::Partial ? tr("partial: attachments are missing") : reasonText(group.reason);
        rows.push_back({0, {}, {text, group.count}});
    }
    rows.insert(rows.begin(), {0, {}, {tr("All reasons"), all}});
    const int row = std::clamp(m_ui->groups->currentIndex().row(), 0, int(rows.size()) - 1);
    m_groups->setRows(std::move(rows));
    if (m_ui->groups->currentIndex().row() == row)
        showGroup();
    else
        m_ui->groups->setCurrentIndex(m_groups->index(row, 0));
}

FailureList::Filter FailuresTab::filter() const
{
    const int group = m_ui->groups->currentIndex().row() - 1;
    if (group < 0 || size_t(group) >= m_counts.size())
        return {};
    return {m_counts[size_t(group)].outcome, m_counts[size_t(group)].reason};
}

void FailuresTab::showGroup()
{
    m_copies->show(connectorName(), filter());
    updateButtons();
}

void FailuresTab::updateButtons()
{
    const ConnectorEntry *entry = desk().find(connectorId());
    const bool free = entry && !entry->activity;
    const auto *listed = m_copies ? m_copies->copyAt(m_ui->copies->currentIndex().row()) : nullptr;
    const bool number = listed && PhoneNumber::fromInternational(listed->copy.participant).has_value();
    m_ui->fix->setEnabled(number);
    m_ui->retryGroup->setEnabled(free && !m_counts.empty());
    m_ui->waiveCopy->setEnabled(free && listed != nullptr);
    m_ui->waiveGroup->setEnabled(free && filter().reason.has_value());
    if (listed && listed->copy.reason)
        m_ui->remedy->setText(reasonRemedy(*listed->copy.reason));
    else
        m_ui->remedy->setText(m_counts.empty() ? tr("Every copy is settled.") : QString());
}

void FailuresTab::waiveCopy()
{
    const auto *listed = m_copies->copyAt(m_ui->copies->currentIndex().row());
    if (!listed)
        return;
    WaiveRequest request;
    request.copyId = listed->copy.id;
    waive(request,
          tr("The selected copy counts as settled although it is not in the mailbox. It stays in every report. This cannot be undone."));
}

void FailuresTab::waiveGroup()
{
    WaiveRequest request;
    request.reason = filter().reason;
    qint64 count = 0;
    for (const FailureGroup &group : m_counts)
        count += request.reason == group.reason ? group.count : 0;
    waive(request, tr("Copies that count as settled although they are not (wholly) in their mailboxes: %1. They stay in every report. This "
                      "cannot be undone.")
                       .arg(countText(count)));
}

void FailuresTab::waive(const WaiveRequest &request, const QString &explanation)
{
    auto *dialog = new ReasonDialog(tr("Waive"), explanation, tr("&Waive"), this);
    connect(dialog, &ReasonDialog::confirmed, this, [this, request, id = connectorId(), name = connectorName()](const QString &because) {
        WaiveRequest order = request;
        order.because = because;
        desk().backend().run(
            this, [name, order](ConnectorService &service, const RunControl &) { return service.waive(name, order); },
            [this, id](const Result<int> &count) {
                if (count)
                    Q_EMIT done(tr("Copies waived: %1.").arg(countText(*count)));
                else
                    Q_EMIT failed(failureText(count.failure()));
                desk().noteChange(id);
            });
    });
    dialog->open();
}

} // namespace tallybridge

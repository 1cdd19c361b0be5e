#include "ui/details/RunsTab.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/RunStateText.h"
#include "engine/RecordJson.h"
#include "ui/common/Backend.h"
#include "ui/common/Icons.h"
#include "ui/common/TableModel.h"
#include "ui/common/TableSetup.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui_RunsTab.h"

namespace tallybridge {

namespace {

enum Column { State = 2 };

Glyph glyphOf(RunState state)
{
    switch (state) {
    case RunState::Running:
        return Glyph::Running;
    case RunState::Succeeded:
        return Glyph::Ok;
    case RunState::WithFailures:
    case RunState::Interrupted:
        return Glyph::Warning;
    case RunState::Failed:
        return Glyph::Error;
    case RunState::Cancelled:
        break;
    }
    return Glyph::Stopped;
}

TableModel::Row rowOf(const RunRecord &run)
{
    QString state = runStateText(run.state);
    if (!run.errorCode.isEmpty())
        state += QLatin1String(": ") + failureText(run.errorCode, runErrorArguments(run));
    const Sums &sums = run.sums;
    return {run.id,
            glyphIcon(glyphOf(run.state)),
            {run.started, runKindText(run.kind), state, sums.availableFromSource, sums.availableForImport(), sums.imported, sums.partial,
             sums.skipped, sums.failed, run.finished}};
}

} // namespace

RunsTab::RunsTab(QWidget *parent) : DetailsTab(parent), m_ui(std::make_unique<Ui::RunsTab>())
{
    m_ui->setupUi(this);
    m_model = new TableModel({tr("Started"), tr("Kind"), tr("State"), tr("Items"), tr("Copies"), tr("Imported"), tr("Partial"),
                              tr("Skipped"), tr("Failed"), tr("Finished")},
                             State, this);
    m_ui->runs->setModel(m_model);
    setUpTable(m_ui->runs, {22, 12, 26, 9, 9, 9, 9, 9, 9});
    m_ui->report->setEnabled(false);
    const auto current = [this] { return m_ui->runs->currentIndex().data(TableModel::IdRole).toLongLong(); };
    const auto update = [this, current] { m_ui->report->setEnabled(current() != 0); };
    connect(m_ui->runs->selectionModel(), &QItemSelectionModel::currentRowChanged, this, update);
    connect(m_model, &QAbstractItemModel::modelReset, this, update);
    connect(m_ui->report, &QPushButton::clicked, this, [this, current] { Q_EMIT reportRequested(current()); });
}

RunsTab::~RunsTab() = default;

void RunsTab::clear()
{
    m_model->setRows({});
}

void RunsTab::reload()
{
    const qint64 id = connectorId();
    desk().backend().read(
        this, [name = connectorName()](ConnectorService &service) { return service.runs(name); },
        [this, id](const Result<std::vector<RunRecord>> &runs) {
            if (id != connectorId())
                return;
            if (!runs) {
                Q_EMIT failed(failureText(runs.failure()));
                return;
            }
            std::vector<TableModel::Row> rows;
            for (const RunRecord &run : *runs)
                rows.push_back(rowOf(run));
            m_model->setRows(std::move(rows));
        });
}

} // namespace tallybridge

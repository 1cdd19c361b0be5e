#include "ui/details/LogTab.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/NoteText.h"
#include "cli/wording/RunStateText.h"
#include "ui/common/Backend.h"
#include "ui/common/Icons.h"
#include "ui/common/ReasonDialog.h"
#include "ui/common/TableModel.h"
#include "ui/common/TableSetup.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/connectors/ConnectorText.h"
#include "ui/details/AuditText.h"
#include "ui_LogTab.h"

#include <algorithm>

namespace tallybridge {

namespace {

constexpr size_t newestRuns = 20;
constexpr size_t newestEvents = 1000;
constexpr int eventsAtOnce = 5000;

enum Kind { Everything, Notes, Findings, Audit };
enum Column { What = 1, Text = 3 };

struct Log {
    std::vector<std::pair<RunRecord, std::vector<RunTable::Note>>> notes;
    std::vector<Finding> findings;
    std::vector<AuditEvent> events;
};

Result<Log> readLog(ConnectorService &service, const QString &name, const CancelToken &cancel)
{
    Log log;
    const auto runs = service.runs(name);
    if (!runs)
        return runs.failure();
    for (size_t i = 0; i < runs->size() && i < newestRuns; ++i) {
        auto notes = service.notes((*runs)[i].id);
        if (!notes)
            return notes.failure();
        log.notes.emplace_back((*runs)[i], std::move(*notes));
    }
    auto findings = service.findings(name);
    if (!findings)
        return findings.failure();
    log.findings = std::move(*findings);
    for (qint64 after = 0; !cancel.isCancelled();) {
        auto events = service.auditEvents(after, eventsAtOnce);
        if (!events)
            return events.failure();
        if (events->empty())
            break;
        after = events->back().id;
        std::move(events->begin(), events->end(), std::back_inserter(log.events));
        if (log.events.size() > newestEvents)
            log.events.erase(log.events.begin(), log.events.end() - newestEvents);
    }
    return log;
}

} // namespace

LogTab::LogTab(QWidget *parent)
    : DetailsTab(parent)
    , m_ui(std::make_unique<Ui::LogTab>())
    , m_model(new TableModel({tr("Time"), tr("What"), tr("Who"), tr("Text")}, What, this))
{
    m_ui->setupUi(this);
    m_ui->entries->setModel(m_model);
    setUpTable(m_ui->entries, {22, 20, 12});
    connect(m_ui->kind, &QComboBox::currentIndexChanged, this, &DetailsTab::markStale);
    connect(m_ui->entries->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        m_ui->text->setText(current.isValid() ? current.siblingAtColumn(Text).data().toString() : QString());
        m_ui->explain->setEnabled(currentFinding() != 0);
    });
    connect(m_ui->explain, &QPushButton::clicked, this, &LogTab::explain);
    m_ui->explain->setEnabled(false);
}

LogTab::~LogTab() = default;

void LogTab::clear()
{
    m_model->setRows({});
    m_ui->text->clear();
}

qint64 LogTab::currentFinding() const
{
    return m_ui->entries->currentIndex().data(TableModel::IdRole).toLongLong();
}

void LogTab::explain()
{
    auto *dialog = new ReasonDialog(tr("Explain finding"),
                                    m_ui->text->text() + QLatin1Char('\n') + tr("It stays in every list, with your explanation."),
                                    tr("&Explain"), this);
    connect(dialog, &ReasonDialog::confirmed, this,
            [this, id = connectorId(), name = connectorName(), finding = currentFinding()](const QString &because) {
                desk().backend().run(
                    this, [=](ConnectorService &service, const RunControl &) { return service.explainFinding(name, finding, because); },
                    [this, id](const Result<void> &explained) {
                        if (explained)
                            Q_EMIT done(tr("The finding is explained."));
                        else
                            Q_EMIT failed(failureText(explained.failure()));
                        desk().noteChange(id);
                    });
            });
    dialog->open();
}

void LogTab::reload()
{
    const qint64 id = connectorId();
    desk().backend().run(
        this,
        [name = connectorName()](ConnectorService &service, const RunControl &control) { return readLog(service, name, control.cancel); },
        [this, id](const Result<Log> &log) {
            if (id != connectorId())
                return;
            if (!log) {
                Q_EMIT failed(failureText(log.failure()));
                return;
            }
            const int kind = m_ui->kind->currentIndex();
            std::vector<TableModel::Row> rows;
            if (kind == Everything || kind == Notes) {
                for (const auto &[run, notes] : log->notes) {
                    for (const RunTable::Note &note : notes)
                        rows.push_back(
                            {0, glyphIcon(Glyph::Waiting), {run.started, tr("Note"), QString(), noteText(note.code, note.arguments)}});
                }
            }
            if (kind == Everything || kind == Findings) {
                for (const Finding &finding : log->findings) {
                    const bool open = finding.explanation.isEmpty();
                    const QString text = findingText(finding.kind, finding.subject);
                    rows.push_back({open ? finding.id : 0,
                                    glyphIcon(open ? Glyph::Warning : Glyph::Ok),
                                    {finding.since, open ? tr("Open finding") : tr("Explained finding"), QString(),
                                     open ? text : tr("%1 Explained: %2").arg(text, finding.explanation)}});
                }
            }
            if (kind == Everything || kind == Audit) {
                for (const AuditEvent &event : log->events)
                    rows.push_back({0, glyphIcon(Glyph::NotNeeded), {event.at, tr("Audit"), event.account, auditText(event)}});
            }
            std::stable_sort(rows.begin(), rows.end(), [](const TableModel::Row &a, const TableModel::Row &b) {
                return a.cells.front().toDateTime() > b.cells.front().toDateTime();
            });
            m_model->setRows(std::move(rows));
        });
}

} // namespace tallybridge

#include "ui/details/SummaryTab.h"

#include "cli/wording/ReasonText.h"
#include "cli/wording/RunStateText.h"
#include "ui/common/Backend.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/connectors/ConnectorText.h"
#include "ui_SummaryTab.h"

namespace tallybridge {

SummaryTab::SummaryTab(QWidget *parent) : DetailsTab(parent), m_ui(std::make_unique<Ui::SummaryTab>())
{
    m_ui->setupUi(this);
}

SummaryTab::~SummaryTab() = default;

void SummaryTab::setDesk(ConnectorDesk &desk)
{
    DetailsTab::setDesk(desk);
    connect(&desk, &ConnectorDesk::activityChanged, this, [this](qint64 id) {
        if (id == connectorId() && isVisible())
            showNumbers();
    });
    connect(&desk, &ConnectorDesk::listChanged, this, [this] {
        if (isVisible())
            showNumbers();
    });
}

void SummaryTab::clear()
{
    m_ui->state->clear();
    m_ui->numbers->clear();
    m_ui->sums->setSums({});
    m_ui->history->setRuns({}, desk().backend().engine().clock->now().toLocalTime().date());
    showNumbers();
}

void SummaryTab::showNumbers()
{
    const ConnectorEntry *entry = desk().find(connectorId());
    if (!entry)
        return;
    const auto &run = entry->connector.newestRun;
    const QDateTime now = desk().backend().engine().clock->now();
    if (entry->activity)
        m_ui->state->setText(activityText(*entry->activity, now));
    else if (run)
        m_ui->state->setText(tr("Newest run: %1, %2, %3. %4")
                                 .arg(runKindText(run->kind), timeText(run->started), runStateText(run->state), statusText(*entry, now)));
    else
        m_ui->state->setText(statusText(*entry, now));

    const bool counting = entry->activity && entry->activity->kind != Activity::Kind::Verify;
    const Sums sums = counting ? entry->activity->progress.sums : run ? run->sums : Sums();
    m_ui->sums->setSums(sums);
    QStringList lines{tr("Items from the source: %1. %2.").arg(countText(sums.availableFromSource), m_ui->sums->equation())};
    QStringList reasons;
    for (const auto &[reason, count] : sums.reasons)
        reasons << tr("%1: %2").arg(reasonText(reason), countText(count));
    if (!reasons.isEmpty())
        lines << tr("Failed because: %1.").arg(reasons.join(tr("; ")));
    if (sums.quarantined > 0)
        lines << tr("Deliveries in quarantine: %1.").arg(countText(sums.quarantined));
    m_ui->numbers->setText(lines.join(QLatin1Char('\n')));
}

void SummaryTab::reload()
{
    showNumbers();
    const qint64 id = connectorId();
    desk().backend().read(
        this, [name = connectorName()](ConnectorService &service) { return service.runs(name); },
        [this, id](const Result<std::vector<RunRecord>> &runs) {
            if (runs && id == connectorId())
                m_ui->history->setRuns(*runs, desk().backend().engine().clock->now().toLocalTime().date());
        });
}

} // namespace tallybridge

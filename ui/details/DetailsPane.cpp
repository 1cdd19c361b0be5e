#include "ui/details/DetailsPane.h"

#include "ui/connectors/ConnectorDesk.h"
#include "ui/details/FailuresTab.h"
#include "ui/details/LogTab.h"
#include "ui/details/QuarantineTab.h"
#include "ui/details/RunsTab.h"
#include "ui/details/SummaryTab.h"

namespace tallybridge {

DetailsPane::DetailsPane(QWidget *parent) : QTabWidget(parent)
{
    setDocumentMode(true);
    setAccessibleName(tr("Details of the selected connector"));
    auto *runs = new RunsTab(this);
    auto *failures = new FailuresTab(this);
    add(new SummaryTab(this), tr("Summary"), "summaryTab");
    add(runs, tr("Runs"), "runsTab");
    add(failures, tr("Failed copies"), "failuresTab");
    add(new QuarantineTab(this), tr("Quarantine"), "quarantineTab");
    add(new LogTab(this), tr("Log"), "logTab");
    connect(failures, &FailuresTab::fixRequested, this, &DetailsPane::fixRequested);
    connect(runs, &RunsTab::reportRequested, this, &DetailsPane::reportRequested);
}

void DetailsPane::add(DetailsTab *tab, const QString &title, const char *name)
{
    tab->setObjectName(QString::fromLatin1(name));
    addTab(tab, title);
    m_tabs << tab;
    connect(tab, &DetailsTab::failed, this, &DetailsPane::failed);
    connect(tab, &DetailsTab::done, this, &DetailsPane::done);
}

void DetailsPane::setDesk(ConnectorDesk &desk)
{
    for (DetailsTab *tab : std::as_const(m_tabs))
        tab->setDesk(desk);
    connect(&desk, &ConnectorDesk::contentChanged, this, [this](qint64 id) {
        if (id != m_connectorId)
            return;
        for (DetailsTab *tab : std::as_const(m_tabs))
            tab->markStale();
    });
}

void DetailsPane::setConnector(qint64 id)
{
    if (id == m_connectorId)
        return;
    m_connectorId = id;
    for (DetailsTab *tab : std::as_const(m_tabs))
        tab->setConnector(id);
}

} // namespace tallybridge

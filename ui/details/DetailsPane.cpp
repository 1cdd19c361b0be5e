#include "ui/details/DetailsPane.h"

#include "ui/connectors/ConnectorDesk.h"
#include "ui/details/FailuresTab.h"
#include "ui/details/LogTab.h"
#include "ui/details/QuarantineTab.h"
#include "ui/details/RunsTab.h"
#include "ui/details/SummaryTab.h"

#include <QVBoxLayout>

namespace tallybridge {

DetailsPane::DetailsPane(QWidget *parent) : QTabWidget(parent)
{
    setDocumentMode(true);
    setAccessibleName(tr("Details of the selected connector"));
    add([this] { return new SummaryTab(this); }, tr("Summary"), "summaryTab");
    add(
        [this] {
            auto *runs = new RunsTab(this);
            connect(runs, &RunsTab::reportRequested, this, &DetailsPane::reportRequested);
            return runs;
        },
        tr("Runs"), "runsTab");
    add(
        [this] {
            auto *failures = new FailuresTab(this);
            connect(failures, &FailuresTab::fixRequested, this, &DetailsPane::fixRequested);
            return failures;
        },
        tr("Failed copies"), "failuresTab");
    add([this] { return new QuarantineTab(this); }, tr("Quarantine"), "quarantineTab");
    add([this] { return new LogTab(this); }, tr("Log"), "logTab");
    connect(this, &QTabWidget::currentChanged, this, &DetailsPane::makeCurrent);
}

void DetailsPane::add(std::function<DetailsTab *()> make, const QString &title, const char *name)
{
    auto *holder = new QWidget(this);
    holder->setObjectName(QString::fromLatin1(name));
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins({});
    m_pages.append({std::move(make)});
    addTab(holder, title);
}

void DetailsPane::makeCurrent()
{
    if (!m_desk || !isVisible() || currentIndex() < 0)
        return;
    Page &page = m_pages[currentIndex()];
    if (page.tab)
        return;
    page.tab = page.make();
    connect(page.tab, &DetailsTab::failed, this, &DetailsPane::failed);
    connect(page.tab, &DetailsTab::done, this, &DetailsPane::done);
    page.tab->setDesk(*m_desk);
    page.tab->setConnector(m_connectorId);
    currentWidget()->layout()->addWidget(page.tab);
    page.tab->show(); // a layout does it only later
}

void DetailsPane::showEvent(QShowEvent *event)
{
    QTabWidget::showEvent(event);
    makeCurrent();
}

void DetailsPane::setDesk(ConnectorDesk &desk)
{
    m_desk = &desk;
    makeCurrent();
    connect(&desk, &ConnectorDesk::contentChanged, this, [this](qint64 id) {
        if (id != m_connectorId)
            return;
        for (const Page &page : std::as_const(m_pages)) {
            if (page.tab)
                page.tab->markStale();
        }
    });
}

void DetailsPane::setConnector(qint64 id)
{
    if (id == m_connectorId)
        return;
    m_connectorId = id;
    for (const Page &page : std::as_const(m_pages)) {
        if (page.tab)
            page.tab->setConnector(id);
    }
}

} // namespace tallybridge

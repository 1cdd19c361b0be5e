#include "ui/details/DetailsTab.h"

#include "ui/connectors/ConnectorDesk.h"

namespace tallybridge {

void DetailsTab::setConnector(qint64 id)
{
    if (id != m_connectorId) {
        m_connectorId = id;
        clear();
    }
    markStale();
}

void DetailsTab::markStale()
{
    m_stale = true;
    if (isVisible() && m_connectorId != 0) {
        m_stale = false;
        reload();
    }
}

void DetailsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        markStale();
}

QString DetailsTab::connectorName() const
{
    const ConnectorEntry *entry = m_desk->find(m_connectorId);
    return entry ? entry->connector.name : QString();
}

} // namespace tallybridge

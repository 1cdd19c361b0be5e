#pragma once

#include <QTabWidget>

namespace tallybridge {

class ConnectorDesk;
class DetailsTab;

/// The details of the selected connector, one tab for each kind.
class DetailsPane : public QTabWidget
{
    Q_OBJECT

public:
    explicit DetailsPane(QWidget *parent = nullptr);

    void setDesk(ConnectorDesk &desk);
    void setConnector(qint64 id);

Q_SIGNALS:
    void failed(const QString &sentence);
    void done(const QString &sentence);
    void fixRequested(const QString &participant, const QDate &day);
    void reportRequested(qint64 runId);

private:
    void add(DetailsTab *tab, const QString &title, const char *name);

    QList<DetailsTab *> m_tabs;
    qint64 m_connectorId = 0;
};

} // namespace tallybridge

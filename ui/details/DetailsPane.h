#pragma once

#include <QTabWidget>
#include <functional>

namespace tallybridge {

class ConnectorDesk;
class DetailsTab;

/// The details of the selected connector, one tab for each kind. A tab is made when it is looked at for the first time: most starts of the
/// window need none or one.
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

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Page {
        std::function<DetailsTab *()> make;
        DetailsTab *tab = nullptr; ///< null until it was looked at
    };

    void add(std::function<DetailsTab *()> make, const QString &title, const char *name);
    void makeCurrent();

    QList<Page> m_pages; ///< by index of the tab
    ConnectorDesk *m_desk = nullptr;
    qint64 m_connectorId = 0;
};

} // namespace tallybridge

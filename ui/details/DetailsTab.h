#pragma once

#include <QWidget>

namespace tallybridge {

class ConnectorDesk;

/// One tab of a connector's details. It reads only when it is shown, and again when something of the connector changed.
class DetailsTab : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual void setDesk(ConnectorDesk &desk) { m_desk = &desk; }
    /// 0: none is selected.
    void setConnector(qint64 id);
    /// What is shown is no longer true.
    void markStale();

Q_SIGNALS:
    /// Something went wrong that the page above has to show.
    void failed(const QString &sentence);
    /// Something was done that the page above confirms.
    void done(const QString &sentence);

protected:
    /// Asks for what the tab shows; the answer may come when another connector is selected.
    virtual void reload() = 0;
    /// Another connector was selected: nothing of the former one may stay.
    virtual void clear() = 0;
    void showEvent(QShowEvent *event) override;

    ConnectorDesk &desk() const { return *m_desk; }
    qint64 connectorId() const { return m_connectorId; }
    /// Its name; empty when it is gone.
    QString connectorName() const;

private:
    ConnectorDesk *m_desk = nullptr;
    qint64 m_connectorId = 0;
    bool m_stale = false;
};

} // namespace tallybridge

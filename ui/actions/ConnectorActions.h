#pragma once

#include "engine/MappingFix.h"
#include "engine/OpenMatters.h"
#include "engine/VerifyResult.h"

#include <QDate>
#include <QObject>

class QWidget;

namespace tallybridge {

class Banner;
class ConnectorDesk;

/// What is done with a connector that needs a question or an answer on the screen.
class ConnectorActions : public QObject
{
    Q_OBJECT

public:
    /// All have to outlive the object; window is what dialogs belong to.
    ConnectorActions(ConnectorDesk &desk, Banner &banner, QWidget *window);

    void resync(qint64 id);
    void fixMapping(qint64 id, const QString &participant, const QDate &day);
    /// runId 0: the newest run.
    void report(qint64 id, qint64 runId);
    void remove(qint64 id);

private:
    void showVerified(qint64 id, const VerifyResult &result, bool repair);
    void assign(qint64 id, const MappingAssignment &assignment, bool retry);
    void undoAssign(qint64 id, const MappingChange &change);
    void writeReportFile(const QString &name, qint64 runId, const QString &file);
    void confirmRemoval(qint64 id, const OpenMatters &open);
    QString nameOf(qint64 id) const;

    ConnectorDesk &m_desk;
    Banner &m_banner;
    QWidget *m_window;
};

} // namespace tallybridge

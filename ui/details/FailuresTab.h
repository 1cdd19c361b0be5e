#pragma once

#include "ledger/FailureList.h"
#include "ui/details/DetailsTab.h"

#include <memory>

namespace tallybridge {

class FailureModel;
class TableModel;

namespace Ui {
class FailuresTab;
}

/// The failed and partial copies of a connector, grouped by reason, with what can be done about them.
class FailuresTab : public DetailsTab
{
    Q_OBJECT

public:
    explicit FailuresTab(QWidget *parent = nullptr);
    ~FailuresTab() override;

    void setDesk(ConnectorDesk &desk) override;

Q_SIGNALS:
    /// participant: number or address of the copy; day: UTC day of its item, may be invalid.
    void fixRequested(const QString &participant, const QDate &day);

protected:
    void reload() override;
    void clear() override;

private:
    void showGroups();
    void showGroup();
    void updateButtons();
    void waiveCopy();
    void waiveGroup();
    void waive(const WaiveRequest &request, const QString &explanation);
    FailureList::Filter filter() const;

    std::unique_ptr<Ui::FailuresTab> m_ui;
    TableModel *m_groups;
    FailureModel *m_copies = nullptr;
    std::vector<FailureGroup> m_counts;
};

} // namespace tallybridge

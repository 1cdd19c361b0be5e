#pragma once

#include "ui/details/DetailsTab.h"

#include <memory>

namespace tallybridge {

class TableModel;

namespace Ui {
class RunsTab;
}

/// All runs of a connector with their sums, newest first.
class RunsTab : public DetailsTab
{
    Q_OBJECT

public:
    explicit RunsTab(QWidget *parent = nullptr);
    ~RunsTab() override;

Q_SIGNALS:
    void reportRequested(qint64 runId);

protected:
    void reload() override;
    void clear() override;

private:
    std::unique_ptr<Ui::RunsTab> m_ui;
    TableModel *m_model;
};

} // namespace tallybridge

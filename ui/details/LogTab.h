#pragma once

#include "ui/details/DetailsTab.h"

#include <memory>

namespace tallybridge {

class TableModel;

namespace Ui {
class LogTab;
}

/// What else there is to know: notes of the newest runs, open findings, the audit.
class LogTab : public DetailsTab
{
    Q_OBJECT

public:
    explicit LogTab(QWidget *parent = nullptr);
    ~LogTab() override;

protected:
    void reload() override;
    void clear() override;

private:
    qint64 currentFinding() const; ///< 0: none is selected
    void explain();

    std::unique_ptr<Ui::LogTab> m_ui;
    TableModel *m_model;
};

} // namespace tallybridge

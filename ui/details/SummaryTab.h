#pragma once

#include "ui/details/DetailsTab.h"

#include <memory>

namespace tallybridge {

namespace Ui {
class SummaryTab;
}

/// What the newest run (or the one that is going on) came to, and the last 30 days.
class SummaryTab : public DetailsTab
{
    Q_OBJECT

public:
    explicit SummaryTab(QWidget *parent = nullptr);
    ~SummaryTab() override;

    void setDesk(ConnectorDesk &desk) override;

protected:
    void reload() override;
    void clear() override;

private:
    void showNumbers();

    std::unique_ptr<Ui::SummaryTab> m_ui;
};

} // namespace tallybridge

#pragma once

#include "ui/details/DetailsTab.h"

#include "ledger/DeliveryRecord.h"

#include <memory>
#include <vector>

namespace tallybridge {

class TableModel;

namespace Ui {
class QuarantineTab;
}

/// Deliveries that do not hold, why, and the decision about them.
class QuarantineTab : public DetailsTab
{
    Q_OBJECT

public:
    explicit QuarantineTab(QWidget *parent = nullptr);
    ~QuarantineTab() override;

protected:
    void reload() override;
    void clear() override;

private:
    const DeliveryRecord *current() const;
    void updateButtons();
    void decide(bool accept);

    std::unique_ptr<Ui::QuarantineTab> m_ui;
    TableModel *m_model;
    std::vector<DeliveryRecord> m_deliveries;
};

} // namespace tallybridge

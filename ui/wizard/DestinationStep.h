#pragma once

#include "ui/wizard/CheckedPage.h"

namespace tallybridge {

namespace Ui {
class DestinationStep;
}

/// Where copies go, and what consent that needs.
class DestinationStep : public CheckedPage
{
    Q_OBJECT

public:
    explicit DestinationStep(WizardState &state, QWidget *parent = nullptr);
    ~DestinationStep() override;

    void initializePage() override;

protected:
    void store() override;
    void check() override;

private:
    SetupDestination input() const;

    std::unique_ptr<Ui::DestinationStep> m_ui;
    QString m_other; ///< a destination that this page does not set up
};

} // namespace tallybridge

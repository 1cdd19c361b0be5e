#pragma once

#include "ui/wizard/CheckedPage.h"

namespace tallybridge {

namespace Ui {
class TypeStep;
}

/// Product description and *Before you begin*; the connector type is chosen here unless it is given.
class TypeStep : public CheckedPage
{
    Q_OBJECT

public:
    explicit TypeStep(WizardState &state, QWidget *parent = nullptr);
    ~TypeStep() override;

    void initializePage() override;

protected:
    void store() override;
    void check() override { pass(); }

private:
    void showType();
    void checkLive();

    std::unique_ptr<Ui::TypeStep> m_ui;
    int m_checkRevision = 0; ///< answers of an older one are dropped
};

} // namespace tallybridge

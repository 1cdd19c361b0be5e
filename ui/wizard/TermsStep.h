#pragma once

#include "ui/wizard/CheckedPage.h"

namespace tallybridge {

namespace Ui {
class TermsStep;
}

/// The terms of service, which have to be accepted.
class TermsStep : public CheckedPage
{
    Q_OBJECT

public:
    explicit TermsStep(WizardState &state, QWidget *parent = nullptr);
    ~TermsStep() override;

    void initializePage() override;

protected:
    bool isInputComplete() const override;
    void store() override;
    void check() override { pass(); }

private:
    void save();

    std::unique_ptr<Ui::TermsStep> m_ui;
};

} // namespace tallybridge

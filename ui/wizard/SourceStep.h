#pragma once

#include "ui/wizard/CheckedPage.h"

namespace tallybridge {

namespace Ui {
class SourceStep;
}

/// Login to TeleMessage, or a folder of deliveries. Next signs in and lists what lies there.
class SourceStep : public CheckedPage
{
    Q_OBJECT

public:
    explicit SourceStep(WizardState &state, QWidget *parent = nullptr);
    ~SourceStep() override;

    void initializePage() override;

protected:
    bool isInputComplete() const override;
    void store() override;
    void check() override;

private:
    SetupSource input() const;
    void updateForms();
    void showHostKey(const QString &fingerprint);
    void forgetHostKey();

    std::unique_ptr<Ui::SourceStep> m_ui;
    bool m_canSignIn = false;
    QString m_hostKey; ///< what the server showed, or what was accepted before
};

} // namespace tallybridge

#pragma once

#include "app/ConsentDesk.h"
#include "ui/wizard/CheckedPage.h"

namespace tallybridge {

namespace Ui {
class ConsentStep;
}

/// An administrator's consent to the access to Microsoft 365. Only access that was tried counts; who has to wait for somebody else may go
/// on without it.
class ConsentStep : public CheckedPage
{
    Q_OBJECT

public:
    explicit ConsentStep(WizardState &state, QWidget *parent = nullptr);
    ~ConsentStep() override;

    void initializePage() override;
    void abandon() override;
    QString helpTopic() const override { return QStringLiteral("microsoft365-setup"); }

protected:
    void store() override {}
    void check() override;

private:
    void giveConsent();
    void checkAgain(bool goOn);
    void signIn();
    void copyLink();
    /// What the access means for the chosen reach: goes on, or says what does not fit.
    void judge(bool goOn);
    void showState();
    void showAdministrator();
    void failWithWayOn(const QString &text);
    ConsentDesk::Steps steps(ReturnPages pages, const QString &checking);

    std::unique_ptr<Ui::ConsentStep> m_ui;
    QUrl m_page;               ///< that was opened in the browser
    bool m_goesOnAsIs = false; ///< the person has decided so
};

} // namespace tallybridge

#pragma once

#include "ui/wizard/CheckedPage.h"

namespace tallybridge {

namespace Ui {
class ReviewStep;
}

/// Every setting once more, what the first import would do, and the one step that stores.
class ReviewStep : public CheckedPage
{
    Q_OBJECT

public:
    explicit ReviewStep(WizardState &state, QWidget *parent = nullptr);
    ~ReviewStep() override;

    void initializePage() override;
    void cleanupPage() override;
    /// While the connector is being stored its answer is waited for, so that it can be taken back.
    void abandon() override;
    bool isStoring() const { return m_storing; }

Q_SIGNALS:
    /// The person wants to see the page with this id again.
    void changeRequested(int step);
    /// Storing was stopped, and nothing is left of it.
    void takenBack();

protected:
    bool isInputComplete() const override;
    void store() override;
    void check() override;

private:
    void showSettings();
    /// What a person can do about the keychain; empty when it is not about that.
    static QString keychainText(FailureCode code);
    void offerWithoutKeychain(const QString &words);
    QStringList tenantLines(const SetupTenant &tenant) const;
    bool keepsSecrets() const;
    void showPeople(const DryRun::Trial &trial);
    void proposeName();
    void count();
    void showTrial(const Sums &sums, qint64 mailboxes);
    void showProgress(const ProgressSnapshot &progress);
    void endCount(const Result<DryRun::Trial> &trial);

    std::unique_ptr<Ui::ReviewStep> m_ui;
    Operation m_counting;
    int m_countRevision = 0; ///< answers of an older one are dropped
    bool m_isCounting = false;
    bool m_storing = false;
    bool m_limitTouched = false;
    MappingReach m_reach = MappingReach::Unknown;
};

} // namespace tallybridge

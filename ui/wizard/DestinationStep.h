#pragma once

#include "identity/ClientCertificate.h"
#include "ui/wizard/CheckedPage.h"

namespace tallybridge {

namespace Ui {
class DestinationStep;
}

/// Where copies go: a local archive, or a tenant of Microsoft 365 and with what the app signs in there.
class DestinationStep : public CheckedPage
{
    Q_OBJECT

public:
    explicit DestinationStep(WizardState &state, QWidget *parent = nullptr);
    ~DestinationStep() override;

    void initializePage() override;
    /// Only Microsoft 365 needs a consent.
    int nextId() const override;
    QString helpTopic() const override;

Q_SIGNALS:
    void kindChanged(bool microsoft365);

protected:
    bool isInputComplete() const override;
    void store() override;
    void check() override;

private:
    void fillClouds(const QString &current);
    void readCredentials();
    void updateForms();
    SetupDestination input() const;
    void checkTenant();
    void makeCertificate();
    void saveCertificate();
    void useCertificate(const ClientCertificate &certificate, const QString &remark);

    std::unique_ptr<Ui::DestinationStep> m_ui;
    QString m_other;               ///< a destination that this page does not set up
    bool m_credentialsRead = true; ///< nothing is kept, or it is known what
    std::optional<ClientCertificate> m_certificate;
    bool m_hasClientSecret = false;
};

} // namespace tallybridge

#pragma once

#include "ui/wizard/WizardState.h"

#include <QWizard>

namespace tallybridge {

class CheckedPage;
class HelpWindow;
class MainWindow;
class ReviewStep;
class StepList;

/// Sets a connector up page by page, or changes one with the same pages. Nothing is stored before Finish. Open it with open(); it deletes
/// itself when closed.
class ConnectorWizard : public QWizard
{
    Q_OBJECT

public:
    enum class Step { Type, Terms, Source, Mapping, Destination, Consent, Review };

    /// A new connector of a type (empty: to be chosen). backend has to outlive the wizard.
    ConnectorWizard(Backend &backend, const QString &typeId, QWidget *parent = nullptr);
    /// Edits a connector. The terms are shown again only when others are in force by now.
    ConnectorWizard(Backend &backend, const Connector &connector, QWidget *parent = nullptr);
    ~ConnectorWizard() override;

    Step currentStep() const { return Step(currentId()); }
    void reject() override;
    /// How long a browser is waited for, and a consent to have its effect.
    void setPatience(std::chrono::milliseconds browser, std::chrono::milliseconds settling);

Q_SIGNALS:
    void connectorCreated(qint64 id);
    void connectorChanged(qint64 id);

private:
    ConnectorWizard(Backend &backend, SetupDraft draft, QWidget *parent);
    void addStep(Step step, CheckedPage *page);
    void showStep(int id);
    void goBackTo(int id);
    void showHelp();

    std::unique_ptr<WizardState> m_state;
    ReviewStep *m_review = nullptr;
    StepList *m_steps = nullptr;
    HelpWindow *m_help = nullptr;
    bool m_closing = false;
};

/// Lets a window add and edit connectors with the wizard; a new one is imported at once.
void installConnectorWizard(MainWindow &window, Backend &backend);

} // namespace tallybridge

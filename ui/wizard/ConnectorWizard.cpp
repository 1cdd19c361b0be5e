#include "ui/wizard/ConnectorWizard.h"

#include "ui/MainWindow.h"
#include "ui/common/Backend.h"
#include "ui/common/HelpWindow.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/wizard/ConsentStep.h"
#include "ui/wizard/DestinationStep.h"
#include "ui/wizard/MappingStep.h"
#include "ui/wizard/ReviewStep.h"
#include "ui/wizard/SourceStep.h"
#include "ui/wizard/StepList.h"
#include "ui/wizard/TermsStep.h"
#include "ui/wizard/TypeStep.h"

#include <QShortcut>

namespace tallybridge {

namespace {

SetupDraft newDraft(const QString &typeId)
{
    const ConnectorType *type = findConnectorType(typeId);
    return SetupDraft::ofNew(type ? *type : connectorTypes().front());
}

} // namespace

ConnectorWizard::ConnectorWizard(Backend &backend, const QString &typeId, QWidget *parent)
    : ConnectorWizard(backend, newDraft(typeId), parent)
{
    setWindowTitle(tr("Add a connector"));
}

ConnectorWizard::ConnectorWizard(Backend &backend, const Connector &connector, QWidget *parent)
    : ConnectorWizard(backend, SetupDraft::ofConnector(connector.name, *connector.type, connector.settings), parent)
{
    setWindowTitle(tr("Edit %1").arg(connector.name));
    setButtonText(FinishButton, tr("&Save"));
}

ConnectorWizard::ConnectorWizard(Backend &backend, SetupDraft draft, QWidget *parent)
    : QWizard(parent)
    , m_state(new WizardState{backend, std::move(draft), {}, {}, {}, {}, std::make_shared<SetupTraces>(backend.engine()), {}})
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWizardStyle(ModernStyle);
    setOption(NoBackButtonOnStartPage);
    setOption(HaveHelpButton);

    const bool termsInForce = m_state->draft.isEdit() && m_state->draft.termsSha256 == termsSha256();
    QStringList names;
    if (!m_state->draft.isEdit())
        addStep(Step::Type, new TypeStep(*m_state));
    if (!termsInForce)
        addStep(Step::Terms, new TermsStep(*m_state));
    addStep(Step::Source, new SourceStep(*m_state));
    addStep(Step::Mapping, new MappingStep(*m_state));
    auto *destination = new DestinationStep(*m_state);
    addStep(Step::Destination, destination);
    addStep(Step::Consent, new ConsentStep(*m_state));
    m_review = new ReviewStep(*m_state);
    addStep(Step::Review, m_review);
    const auto ids = pageIds();
    for (const int id : ids)
        names << page(id)->title();
    m_steps = new StepList(names);
    setSideWidget(m_steps);
    const int consent = int(ids.indexOf(int(Step::Consent)));
    connect(destination, &DestinationStep::kindChanged, m_steps,
            [this, consent](bool microsoft365) { m_steps->setNeeded(consent, microsoft365); });
    m_steps->setNeeded(consent, m_state->draft.destination.microsoft365.has_value());

    connect(new QShortcut(QKeySequence::HelpContents, this), &QShortcut::activated, this, &ConnectorWizard::showHelp);
    connect(this, &QWizard::helpRequested, this, &ConnectorWizard::showHelp);
    connect(this, &QWizard::currentIdChanged, this, &ConnectorWizard::showStep);
    connect(m_review, &ReviewStep::changeRequested, this, &ConnectorWizard::goBackTo);
    connect(m_review, &ReviewStep::takenBack, this, [this] {
        if (m_closing)
            QWizard::reject();
    });
    connect(this, &QDialog::accepted, this, [this] {
        if (m_state->draft.isEdit())
            Q_EMIT connectorChanged(m_state->result->id);
        else
            Q_EMIT connectorCreated(m_state->result->id);
    });
    connect(this, &QDialog::rejected, this, [this] {
        // The last one who holds the traces clears them away, which may take the keychain's time.
        m_state->backend.run(
            this, [traces = std::exchange(m_state->traces, nullptr)](ConnectorService &, const RunControl &) { return Result<void>(); },
            [](const Result<void> &) {});
    });
    const int unit = fontMetrics().height();
    resize(unit * 54, unit * 34);
}

ConnectorWizard::~ConnectorWizard() = default;

void ConnectorWizard::addStep(Step step, CheckedPage *page)
{
    setPage(int(step), page);
    connect(this, &QDialog::rejected, page, &CheckedPage::abandon);
}

void ConnectorWizard::showStep(int id)
{
    if (id < 0)
        return;
    m_steps->setCurrent(int(pageIds().indexOf(id)));
    page(id)->setFocus();
}

void ConnectorWizard::goBackTo(int id)
{
    while (currentId() > id && currentId() != startId())
        back();
}

void ConnectorWizard::showHelp()
{
    if (!m_help)
        m_help = new HelpWindow(this);
    m_help->showTopic(qobject_cast<CheckedPage *>(currentPage())->helpTopic());
    m_help->show();
    m_help->raise();
}

void ConnectorWizard::setPatience(std::chrono::milliseconds browser, std::chrono::milliseconds settling)
{
    m_state->browserPatience = browser;
    m_state->consentSettling = settling;
}

void ConnectorWizard::reject()
{
    // What is being stored has to be taken back before the wizard goes.
    if (m_review->isStoring()) {
        m_closing = true;
        m_review->abandon();
        return;
    }
    QWizard::reject();
}

void installConnectorWizard(MainWindow &window, Backend &backend)
{
    window.setAddConnector([&window, &backend](const QString &typeId) {
        auto *wizard = new ConnectorWizard(backend, typeId, &window);
        QObject::connect(wizard, &ConnectorWizard::connectorCreated, &window, &MainWindow::importNewConnector);
        wizard->open();
    });
    window.setEditConnector([&window, &backend](qint64 id) {
        const ConnectorEntry *entry = window.desk().find(id);
        if (!entry || !entry->connector.type)
            return;
        auto *wizard = new ConnectorWizard(backend, entry->connector, &window);
        QObject::connect(wizard, &ConnectorWizard::connectorChanged, &window.desk(), &ConnectorDesk::noteChange);
        wizard->open();
    });
}

} // namespace tallybridge

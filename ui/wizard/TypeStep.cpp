#include "ui/wizard/TypeStep.h"

#include "ui/overview/BeforeYouBegin.h"
#include "ui/overview/TypeText.h"
#include "ui_TypeStep.h"

namespace tallybridge {

TypeStep::TypeStep(WizardState &state, QWidget *parent) : CheckedPage(state, parent), m_ui(std::make_unique<Ui::TypeStep>())
{
    m_ui->setupUi(this);
    setForm(m_ui->banner, m_ui->busy, m_ui->type);
    for (const ConnectorType &type : connectorTypes())
        m_ui->type->addItem(type.displayName, QString(type.id));
    connect(m_ui->type, &QComboBox::currentIndexChanged, this, [this] {
        inputChanged();
        showType();
    });
}

TypeStep::~TypeStep() = default;

void TypeStep::initializePage()
{
    m_ui->type->setCurrentIndex(m_ui->type->findData(QString(state().draft.type->id)));
    showType();
}

void TypeStep::store()
{
    state().draft.type = findConnectorType(m_ui->type->currentData().toString());
}

void TypeStep::showType()
{
    store();
    const ConnectorType &type = *state().draft.type;
    m_ui->description->setText(typeDescription(type));
    m_ui->notVerified->setVisible(!type.verified);
    checkLive();
}

void TypeStep::checkLive()
{
    const int revision = ++m_checkRevision;
    const ConnectorType &type = *state().draft.type;
    m_ui->checklist->setItems(beforeYouBegin(type, {}));
    m_ui->checkedWith->setText(tr("What the program can check itself it checks on the next pages."));
    // What another connector of the same type shows is true for this one too.
    state().backend.run(
        this,
        [&type](ConnectorService &service, const RunControl &control) -> Result<std::pair<QString, std::vector<CheckResult>>> {
            const auto connectors = service.list();
            if (!connectors)
                return connectors.failure();
            for (const Connector &connector : *connectors) {
                if (connector.type != &type)
                    continue;
                auto results = service.check(connector.name, control.cancel);
                if (!results)
                    return results.failure();
                return std::pair(connector.name, std::move(*results));
            }
            return std::pair(QString(), std::vector<CheckResult>());
        },
        [this, revision, &type](const Result<std::pair<QString, std::vector<CheckResult>>> &checked) {
            if (revision != m_checkRevision || !checked || checked->first.isEmpty())
                return;
            m_ui->checklist->setItems(beforeYouBegin(type, checked->second));
            m_ui->checkedWith->setText(tr("Checked live with the connector \"%1\".").arg(checked->first));
        });
}

} // namespace tallybridge

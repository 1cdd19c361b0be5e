#include "ui/overview/TypePage.h"

#include "ui/common/Backend.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/overview/BeforeYouBegin.h"
#include "ui/overview/TypeText.h"
#include "ui_TypePage.h"

namespace tallybridge {

TypePage::TypePage(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::TypePage>())
{
    m_ui->setupUi(this);
    QFont font = m_ui->title->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.3);
    m_ui->title->setFont(font);
    m_ui->add->hide();
    connect(m_ui->back, &QPushButton::clicked, this, &TypePage::backRequested);
    connect(m_ui->check, &QPushButton::clicked, this, &TypePage::runChecks);
    connect(m_ui->add, &QPushButton::clicked, this, [this] { Q_EMIT addRequested(m_type->id); });
}

TypePage::~TypePage() = default;

void TypePage::setCanAdd(bool canAdd)
{
    m_ui->add->setVisible(canAdd);
}

void TypePage::focusFirst()
{
    if (m_ui->add->isVisibleTo(this))
        m_ui->add->setFocus();
    else
        m_ui->back->setFocus();
}

void TypePage::showType(const ConnectorType &type)
{
    m_type = &type;
    m_ui->title->setText(type.displayName);
    m_ui->description->setText(typeDescription(type));
    m_ui->notVerified->setVisible(!type.verified);
    runChecks();
}

void TypePage::runChecks()
{
    m_check.cancel();
    const int revision = ++m_checkRevision;
    m_ui->checklist->setItems(beforeYouBegin(*m_type, {}));
    const ConnectorEntry *connector = nullptr;
    for (const ConnectorEntry &entry : m_desk->entries()) {
        if (entry.connector.type == m_type)
            connector = &entry;
    }
    m_ui->check->setEnabled(connector != nullptr);
    if (!connector) {
        m_ui->checkedWith->setText(tr("What the program can check it checks live as soon as there is a connector of this type."));
        return;
    }
    const QString name = connector->connector.name;
    m_ui->checkedWith->setText(tr("Checking the connector \"%1\"…").arg(name));
    m_check = m_desk->backend().run(
        this, [name](ConnectorService &service, const RunControl &control) { return service.check(name, control.cancel); },
        [this, revision, name](const Result<std::vector<CheckResult>> &checks) {
            if (revision != m_checkRevision)
                return;
            m_ui->checkedWith->setText(checks ? tr("Checked live with the connector \"%1\".").arg(name)
                                              : tr("The connector \"%1\" could not be checked.").arg(name));
            if (checks)
                m_ui->checklist->setItems(beforeYouBegin(*m_type, *checks));
        });
}

} // namespace tallybridge

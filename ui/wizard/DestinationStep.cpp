#include "ui/wizard/DestinationStep.h"

#include "ui/common/FileChoice.h"
#include "ui_DestinationStep.h"

#include <QDir>

namespace tallybridge {

DestinationStep::DestinationStep(WizardState &state, QWidget *parent)
    : CheckedPage(state, parent), m_ui(std::make_unique<Ui::DestinationStep>())
{
    m_ui->setupUi(this);
    m_other = state.draft.destination.other;
    if (m_other.isEmpty()) {
        setForm(m_ui->banner, m_ui->busy, m_ui->local);
    } else {
        setForm(m_ui->banner, m_ui->busy, m_ui->domains);
        m_ui->local->setEnabled(false);
        m_ui->localForm->hide();
        m_ui->microsoft365->setChecked(true);
        m_ui->microsoftText->setText(
            tr("This connector writes to %1. Here that stays as it is; \"tallybridgectl connector edit\" changes it.").arg(m_other));
    }
    connect(m_ui->archive, &QLineEdit::textChanged, this, &DestinationStep::inputChanged);
    connect(m_ui->domains, &QLineEdit::textChanged, this, &DestinationStep::inputChanged);
    connect(m_ui->browse, &QPushButton::clicked, this, [this] {
        chooseFolder(this, tr("Folder of the archive"), m_ui->archive->text(),
                     [this](const QString &path) { m_ui->archive->setText(QDir::toNativeSeparators(path)); });
    });
}

DestinationStep::~DestinationStep() = default;

void DestinationStep::initializePage()
{
    const SetupDestination &destination = state().draft.destination;
    // A check of before was made with another source and mapping.
    forgetAnswer();
    if (destination == input())
        return;
    m_ui->archive->setText(QDir::toNativeSeparators(destination.folder));
    m_ui->domains->setText(destination.domains.join(tr(", ")));
}

SetupDestination DestinationStep::input() const
{
    return {QDir::fromNativeSeparators(m_ui->archive->text().trimmed()), SetupDestination::splitDomains(m_ui->domains->text()), m_other};
}

void DestinationStep::store()
{
    state().draft.destination = input();
    state().reached.reset();
}

void DestinationStep::check()
{
    ask(
        tr("Checking the destination…"),
        [draft = state().draft](const SetupSession &session, const RunControl &control) {
            return session.tryDestination(draft, control.cancel);
        },
        [this](const Result<SetupDestination> &reached) {
            if (!reached) {
                fail(reached.failure());
                return;
            }
            state().reached = *reached;
            pass();
        });
}

} // namespace tallybridge

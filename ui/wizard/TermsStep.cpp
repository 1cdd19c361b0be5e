#include "ui/wizard/TermsStep.h"

#include "cli/wording/FailureText.h"
#include "ui/common/FileChoice.h"
#include "ui/common/Paragraphs.h"
#include "ui_TermsStep.h"

#include <QDir>

namespace tallybridge {

TermsStep::TermsStep(WizardState &state, QWidget *parent) : CheckedPage(state, parent), m_ui(std::make_unique<Ui::TermsStep>())
{
    m_ui->setupUi(this);
    setForm(m_ui->banner, m_ui->busy, m_ui->text);
    m_ui->text->setPlainText(joinedParagraphs(termsText()));
    connect(m_ui->accept, &QCheckBox::toggled, this, &TermsStep::inputChanged);
    connect(m_ui->save, &QPushButton::clicked, this, &TermsStep::save);
}

TermsStep::~TermsStep() = default;

void TermsStep::initializePage()
{
    m_ui->accept->setChecked(state().draft.termsSha256 == termsSha256());
}

bool TermsStep::isInputComplete() const
{
    return m_ui->accept->isChecked();
}

void TermsStep::store()
{
    state().draft.termsSha256 = m_ui->accept->isChecked() ? termsSha256() : QString();
}

void TermsStep::save()
{
    chooseFileToSave(this, tr("Save the terms of service"), tr("Tallybridge terms of service.txt"), tr("Text files (*.txt)"),
                     [this](const QString &file) {
                         state().backend.run(
                             this, [file](ConnectorService &, const RunControl &) { return SetupSession::saveTerms(file); },
                             [this, file](const Result<void> &saved) {
                                 if (saved)
                                     m_ui->banner->show(Banner::Kind::Success, tr("Saved as %1.").arg(QDir::toNativeSeparators(file)));
                                 else
                                     m_ui->banner->showFailure(saved.failure());
                             });
                     });
}

} // namespace tallybridge

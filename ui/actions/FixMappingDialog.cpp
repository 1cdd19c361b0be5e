#include "ui/actions/FixMappingDialog.h"

#include "ui_FixMappingDialog.h"

#include <QPushButton>

namespace tallybridge {

FixMappingDialog::FixMappingDialog(const PhoneNumber &number, const QDate &day, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::FixMappingDialog>()), m_number(number)
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->number->setText(number.digits());
    m_ui->explanation->setMinimumWidth(fontMetrics().averageCharWidth() * 50);
    if (day.isValid())
        m_ui->from->setDate(day);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setText(tr("&Assign"));
    connect(m_ui->mailbox, &QLineEdit::textChanged, this, &FixMappingDialog::updateButtons);
    connect(this, &QDialog::accepted, this, [this] {
        const auto mailbox = MailAddress::parse(m_ui->mailbox->text().trimmed());
        if (mailbox)
            Q_EMIT confirmed({m_number, *mailbox, m_ui->limited->isChecked() ? m_ui->from->date() : QDate()}, m_ui->retry->isChecked());
    });
    m_ui->suggestions->addItem(tr("Choose…"));
    m_ui->suggestions->hide();
    m_ui->suggestionsLabel->hide();
    connect(m_ui->suggestions, &QComboBox::activated, this, [this](int index) {
        if (const QString mailbox = m_ui->suggestions->itemData(index).toString(); !mailbox.isEmpty())
            m_ui->mailbox->setText(mailbox);
    });
    updateButtons();
    m_ui->mailbox->setFocus();
}

FixMappingDialog::~FixMappingDialog() = default;

void FixMappingDialog::showSuggestions(const std::vector<NumberSuggestion> &suggestions)
{
    for (const NumberSuggestion &suggestion : suggestions) {
        //: %1 is a mailbox address, %2 the person's name, %3 the number as the directory has it
        m_ui->suggestions->addItem(tr("%1 (%2, %3)").arg(suggestion.mailbox.text(), suggestion.name, suggestion.number),
                                   suggestion.mailbox.text());
    }
    m_ui->suggestions->setVisible(!suggestions.empty());
    m_ui->suggestionsLabel->setVisible(!suggestions.empty());
}

void FixMappingDialog::updateButtons()
{
    const auto mailbox = MailAddress::parse(m_ui->mailbox->text().trimmed());
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(mailbox && !mailbox->isUnderInvalid());
}

} // namespace tallybridge

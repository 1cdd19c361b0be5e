#include "ui/common/ReasonDialog.h"

#include "ui_ReasonDialog.h"

#include <QPushButton>

namespace tallybridge {

ReasonDialog::ReasonDialog(const QString &title, const QString &explanation, const QString &buttonText, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::ReasonDialog>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_ui->explanation->setText(explanation);
    m_ui->explanation->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    QPushButton *ok = m_ui->buttons->button(QDialogButtonBox::Ok);
    ok->setText(buttonText);
    ok->setEnabled(false);
    connect(m_ui->because, &QLineEdit::textChanged, ok, [ok](const QString &text) { ok->setEnabled(!text.trimmed().isEmpty()); });
    connect(this, &QDialog::accepted, this, [this] { Q_EMIT confirmed(m_ui->because->text().trimmed()); });
    m_ui->because->setFocus();
}

ReasonDialog::~ReasonDialog() = default;

} // namespace tallybridge

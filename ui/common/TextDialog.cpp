#include "ui/common/TextDialog.h"

#include "ui_TextDialog.h"

namespace tallybridge {

TextDialog::TextDialog(const QString &title, const QString &plainText, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::TextDialog>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_ui->text->setAccessibleName(title);
    m_ui->text->setPlainText(plainText);
}

TextDialog::~TextDialog() = default;

} // namespace tallybridge

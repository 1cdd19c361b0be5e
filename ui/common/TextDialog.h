#pragma once

#include <QDialog>
#include <memory>

namespace tallybridge {

namespace Ui {
class TextDialog;
}

/// Shows a long text that can be scrolled, selected and copied. Open it with open(); it deletes itself when closed.
class TextDialog : public QDialog
{
    Q_OBJECT

public:
    TextDialog(const QString &title, const QString &plainText, QWidget *parent);
    ~TextDialog() override;

private:
    std::unique_ptr<Ui::TextDialog> m_ui;
};

} // namespace tallybridge

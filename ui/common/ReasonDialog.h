#pragma once

#include <QDialog>
#include <memory>

namespace tallybridge {

namespace Ui {
class ReasonDialog;
}

/// Asks for the reason of a decision that cannot be taken back; it goes into the audit. Open it with open(); it deletes itself when closed.
class ReasonDialog : public QDialog
{
    Q_OBJECT

public:
    /// explanation: what will happen, in sentences; buttonText: what the button does.
    ReasonDialog(const QString &title, const QString &explanation, const QString &buttonText, QWidget *parent);
    ~ReasonDialog() override;

Q_SIGNALS:
    /// because: not empty, without blanks at its ends.
    void confirmed(const QString &because);

private:
    std::unique_ptr<Ui::ReasonDialog> m_ui;
};

} // namespace tallybridge

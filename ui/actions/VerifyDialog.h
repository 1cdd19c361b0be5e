#pragma once

#include "engine/VerifyResult.h"

#include <QDialog>
#include <memory>

namespace tallybridge {

namespace Ui {
class VerifyDialog;
}

/// What reading the mailboxes back came to, with the list of what is missing and the choice to import that again. Open it with open(); it
/// deletes itself when closed.
class VerifyDialog : public QDialog
{
    Q_OBJECT

public:
    VerifyDialog(const QString &connector, const VerifyResult &result, bool repaired, QWidget *parent);
    ~VerifyDialog() override;

Q_SIGNALS:
    void repairRequested();

private:
    std::unique_ptr<Ui::VerifyDialog> m_ui;
};

} // namespace tallybridge

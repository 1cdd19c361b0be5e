#pragma once

#include "app/Operation.h"

#include <QDate>
#include <QDialog>
#include <memory>

namespace tallybridge {

class Backend;

namespace Ui {
class ResyncDialog;
}

/// Asks for the delivery dates to read again and shows, by a dry run, what that would touch. Open it with open(); it deletes itself when
/// closed.
class ResyncDialog : public QDialog
{
    Q_OBJECT

public:
    ResyncDialog(Backend &backend, const QString &connector, QWidget *parent);
    ~ResyncDialog() override;

Q_SIGNALS:
    void confirmed(const QDate &from, const QDate &to);

private:
    void preview();
    void forgetPreview();

    std::unique_ptr<Ui::ResyncDialog> m_ui;
    Backend &m_backend;
    QString m_connector;
    int m_revision = 0; ///< answers of an older preview are dropped
    Operation m_preview;
};

} // namespace tallybridge

#include "ui/actions/VerifyDialog.h"

#include "ui/common/TableModel.h"
#include "ui/common/TableSetup.h"
#include "ui/connectors/ConnectorText.h"
#include "ui_VerifyDialog.h"

#include <QPushButton>

namespace tallybridge {

VerifyDialog::VerifyDialog(const QString &connector, const VerifyResult &result, bool repaired, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::VerifyDialog>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Verify \"%1\"").arg(connector));
    QStringList lines{tr("Copies looked for: %1. Present: %2; moved by the user: %3; missing: %4; could not be checked: %5.")
                          .arg(countText(result.checked), countText(result.present), countText(result.moved), countText(result.missing),
                               countText(result.unchecked))};
    if (result.cancelled)
        lines << tr("Verify was stopped before its end.");
    if (repaired)
        lines << tr("Imported again: %1.").arg(countText(result.repaired));
    else if (result.missing > 0)
        lines << tr("Repair imports the missing copies again and changes nothing else.");
    if (result.missing > qint64(result.missingCopies.size()))
        lines << tr("The list shows the first %1 of them.").arg(countText(qint64(result.missingCopies.size())));
    m_ui->summary->setText(lines.join(QLatin1Char('\n')));

    auto *model = new TableModel({tr("Mailbox"), tr("Item"), tr("Delivery")}, -1, this);
    std::vector<TableModel::Row> rows;
    for (const MissingCopy &copy : result.missingCopies)
        rows.push_back({copy.copyId, {}, {copy.mailbox, copy.item, copy.delivery}});
    model->setRows(std::move(rows));
    m_ui->missing->setModel(model);
    setUpTable(m_ui->missing, {34, 26});
    m_ui->missing->setVisible(!result.missingCopies.empty());
    if (result.missingCopies.empty())
        adjustSize();
    if (!repaired && result.missing > 0 && !result.cancelled) {
        auto *repair = m_ui->buttons->addButton(tr("&Repair"), QDialogButtonBox::ActionRole);
        connect(repair, &QPushButton::clicked, this, [this] {
            Q_EMIT repairRequested();
            accept();
        });
    }
}

VerifyDialog::~VerifyDialog() = default;

} // namespace tallybridge

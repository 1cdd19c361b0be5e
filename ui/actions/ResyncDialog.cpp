#include "ui/actions/ResyncDialog.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/RunStateText.h"
#include "ui/common/Backend.h"
#include "ui/connectors/ConnectorText.h"
#include "ui_ResyncDialog.h"

#include <QPushButton>

namespace tallybridge {

ResyncDialog::ResyncDialog(Backend &backend, const QString &connector, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::ResyncDialog>()), m_backend(backend), m_connector(connector)
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->explanation->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    const QDate today = backend.engine().clock->now().date();
    m_ui->to->setDate(today);
    m_ui->from->setDate(today.addDays(-7));
    m_ui->buttons->button(QDialogButtonBox::Ok)->setText(tr("&Start"));
    connect(m_ui->from, &QDateEdit::dateChanged, this, &ResyncDialog::forgetPreview);
    connect(m_ui->to, &QDateEdit::dateChanged, this, &ResyncDialog::forgetPreview);
    connect(m_ui->preview, &QPushButton::clicked, this, &ResyncDialog::preview);
    connect(this, &QDialog::finished, this, [this] { m_preview.cancel(); });
    connect(this, &QDialog::accepted, this, [this] { Q_EMIT confirmed(m_ui->from->date(), m_ui->to->date()); });
    forgetPreview();
}

ResyncDialog::~ResyncDialog() = default;

void ResyncDialog::forgetPreview()
{
    ++m_revision;
    m_preview.cancel();
    const bool usable = m_ui->from->date() <= m_ui->to->date();
    m_ui->result->setText(usable ? QString() : tr("The first day lies after the last one."));
    m_ui->preview->setEnabled(usable);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(usable);
}

void ResyncDialog::preview()
{
    forgetPreview();
    const int revision = m_revision;
    m_ui->preview->setEnabled(false);
    m_ui->result->setText(tr("Reading…"));
    const SyncRequest request{m_ui->from->date(), m_ui->to->date(), true};
    m_preview = m_backend.run(
        this,
        [name = m_connector, request](ConnectorService &service, const RunControl &control) {
            return service.sync(name, request, control);
        },
        [this, revision](const Result<RunRecord> &run) {
            if (revision != m_revision)
                return;
            m_ui->preview->setEnabled(true);
            if (!run) {
                m_ui->result->setText(failureText(run.failure()));
                return;
            }
            const Sums &sums = run->sums;
            m_ui->result->setText(tr("%1 items; %2 copies: %3 to import, %4 partial, %5 there already, %6 would fail.")
                                      .arg(countText(sums.availableFromSource), countText(sums.availableForImport()),
                                           countText(sums.imported), countText(sums.partial), countText(sums.skipped),
                                           countText(sums.failed)));
        },
        [this, revision](const ProgressSnapshot &progress) {
            if (revision == m_revision)
                m_ui->result->setText(
                    tr("Reading: %1 of %2 deliveries").arg(countText(progress.deliveriesDone), countText(progress.deliveriesTotal)));
        });
}

} // namespace tallybridge

#include "ui/details/QuarantineTab.h"

#include "cli/wording/FailureText.h"
#include "ui/common/Backend.h"
#include "ui/common/Icons.h"
#include "ui/common/ReasonDialog.h"
#include "ui/common/TableModel.h"
#include "ui/common/TableSetup.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui_QuarantineTab.h"

namespace tallybridge {

QuarantineTab::QuarantineTab(QWidget *parent)
    : DetailsTab(parent)
    , m_ui(std::make_unique<Ui::QuarantineTab>())
    , m_model(new TableModel({tr("Delivery"), tr("Declared"), tr("Found"), tr("First seen"), tr("Why")}, 0, this))
{
    m_ui->setupUi(this);
    m_ui->deliveries->setModel(m_model);
    setUpTable(m_ui->deliveries, {44, 10, 10, 20});
    connect(m_ui->deliveries->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &QuarantineTab::updateButtons);
    connect(m_ui->accept, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_ui->discard, &QPushButton::clicked, this, [this] { decide(false); });
    updateButtons();
}

QuarantineTab::~QuarantineTab() = default;

void QuarantineTab::clear()
{
    m_deliveries.clear();
    m_model->setRows({});
    updateButtons();
}

void QuarantineTab::reload()
{
    const qint64 id = connectorId();
    desk().backend().read(
        this, [name = connectorName()](ConnectorService &service) { return service.quarantine(name); },
        [this, id](Result<std::vector<DeliveryRecord>> deliveries) {
            if (id != connectorId())
                return;
            if (!deliveries) {
                Q_EMIT failed(failureText(deliveries.failure()));
                return;
            }
            m_deliveries = std::move(*deliveries);
            std::vector<TableModel::Row> rows;
            for (const DeliveryRecord &delivery : m_deliveries) {
                rows.push_back({delivery.id,
                                glyphIcon(Glyph::Warning),
                                {delivery.name, delivery.declaredCount, delivery.foundCount, delivery.firstSeen,
                                 failureText(delivery.problemCode, delivery.problemArguments)}});
            }
            m_model->setRows(std::move(rows));
            if (!m_deliveries.empty() && !m_ui->deliveries->currentIndex().isValid())
                m_ui->deliveries->setCurrentIndex(m_model->index(0, 0));
            updateButtons();
        });
}

const DeliveryRecord *QuarantineTab::current() const
{
    const int row = m_ui->deliveries->currentIndex().row();
    return row >= 0 && size_t(row) < m_deliveries.size() ? &m_deliveries[size_t(row)] : nullptr;
}

void QuarantineTab::updateButtons()
{
    const DeliveryRecord *delivery = current();
    m_ui->accept->setEnabled(delivery && delivery->acceptable);
    m_ui->discard->setEnabled(delivery != nullptr);
    if (!delivery) {
        m_ui->problem->setText(tr("No delivery is in quarantine."));
        return;
    }
    QString text = failureText(delivery->problemCode, delivery->problemArguments);
    if (!delivery->acceptable)
        text += QLatin1Char('\n') + tr("What is wrong with it cannot be accepted by hand; it can only be discarded.");
    m_ui->problem->setText(text);
}

void QuarantineTab::decide(bool accept)
{
    const DeliveryRecord *delivery = current();
    if (!delivery)
        return;
    const QString explanation =
        accept ? tr("\"%1\" is imported with the next sync as it is; what its manifest lists and the ZIP does not hold becomes a failed "
                    "copy. This cannot be undone.")
               : tr("\"%1\" stays at the source and is never imported. This cannot be undone.");
    auto *dialog = new ReasonDialog(accept ? tr("Accept delivery") : tr("Discard delivery"), explanation.arg(delivery->name),
                                    accept ? tr("&Accept") : tr("&Discard"), this);
    connect(dialog, &ReasonDialog::confirmed, this,
            [this, accept, id = connectorId(), name = connectorName(), file = delivery->name](const QString &because) {
                desk().backend().run(
                    this,
                    [=](ConnectorService &service, const RunControl &) {
                        return accept ? service.acceptDelivery(name, file, because) : service.discardDelivery(name, file, because);
                    },
                    [this, id, accept](const Result<void> &decided) {
                        if (decided)
                            Q_EMIT done(accept ? tr("Accepted; the next sync imports it.") : tr("Discarded."));
                        else
                            Q_EMIT failed(failureText(decided.failure()));
                        desk().noteChange(id);
                    });
            });
    dialog->open();
}

} // namespace tallybridge

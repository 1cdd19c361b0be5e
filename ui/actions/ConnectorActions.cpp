#include "ui/actions/ConnectorActions.h"

#include "ui/actions/FixMappingDialog.h"
#include "ui/actions/ReportWriter.h"
#include "ui/actions/ResyncDialog.h"
#include "ui/actions/VerifyDialog.h"
#include "ui/common/Backend.h"
#include "ui/common/Banner.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/connectors/ConnectorText.h"

#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace tallybridge {

ConnectorActions::ConnectorActions(ConnectorDesk &desk, Banner &banner, QWidget *window)
    : QObject(window), m_desk(desk), m_banner(banner), m_window(window)
{
    connect(&desk, &ConnectorDesk::verifyFinished, this, &ConnectorActions::showVerified);
}

QString ConnectorActions::nameOf(qint64 id) const
{
    const ConnectorEntry *entry = m_desk.find(id);
    return entry ? entry->connector.name : QString();
}

void ConnectorActions::resync(qint64 id)
{
    auto *dialog = new ResyncDialog(m_desk.backend(), nameOf(id), m_window);
    connect(dialog, &ResyncDialog::confirmed, this, [this, id](const QDate &from, const QDate &to) { m_desk.sync(id, from, to); });
    dialog->open();
}

void ConnectorActions::showVerified(qint64 id, const VerifyResult &result, bool repair)
{
    auto *dialog = new VerifyDialog(nameOf(id), result, repair, m_window);
    // The operation's end is still being told; the connector is free afterwards.
    connect(
        dialog, &VerifyDialog::repairRequested, this, [this, id] { m_desk.verify(id, true); }, Qt::QueuedConnection);
    dialog->open();
}

void ConnectorActions::fixMapping(qint64 id, const QString &participant, const QDate &day)
{
    const auto number = PhoneNumber::fromInternational(participant);
    if (!number)
        return;
    auto *dialog = new FixMappingDialog(*number, day, m_window);
    connect(dialog, &FixMappingDialog::confirmed, this,
            [this, id](const MappingAssignment &assignment, bool retry) { assign(id, assignment, retry); });
    // Looks on while the dialog is open; without an answer nobody misses anything.
    const Operation asking = m_desk.backend().run(
        dialog,
        [name = nameOf(id), number = *number](ConnectorService &service, const RunControl &control) {
            return service.suggestMailboxes(name, number, control.cancel);
        },
        [dialog](const Result<std::vector<NumberSuggestion>> &suggestions) {
            if (suggestions)
                dialog->showSuggestions(*suggestions);
        });
    connect(dialog, &QDialog::finished, this, [asking] { asking.cancel(); });
    dialog->open();
}

void ConnectorActions::assign(qint64 id, const MappingAssignment &assignment, bool retry)
{
    m_desk.backend().run(
        this,
        [name = nameOf(id), assignment](ConnectorService &service, const RunControl &) { return service.assignMailbox(name, assignment); },
        [this, id, assignment, retry](const Result<MappingChange> &change) {
            if (!change) {
                m_banner.showFailure(change.failure());
                return;
            }
            m_banner.show(Banner::Kind::Success, tr("%1 belongs to %2 now.").arg(assignment.number.digits(), assignment.mailbox.text()),
                          tr("&Undo mapping"), [this, id, change = *change] { undoAssign(id, change); });
            m_desk.noteChange(id);
            if (retry)
                m_desk.retry(id);
        });
}

void ConnectorActions::undoAssign(qint64 id, const MappingChange &change)
{
    m_desk.backend().run(
        this,
        [name = nameOf(id), change](ConnectorService &service, const RunControl &) { return service.undoAssignMailbox(name, change); },
        [this, id](const Result<void> &undone) {
            if (undone)
                m_banner.show(Banner::Kind::Success, tr("The mapping is as it was before. Copies that were imported meanwhile stay."));
            else
                m_banner.showFailure(undone.failure());
            m_desk.noteChange(id);
        });
}

void ConnectorActions::report(qint64 id, qint64 runId)
{
    const QString name = nameOf(id);
    auto *dialog = new QFileDialog(m_window, tr("Save report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("PDF for auditors (*.pdf)"), tr("CSV for spreadsheets (*.csv)"), tr("JSON for programs (*.json)")});
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const qsizetype dot = filter.lastIndexOf(QLatin1Char('.'));
        dialog->setDefaultSuffix(filter.mid(dot + 1).chopped(1));
    });
    QString safe;
    for (const QChar c : name)
        safe += c.isLetterOrNumber() ? c : QLatin1Char('-');
    dialog->selectFile(runId == 0 ? safe : safe + QLatin1Char('-') + QString::number(runId));
    connect(dialog, &QFileDialog::fileSelected, this, [this, name, runId](const QString &file) { writeReportFile(name, runId, file); });
    dialog->open();
}

void ConnectorActions::writeReportFile(const QString &name, qint64 runId, const QString &file)
{
    const ReportFormat format = file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)    ? ReportFormat::Csv
                                : file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) ? ReportFormat::Json
                                                                                             : ReportFormat::Pdf;
    m_desk.backend().run(
        this,
        [=](ConnectorService &service, const RunControl &) -> Result<void> {
            const auto report = service.report(name, runId);
            if (!report)
                return report.failure();
            return writeReport(*report, format, file);
        },
        [this, file](const Result<void> &written) {
            if (written)
                m_banner.show(Banner::Kind::Success, tr("The report was saved as \"%1\".").arg(QDir::toNativeSeparators(file)));
            else
                m_banner.showFailure(written.failure());
        });
}

void ConnectorActions::remove(qint64 id)
{
    m_desk.backend().read(
        this, [name = nameOf(id)](ConnectorService &service) { return service.openMatters(name); },
        [this, id](const Result<OpenMatters> &open) {
            if (open)
                confirmRemoval(id, *open);
            else
                m_banner.showFailure(open.failure());
        });
}

void ConnectorActions::confirmRemoval(qint64 id, const OpenMatters &open)
{
    const ConnectorEntry *entry = m_desk.find(id);
    if (!entry)
        return;
    qint64 unsettled = 0;
    for (const FailureGroup &group : open.failures)
        unsettled += group.count;
    QString waiting;
    if (!open.isEmpty())
        waiting =
            tr("Still waiting for a person: unsettled copies: %1; deliveries in quarantine: %2; open findings: %3. The audit keeps that "
               "they were open.")
                .arg(countText(unsettled), countText(open.quarantined.size()), countText(qint64(open.findings.size()))) +
            QLatin1String("\n\n");
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Remove connector"), tr("Remove the connector \"%1\"?").arg(entry->connector.name),
                                QMessageBox::NoButton, m_window);
    box->setObjectName(QStringLiteral("removeBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(waiting +
                            tr("Deleted: its settings, runs, lists of failures and receipts in the ledger. This cannot be undone.\n\n"
                               "Kept: the mails in the destination (%1), the deliveries at the source (%2) and the audit.")
                                .arg(entry->connector.settings.destination, entry->connector.settings.source));
    QPushButton *remove = box->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(remove, &QPushButton::clicked, this, [this, id] { m_desk.remove(id); });
    box->open();
}

} // namespace tallybridge

#include "ui/actions/ReportWriter.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/NoteText.h"
#include "cli/wording/Phrase.h"
#include "cli/wording/ReasonText.h"
#include "cli/wording/RunStateText.h"
#include "engine/RecordJson.h"
#include "engine/ReportCsv.h"
#include "engine/ReportJson.h"
#include "ui/connectors/ConnectorText.h"

#include <QCoreApplication>
#include <QDir>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr size_t longestList = 2000;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Report)
};

// Times of a report are the same whoever reads it where.
QString utcText(const QDateTime &time)
{
    return time.isValid() ? QString(time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" UTC"_s) : QString();
}

QString cell(const QString &text)
{
    return u"<td>"_s + printable(text).toHtmlEscaped() + u"</td>"_s;
}

QString row(const QStringList &cells)
{
    QString html = u"<tr>"_s;
    for (const QString &text : cells)
        html += cell(text);
    return html + u"</tr>"_s;
}

QString header(const QStringList &cells)
{
    QString html = u"<tr>"_s;
    for (const QString &text : cells)
        html += u"<th align=\"left\">"_s + text.toHtmlEscaped() + u"</th>"_s;
    return html + u"</tr>"_s;
}

QString heading(const QString &text)
{
    return u"<h2>"_s + text.toHtmlEscaped() + u"</h2>"_s;
}

const auto tableStart = u"<table cellspacing=\"0\" cellpadding=\"3\" border=\"1\" width=\"100%\">"_s;
const auto tableEnd = u"</table>"_s;

QString settingsHtml(const RunReport &report)
{
    QString html = heading(Text::tr("Connector")) + tableStart;
    html += row({Text::tr("Name"), report.connector});
    html += row({Text::tr("Type"), report.connectorType});
    if (!report.settings) {
        html += row({Text::tr("Settings"), Text::tr("not known for this run")});
        return html + tableEnd;
    }
    const ConnectorSettings &settings = *report.settings;
    html += row({Text::tr("Source"), settings.source});
    html += row({Text::tr("Destination"), settings.destination});
    html += row({Text::tr("Mapping file"), settings.mappingFile.isEmpty() ? Text::tr("none") : settings.mappingFile});
    html += row({Text::tr("Automatic mapping"), settings.automaticMapping ? Text::tr("on") : Text::tr("off")});
    html += row({Text::tr("Size limit"), sizeText(settings.sizeLimit)});
    html += row({Text::tr("Domains"), settings.domains.isEmpty() ? Text::tr("any") : settings.domains.join(u", "_s)});
    html += row({Text::tr("Originals"),
                 settings.attachOriginal ? Text::tr("attached to each mail") : Text::tr("not kept in the mail, only their SHA-256")});
    return html + tableEnd;
}

QString sumsHtml(const RunReport &report)
{
    const Sums &sums = report.run.sums;
    QString html = heading(Text::tr("Sums")) + tableStart;
    html += row({Text::tr("Items available from the source"), countText(sums.availableFromSource)});
    html += row({Text::tr("Copies available for import"), countText(sums.availableForImport())});
    html += row({Text::tr("Imported"), countText(sums.imported)});
    html += row({Text::tr("Partial (attachments dropped)"), countText(sums.partial)});
    html += row({Text::tr("Skipped (there already)"), countText(sums.skipped)});
    html += row({Text::tr("Failed"), countText(sums.failed)});
    html += row({Text::tr("Deliveries in quarantine"), countText(sums.quarantined)});
    html += tableEnd + u"<p>"_s +
            Text::tr("%1 = %2 imported + %3 partial + %4 skipped + %5 failed")
                .arg(countText(sums.availableForImport()), countText(sums.imported), countText(sums.partial), countText(sums.skipped),
                     countText(sums.failed))
                .toHtmlEscaped() +
            u"</p>"_s;
    if (!sums.reasons.empty()) {
        html += heading(Text::tr("Failed by reason")) + tableStart;
        for (const auto &[reason, count] : sums.reasons)
            html += row({failureReasonName(reason), reasonText(reason), countText(count)});
        html += tableEnd;
    }
    return html;
}

QString itemText(const ItemTable::ListedCopy &listed)
{
    return listed.item.sourceId.isEmpty() ? listed.item.entryName : listed.item.sourceId;
}

QString moreText(size_t count)
{
    if (count <= longestList)
        return {};
    const QString text = Text::tr("%1 more are in the CSV and JSON reports of this run.").arg(countText(qint64(count - longestList)));
    return u"<p>"_s + text.toHtmlEscaped() + u"</p>"_s;
}

QString copiesHtml(const QString &title, const std::vector<ItemTable::ListedCopy> &copies)
{
    if (copies.empty())
        return {};
    QString html = heading(Text::tr("%1: %2").arg(title, countText(qint64(copies.size())))) + tableStart;
    html += header({Text::tr("Item"), Text::tr("Participant"), Text::tr("Mailbox"), Text::tr("Reason"), Text::tr("Delivery")});
    for (size_t i = 0; i < copies.size() && i < longestList; ++i) {
        const ItemTable::ListedCopy &listed = copies[i];
        html += row({itemText(listed), listed.copy.participant, listed.copy.mailbox.text(),
                     listed.copy.reason ? QString(failureReasonName(*listed.copy.reason)) : QString(), listed.delivery});
    }
    return html + tableEnd + moreText(copies.size());
}

QString waivedHtml(const std::vector<ItemTable::ListedCopy> &copies)
{
    if (copies.empty())
        return {};
    QString html = heading(Text::tr("%1: %2").arg(Text::tr("Copies settled by hand"), countText(qint64(copies.size())))) + tableStart;
    html += header({Text::tr("Item"), Text::tr("Reason"), Text::tr("Who"), Text::tr("When"), Text::tr("Why")});
    for (size_t i = 0; i < copies.size() && i < longestList; ++i) {
        const ItemTable::ListedCopy &listed = copies[i];
        const Waiver waiver = listed.waiver.value_or(Waiver());
        html += row({itemText(listed), listed.copy.reason ? QString(failureReasonName(*listed.copy.reason)) : QString(), waiver.account,
                     utcText(waiver.at), waiver.because});
    }
    return html + tableEnd + moreText(copies.size());
}

QString listHtml(const QString &title, const QStringList &lines)
{
    if (lines.isEmpty())
        return {};
    QString html = heading(title) + u"<ul>"_s;
    for (const QString &line : lines)
        html += u"<li>"_s + line.toHtmlEscaped() + u"</li>"_s;
    return html + u"</ul>"_s;
}

bool writePdf(const RunReport &report, QIODevice &device)
{
    QPdfWriter writer(&device);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout::Millimeter);
    writer.setTitle(Text::tr("Import report"));
    writer.setCreator(u"Tallybridge " TALLYBRIDGE_VERSION ""_s);
    QTextDocument document;
    QFont font = document.defaultFont();
    font.setPointSizeF(8);
    document.setDefaultFont(font);
    document.setHtml(reportHtml(report));
    document.print(&writer);
    return true;
}

} // namespace

QString reportHtml(const RunReport &report)
{
    QString html = u"<h1>"_s + Text::tr("Import report").toHtmlEscaped() + u"</h1>"_s + tableStart;
    html += row({Text::tr("Run"), QString::number(report.run.id)});
    html += row({Text::tr("Kind"), runKindText(report.run.kind)});
    html += row({Text::tr("State"), runStateText(report.run.state)});
    if (!report.run.errorCode.isEmpty())
        html += row({Text::tr("Error"), failureText(report.run.errorCode, runErrorArguments(report.run))});
    html += row({Text::tr("Started"), utcText(report.run.started)});
    html += row({Text::tr("Finished"), utcText(report.run.finished)});
    html += row({Text::tr("Report made"), utcText(report.made)});
    html += row({Text::tr("Head of the audit chain (SHA-256)"), QString::fromLatin1(report.auditHead.toHex())});
    html += tableEnd;
    html += sumsHtml(report);
    html += settingsHtml(report);
    html += copiesHtml(Text::tr("Failed and partial copies"), report.failures);
    html += waivedHtml(report.waived);
    QStringList quarantine;
    for (const DeliveryRecord &delivery : report.quarantine)
        quarantine << failureText(delivery.problemCode, delivery.problemArguments);
    html += listHtml(Text::tr("Deliveries in quarantine"), quarantine);
    QStringList findings;
    for (const Finding &finding : report.findings)
        findings << findingText(finding.kind, finding.subject);
    html += listHtml(Text::tr("Open findings"), findings);
    QStringList notes;
    for (const RunTable::Note &note : report.notes)
        notes << noteText(note.code, note.arguments);
    return html + listHtml(Text::tr("Notes of the run"), notes);
}

Result<void> writeReport(const RunReport &report, ReportFormat format, const QString &file)
{
    QSaveFile device(file);
    const auto write = [&] {
        switch (format) {
        case ReportFormat::Csv:
            return writeReportCsv(report, device);
        case ReportFormat::Json:
            return writeReportJson(report, device);
        case ReportFormat::Pdf:
            break;
        }
        return writePdf(report, device);
    };
    if (!device.open(QIODevice::WriteOnly) || !write() || !device.commit())
        return Failure{FailureCode::FileNotWritable, {QDir::toNativeSeparators(file)}, device.errorString(), false};
    return {};
}

} // namespace tallybridge

#include "engine/ReportCsv.h"

#include "core/Outcome.h"
#include "engine/RecordJson.h"

#include <QJsonObject>
#include <QStringList>

namespace tallybridge {

namespace {

constexpr int columns = 18;

class CsvWriter
{
public:
    explicit CsvWriter(QIODevice &device) : m_device(device) {}

    void row(QStringList cells)
    {
        while (cells.size() < columns)
            cells << QString();
        QString line;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            if (i > 0)
                line += QLatin1Char(',');
            line += csvCell(cells[i]);
        }
        line += QLatin1String("\r\n");
        const QByteArray bytes = line.toUtf8();
        m_ok = m_ok && m_device.write(bytes) == bytes.size();
    }

    void pair(QLatin1String record, const QString &name, const QString &value) { row({record, name, value}); }
    void raw(const QByteArray &bytes) { m_ok = m_ok && m_device.write(bytes) == bytes.size(); }
    bool ok() const { return m_ok; }

private:
    QIODevice &m_device;
    bool m_ok = true;
};

QString text(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isArray()) {
        QStringList parts;
        for (const auto &part : value.toArray())
            parts << part.toString();
        return parts.join(QLatin1String("; "));
    }
    return value.toVariant().toString();
}

void writeCopies(CsvWriter &csv, QLatin1String record, const std::vector<ItemTable::ListedCopy> &copies)
{
    for (const auto &listed : copies) {
        const QJsonObject object = jsonFailure(listed);
        QStringList cells{record, QString(), QString()};
        for (const char *key : {"copy", "item", "participant", "mailbox", "outcome", "reason", "delivery", "entry", "since", "attempts"})
            cells << text(object[QLatin1String(key)]);
        cells << text(object[QLatin1String("detail")]) << text(object[QLatin1String("settled")]);
        const QJsonObject waived = object[QLatin1String("waived")].toObject();
        for (const char *key : {"by", "at", "because"})
            cells << text(waived[QLatin1String(key)]);
        csv.row(cells);
    }
}

} // namespace

QString csvCell(const QString &text)
{
    static const QString dangerous = QStringLiteral("=+-@\t\r\n");
    QString cell = text;
    // Full-width forms run as formulas too in spreadsheets set to East Asian languages.
    static const QString fullWidth = QStringLiteral(u"\uFF1D\uFF0B\uFF0D\uFF20");
    if (!cell.isEmpty() && (dangerous.contains(cell[0]) || fullWidth.contains(cell[0])))
        cell.prepend(QLatin1Char('\''));
    if (cell.contains(QLatin1Char('"')) || cell.contains(QLatin1Char(',')) || cell.contains(QLatin1Char(';')) ||
        cell.contains(QLatin1Char('\n')) || cell.contains(QLatin1Char('\r')) || cell.contains(QLatin1Char('\t'))) {
        cell.replace(QLatin1String("\""), QLatin1String("\"\""));
        cell = QString(QLatin1Char('"') + cell + QLatin1Char('"'));
    }
    return cell;
}

bool writeReportCsv(const RunReport &report, QIODevice &device)
{
    constexpr QLatin1String setting("setting");
    constexpr QLatin1String sum("sum");
    CsvWriter csv(device);
    csv.raw("\xEF\xBB\xBF");
    QStringList header;
    for (const char *name : {"record", "name", "value", "copy", "item", "participant", "mailbox", "outcome", "reason", "delivery", "entry",
                             "since", "attempts", "detail", "settled", "waived_by", "waived_at", "because"})
        header << QLatin1String(name);
    csv.row(header);

    const QJsonObject run = jsonRun(report.connector, report.run);
    csv.pair(setting, QStringLiteral("connector"), report.connector);
    csv.pair(setting, QStringLiteral("type"), report.connectorType);
    csv.pair(setting, QStringLiteral("run"), text(run[QLatin1String("run")]));
    csv.pair(setting, QStringLiteral("kind"), runKindName(report.run.kind));
    for (const char *key : {"state", "started", "finished"})
        csv.pair(setting, QLatin1String(key), text(run[QLatin1String(key)]));
    csv.pair(setting, QStringLiteral("error"), report.run.errorCode);
    csv.pair(setting, QStringLiteral("error_arguments"), runErrorArguments(report.run).join(QLatin1String("; ")));
    csv.pair(setting, QStringLiteral("report_made"), text(jsonTime(report.made)));
    csv.pair(setting, QStringLiteral("audit_head"), QString::fromLatin1(report.auditHead.toHex()));
    QJsonObject settings;
    if (report.settings) {
        csv.pair(setting, QStringLiteral("originals_attached"), text(report.settings->attachOriginal));
        settings = report.settings->toJson();
    }
    for (auto it = settings.begin(); it != settings.end(); ++it)
        csv.pair(setting, it.key(), text(it.value()));

    for (const char *key : {"available_from_source", "available_for_import", "imported", "partial", "skipped", "failed", "quarantined"})
        csv.pair(sum, QLatin1String(key), text(run[QLatin1String(key)]));
    const QJsonObject reasons = run[QLatin1String("reasons")].toObject();
    for (auto it = reasons.begin(); it != reasons.end(); ++it)
        csv.pair(QLatin1String("reason"), it.key(), text(it.value()));

    writeCopies(csv, QLatin1String("failure"), report.failures);
    writeCopies(csv, QLatin1String("waived"), report.waived);
    for (const auto &delivery : report.quarantine) {
        csv.row({QStringLiteral("quarantine"),
                 QString::fromLatin1(delivery.sha256.toHex()),
                 delivery.problemArguments.join(QLatin1String("; ")),
                 {},
                 {},
                 {},
                 {},
                 {},
                 delivery.problemCode,
                 delivery.name,
                 {},
                 text(jsonTime(delivery.firstSeen))});
    }
    for (const auto &finding : report.findings) {
        // An explanation is why it may stay so.
        csv.row({QStringLiteral("finding"),
                 finding.kind,
                 finding.subject,
                 {},
                 {},
                 {},
                 {},
                 {},
                 finding.explanation,
                 {},
                 {},
                 text(jsonTime(finding.since))});
    }
    for (const auto &note : report.notes)
        csv.pair(QLatin1String("note"), note.code, note.arguments.join(QLatin1String("; ")));
    return csv.ok();
}

} // namespace tallybridge

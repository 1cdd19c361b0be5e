#include "engine/ReportJson.h"

#include "engine/RecordJson.h"

#include <QJsonDocument>

namespace tallybridge {

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// Writes `,"key":[…]` element by element, so that a long list is never held twice.
template <typename Records, typename ToJson>
bool writeList(QIODevice &device, const char *key, const Records &records, ToJson toJson)
{
    bool ok = device.write(QByteArray(",\n\"").append(key).append("\":[")) > 0;
    bool first = true;
    for (const auto &record : records) {
        ok = ok && device.write(first ? "\n" : ",\n") > 0 && device.write(compact(toJson(record))) > 0;
        first = false;
    }
    return ok && device.write("]") > 0;
}

} // namespace

bool writeReportJson(const RunReport &report, QIODevice &device)
{
    QJsonObject head = jsonRun(report.connector, report.run);
    head.insert(QLatin1String("kind"), QString(runKindName(report.run.kind)));
    head.insert(QLatin1String("type"), report.connectorType);
    head.insert(QLatin1String("settings"), report.settings ? QJsonValue(report.settings->toJson()) : QJsonValue());
    head.insert(QLatin1String("originals_attached"), report.settings ? QJsonValue(report.settings->attachOriginal) : QJsonValue());
    head.insert(QLatin1String("audit_head"), QString::fromLatin1(report.auditHead.toHex()));
    head.insert(QLatin1String("made"), jsonTime(report.made));
    head.insert(QLatin1String("error"), jsonText(report.run.errorCode));
    head.insert(QLatin1String("error_arguments"), QJsonArray::fromStringList(runErrorArguments(report.run)));

    QByteArray opening = compact(head);
    opening.chop(1); // the lists follow inside the same object
    const auto noteObject = [](const RunTable::Note &note) {
        return QJsonObject{{QLatin1String("code"), note.code}, {QLatin1String("arguments"), QJsonArray::fromStringList(note.arguments)}};
    };
    const auto quarantineObject = [](const DeliveryRecord &delivery) {
        QJsonObject object = jsonQuarantined(delivery, {});
        object.remove(QLatin1String("message"));
        object.insert(QLatin1String("arguments"), QJsonArray::fromStringList(delivery.problemArguments));
        return object;
    };
    return device.write(opening) > 0 && writeList(device, "failures", report.failures, jsonFailure) &&
           writeList(device, "waived", report.waived, jsonFailure) &&
           writeList(device, "quarantine", report.quarantine, quarantineObject) &&
           writeList(device, "findings", report.findings, jsonFinding) && writeList(device, "notes", report.notes, noteObject) &&
           device.write("}\n") > 0;
}

} // namespace tallybridge

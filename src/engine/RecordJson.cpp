#include "engine/RecordJson.h"

#include "core/Outcome.h"
#include "core/RunState.h"

#include <QJsonDocument>

namespace tallybridge {

namespace {

QJsonObject sumsObject(const QString &connector, const Sums &sums)
{
    QJsonObject reasons;
    for (const auto &[reason, count] : sums.reasons) {
        if (count > 0)
            reasons.insert(failureReasonName(reason), count);
    }
    return {
        {QLatin1String("connector"), connector},
        {QLatin1String("available_from_source"), sums.availableFromSource},
        {QLatin1String("available_for_import"), sums.availableForImport()},
        {QLatin1String("imported"), sums.imported},
        {QLatin1String("partial"), sums.partial},
        {QLatin1String("skipped"), sums.skipped},
        {QLatin1String("failed"), sums.failed},
        {QLatin1String("quarantined"), sums.quarantined},
        {QLatin1String("reasons"), reasons},
    };
}

QJsonObject waiverObject(const Waiver &waiver)
{
    return {{QLatin1String("by"), waiver.account}, {QLatin1String("at"), jsonTime(waiver.at)}, {QLatin1String("because"), waiver.because}};
}

} // namespace

QJsonValue jsonTime(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonValue jsonText(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject jsonRun(const QString &connector, const RunRecord &run)
{
    QJsonObject object = sumsObject(connector, run.sums);
    object.insert(QLatin1String("run"), run.id > 0 ? QJsonValue(run.id) : QJsonValue());
    object.insert(QLatin1String("state"), QString(runStateName(run.state)));
    object.insert(QLatin1String("started"), jsonTime(run.started));
    object.insert(QLatin1String("finished"), jsonTime(run.finished));
    if (!run.errorCode.isEmpty()) {
        object.insert(QLatin1String("error"),
                      QJsonObject{{QLatin1String("code"), run.errorCode},
                                  {QLatin1String("arguments"), QJsonArray::fromStringList(runErrorArguments(run))}});
    }
    return object;
}

QJsonObject jsonNeverRun(const QString &connector)
{
    QJsonObject object = sumsObject(connector, {});
    for (const char *key : {"run", "state", "started", "finished"})
        object.insert(QLatin1String(key), QJsonValue());
    return object;
}

QJsonObject jsonFailure(const ItemTable::ListedCopy &listed)
{
    const CopyRecord &copy = listed.copy;
    return {
        {QLatin1String("copy"), copy.id},
        {QLatin1String("item"), listed.item.sourceId.isEmpty() ? listed.item.key.hex() : listed.item.sourceId},
        {QLatin1String("participant"), jsonText(copy.participant)},
        {QLatin1String("mailbox"), jsonText(copy.mailbox.text())},
        {QLatin1String("outcome"), QString(outcomeName(copy.outcome))},
        {QLatin1String("reason"), copy.reason ? QJsonValue(QString(failureReasonName(*copy.reason))) : QJsonValue()},
        {QLatin1String("detail"), jsonText(copy.detail)},
        {QLatin1String("delivery"), jsonText(listed.delivery)},
        {QLatin1String("entry"), jsonText(listed.item.entryName)},
        {QLatin1String("since"), jsonTime(copy.since)},
        {QLatin1String("attempts"), copy.attempts},
        {QLatin1String("settled"), jsonText(listed.settled)},
        {QLatin1String("waived"), listed.waiver ? QJsonValue(waiverObject(*listed.waiver)) : QJsonValue()},
    };
}

QJsonObject jsonQuarantined(const DeliveryRecord &delivery, const QString &message)
{
    return {
        {QLatin1String("delivery"), delivery.name},
        {QLatin1String("sha256"), QString::fromLatin1(delivery.sha256.toHex())},
        {QLatin1String("reason"), jsonText(delivery.problemCode)},
        {QLatin1String("message"), jsonText(message)},
        {QLatin1String("declared"), delivery.declaredCount},
        {QLatin1String("found"), delivery.foundCount},
        {QLatin1String("acceptable"), delivery.acceptable},
        {QLatin1String("since"), jsonTime(delivery.firstSeen)},
    };
}

QJsonObject jsonFinding(const Finding &finding)
{
    return {
        {QLatin1String("id"), finding.id},
        {QLatin1String("kind"), finding.kind},
        {QLatin1String("subject"), finding.subject},
        {QLatin1String("since"), jsonTime(finding.since)},
        {QLatin1String("explanation"), jsonText(finding.explanation)},
    };
}

QStringList runErrorArguments(const RunRecord &run)
{
    QStringList arguments;
    for (const auto &value : QJsonDocument::fromJson(run.errorArguments.toUtf8()).array())
        arguments << value.toString();
    return arguments;
}

QJsonObject jsonAdministrator(const Administrator &administrator)
{
    const auto text = [](Administrator::Answer answer) {
        switch (answer) {
        case Administrator::Answer::Yes:
            return QStringLiteral("yes");
        case Administrator::Answer::No:
            return QStringLiteral("no");
        case Administrator::Answer::Unknown:
            break;
        }
        return QStringLiteral("unknown");
    };
    return {
        {QLatin1String("name"), administrator.name},
        {QLatin1String("user_name"), administrator.userName},
        {QLatin1String("object_id"), administrator.objectId},
        {QLatin1String("tenant"), administrator.tenantId},
        {QLatin1String("global_administrator"), text(administrator.globalAdministrator)},
        {QLatin1String("mailbox_import_export"), text(administrator.mailboxImportExport)},
    };
}

QJsonObject jsonAccess(const AppAccess &access)
{
    return {
        {QLatin1String("tenant"), access.tenantId},
        {QLatin1String("roles"), QJsonArray::fromStringList(access.roles)},
        {QLatin1String("mail_everywhere"), access.mayWriteEverywhere()},
    };
}

} // namespace tallybridge

#include "cli/ConnectorJson.h"

#include "cli/wording/CheckText.h"
#include "engine/RecordJson.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

QJsonObject jsonConnector(const Connector &connector)
{
    const ConnectorSettings &settings = connector.settings;
    QJsonObject secretFiles;
    for (auto file = settings.secretFiles.begin(); file != settings.secretFiles.end(); ++file)
        secretFiles.insert(file.key(), file.value());
    return {
        {u"name"_s, connector.name},
        {u"type"_s, connector.type ? QJsonValue(QString(connector.type->id)) : QJsonValue()},
        {u"source"_s, settings.source},
        {u"destination"_s, settings.destination},
        {u"mapping"_s, jsonText(settings.mappingFile)},
        {u"automatic_mapping"_s, settings.automaticMapping},
        {u"default_region"_s, jsonText(settings.defaultRegion)},
        {u"size_limit"_s, settings.sizeLimit},
        {u"domains"_s, QJsonArray::fromStringList(settings.domains)},
        {u"original"_s, settings.attachOriginal ? u"attach"_s : u"hash"_s},
        {u"host_key"_s, jsonText(settings.hostKey)},
        {u"after_import"_s, settings.afterImport == ConnectorSettings::AfterImport::Move ? QString(u"move:"_s + settings.afterImportFolder)
                                                                                         : QString(afterImportName(settings.afterImport))},
        {u"bandwidth_limit"_s, settings.bandwidthLimit},
        {u"source_timeout"_s, settings.sourceTimeout},
        {u"proxy"_s, jsonText(settings.proxy)},
        {u"secret_files"_s, secretFiles},
        {u"cloud"_s, jsonText(settings.cloud)},
        {u"client_id"_s, jsonText(settings.clientId)},
        {u"ca_file"_s, jsonText(settings.caFile)},
        {u"concurrency"_s, settings.concurrency},
        {u"import_mime"_s, settings.importMime},
        {u"set_up_by"_s, jsonText(settings.setUpBy)},
        {u"created"_s, jsonTime(connector.created)},
        {u"next_run"_s, jsonTime(connector.nextDue)},
        {u"last_run"_s, connector.newestRun ? QJsonValue(jsonRun(connector.name, *connector.newestRun)) : QJsonValue()},
    };
}

QJsonObject jsonCheck(const CheckResult &result)
{
    const bool isPoint = result.subject == CheckResult::Subject::FirstTenant;
    return {
        {u"check"_s, isPoint ? result.arguments.value(0) : QString(checkSubjectName(result.subject))},
        {u"answer"_s, QString(checkAnswerName(result.answer))},
        {u"code"_s, result.failure ? QJsonValue(QString(failureCodeName(result.failure->code))) : QJsonValue()},
        {u"detail"_s, jsonText(checkDetail(result))},
    };
}

QJsonObject jsonVerify(const VerifyResult &result)
{
    return {
        {u"checked"_s, result.checked}, {u"present"_s, result.present},     {u"moved"_s, result.moved},
        {u"missing"_s, result.missing}, {u"unchecked"_s, result.unchecked}, {u"repaired"_s, result.repaired},
    };
}

QJsonObject jsonAuditEvent(const AuditEvent &event)
{
    return {
        {u"id"_s, event.id},           {u"at"_s, jsonTime(event.at)},
        {u"account"_s, event.account}, {u"action"_s, event.action},
        {u"subject"_s, event.subject}, {u"before"_s, event.before},
        {u"after"_s, event.after},     {u"hash"_s, QString::fromLatin1(event.hash.toHex())},
    };
}

} // namespace tallybridge

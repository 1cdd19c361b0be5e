#include "cli/SourceOptions.h"

#include "cli/wording/Phrase.h"

#include <QDir>
#include <QFileInfo>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestTimeout = 600;
constexpr qsizetype sha256Length = 43; // base64 of 32 bytes, without padding

bool isFingerprint(const QString &text)
{
    const auto hash = QByteArray::fromBase64Encoding(text.mid(7).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return text.startsWith("SHA256:"_L1) && text.size() == 7 + sha256Length && hash && hash.decoded.size() == 32;
}

std::optional<QString> applySecretFile(const QString &text, ConnectorSettings &settings)
{
    const qsizetype equals = text.indexOf(u'=');
    const QString kind = text.left(std::max<qsizetype>(equals, 0));
    const QString path = text.mid(equals + 1);
    if (equals < 0 || !secretKinds().contains(kind))
        return phrase(u"\"%1\" is no value for --secret-file; write KIND=PATH with one of %2 as KIND."_s,
                      {equals < 0 ? text : kind, secretKinds().join(", "_L1)});
    if (path.isEmpty()) {
        settings.secretFiles.remove(kind);
        return {};
    }
    // Read at each run, also by the scheduler: standard input is not there then.
    if (path == u"-"_s)
        return u"The option --secret-file takes a file that is there at each run; standard input is none."_s;
    settings.secretFiles.insert(kind, QDir::cleanPath(QFileInfo(path).absoluteFilePath()));
    return {};
}

std::optional<QString> applyAfterImport(const QString &text, ConnectorSettings &settings)
{
    using AfterImport = ConnectorSettings::AfterImport;
    const bool moves = text.startsWith("move:"_L1);
    const auto wanted = moves ? AfterImport::Move : afterImportFromName(text);
    const QString folder = moves ? text.mid(5) : QString();
    if (!wanted || (wanted == AfterImport::Move && folder.isEmpty()))
        return u"The option --after-import takes \"leave\", \"move:FOLDER\" or \"delete\"."_s;
    settings.afterImport = *wanted;
    settings.afterImportFolder = folder;
    return {};
}

} // namespace

bool signsIn(const ConnectorSettings &settings)
{
    return settings.source.startsWith("sftp:"_L1, Qt::CaseInsensitive);
}

std::optional<ExitCode> applySourceOptions(const Arguments &arguments, const QString &command, ConnectorSettings &settings,
                                           Console &console)
{
    for (const auto &option : {"--accept-host-key"_L1, "--after-import"_L1, "--bandwidth-limit"_L1, "--source-timeout"_L1, "--proxy"_L1}) {
        if (arguments.has(option) && !signsIn(settings))
            return console.failUsage(phrase(u"The option %1 is for sources that begin with sftp://."_s, {option}), command);
    }
    if (arguments.has("--accept-host-key"_L1)) {
        settings.hostKey = arguments.value("--accept-host-key"_L1);
        if (!isFingerprint(settings.hostKey))
            return console.failUsage(
                u"The option --accept-host-key takes a fingerprint as \"ssh-keygen -lf\" prints it: SHA256: and 43 characters."_s, command);
    }
    for (const QString &text : arguments.values("--secret-file"_L1)) {
        if (const auto wrong = applySecretFile(text, settings))
            return console.failUsage(*wrong, command);
    }
    if (arguments.has("--after-import"_L1)) {
        if (const auto wrong = applyAfterImport(arguments.value("--after-import"_L1), settings))
            return console.failUsage(*wrong, command);
    }
    if (arguments.has("--bandwidth-limit"_L1)) {
        const QString text = arguments.value("--bandwidth-limit"_L1);
        settings.bandwidthLimit = text == u"0"_s ? 0 : parseSizeLimit(text);
        if (settings.bandwidthLimit < 0)
            return console.failUsage(
                phrase(u"\"%1\" is no value for --bandwidth-limit; write bytes a second, such as 5MB, or 0."_s, {text}), command);
    }
    if (arguments.has("--source-timeout"_L1)) {
        const QString text = arguments.value("--source-timeout"_L1);
        bool isNumber = false;
        settings.sourceTimeout = text.toInt(&isNumber);
        if (!isNumber || settings.sourceTimeout < 1 || settings.sourceTimeout > longestTimeout)
            return console.failUsage(
                phrase(u"\"%1\" is no value for --source-timeout; write seconds from 1 to %2."_s, {text, QString::number(longestTimeout)}),
                command);
    }
    if (arguments.has("--proxy"_L1)) {
        const QString text = arguments.value("--proxy"_L1);
        settings.proxy = text == u"none"_s ? QString() : text;
    }
    return {};
}

} // namespace tallybridge

#include "cli/ConnectorOptions.h"

#include "cli/DestinationOptions.h"
#include "cli/MappingWarnings.h"
#include "cli/SourceOptions.h"
#include "cli/wording/Phrase.h"
#include "mapping/MappingFile.h"

#include <QDir>
#include <QFileInfo>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Largest limit any destination can take (a Graph upload session), for the message only.
constexpr qint64 largestSizeLimit = 150LL << 20;

} // namespace

std::vector<OptionSpec> connectorOptions()
{
    const QString later = u"not used by this version"_s;
    std::vector<OptionSpec> options{
        {u"--source"_s, u"URL"_s, u"where deliveries come from: folder:/path or sftp://user@host:port/path"_s},
        {u"--destination"_s, u"URL"_s, u"where copies go: graph:TENANT (Microsoft 365), local: (in the data folder) or local:/path"_s},
        {u"--mapping"_s, u"FILE.csv"_s, u"numbers and their mailboxes; read anew at each run"_s},
        {u"--no-auto-mapping"_s, {}, u"do not use the mail addresses that items carry"_s},
        {u"--default-region"_s, u"GB"_s, u"country of numbers in the mapping without a country code"_s},
        {u"--size-limit"_s, u"10MB"_s, u"largest attachment or item, 10MB when not given"_s},
        {u"--domain"_s, u"DOMAIN"_s, u"mailboxes exist in these domains only; may be repeated"_s, true},
        {u"--original"_s, u"attach|hash"_s, u"attach each original EML, or keep its SHA-256 only (hash, when not given)"_s},
        {u"--accept-host-key"_s, u"SHA256:…"_s, u"fingerprint of the SFTP server's host key, as ssh-keygen prints it"_s},
        {u"--secret-file"_s, u"KIND=PATH"_s, u"read the secret (password, key, certificate, client-secret …) from this file at each run"_s,
         true},
        {u"--after-import"_s, u"leave|move:FOLDER|delete"_s,
         u"what happens to imported deliveries at an SFTP source (leave, when not given)"_s},
        {u"--bandwidth-limit"_s, u"5MB"_s, u"bytes a second from an SFTP source, 0 for no limit"_s},
        {u"--source-timeout"_s, u"SECONDS"_s, u"how long an SFTP source may be silent, 30 when not given"_s},
        {u"--proxy"_s, u"URL"_s, u"reach an SFTP source through socks5://[user@]host:port or http://[user@]host:port; none: straight"_s},
        {u"--client-id"_s, u"ID"_s, u"client id of your app registration in Microsoft 365"_s},
        {u"--cloud"_s, u"NAME|FILE.json"_s,
         u"Microsoft cloud: global (when not given), gcc-high, dod, china, or a file that describes one"_s},
        {u"--import-mime"_s, u"on|off"_s,
         u"make mails by importMime, a beta of Microsoft's, where the service takes it; off when not given"_s},
        {u"--concurrency"_s, u"N"_s, u"requests to Microsoft 365 at the same time, 4 when not given"_s},
        {u"--ca-file"_s, u"FILE"_s, u"PEM file with certificates to trust besides the system's"_s},
        {u"--insecure-loopback"_s, {}, u"a cloud file may name http:// addresses of this computer (tests)"_s},
        {u"--accept-terms"_s, {}, u"accept the terms of service"_s},
        {u"--staging"_s, u"URL"_s, later, false, false},
        {u"--imap-auth"_s, u"plain|xoauth2"_s, later, false, false},
        {u"--imap-user"_s, u"PATTERN"_s, later, false, false},
    };
    for (OptionSpec &option : secretOptions())
        options.push_back(std::move(option));
    return options;
}

void warnAboutSource(const QString &source, Console &console)
{
    const QString scheme = u"folder:"_s;
    const QString folder = source.mid(scheme.size());
    if (source.startsWith(scheme) && !QFileInfo(folder).isDir())
        console.warn(phrase(u"The source folder \"%1\" does not exist; create it, or correct it with \"connector edit\"."_s, {folder}));
}

std::optional<ExitCode> applyConnectorOptions(const Arguments &arguments, const QString &command, ConnectorSettings &settings,
                                              Console &console)
{
    if (arguments.has("--source"_L1))
        settings.source = arguments.value("--source"_L1);
    if (arguments.has("--destination"_L1)) {
        settings.destination = arguments.value("--destination"_L1);
        settings.adoptArchive = true;
    }
    if (arguments.has("--default-region"_L1))
        settings.defaultRegion = arguments.value("--default-region"_L1).trimmed().toUpper();
    if (arguments.has("--domain"_L1))
        settings.domains = arguments.values("--domain"_L1);
    if (arguments.has("--no-auto-mapping"_L1))
        settings.automaticMapping = false;
    if (arguments.has("--original"_L1)) {
        const QString original = arguments.value("--original"_L1);
        if (original != u"attach"_s && original != u"hash"_s)
            return console.failUsage(u"The option --original takes \"attach\" or \"hash\"."_s, command);
        settings.attachOriginal = original == u"attach"_s;
    }
    if (arguments.has("--size-limit"_L1)) {
        const QString text = arguments.value("--size-limit"_L1);
        settings.sizeLimit = parseSizeLimit(text);
        if (settings.sizeLimit < 0)
            return console.fail(Failure{FailureCode::SizeLimitInvalid, {text, QString::number(largestSizeLimit)}, {}, false});
    }
    if (arguments.has("--mapping"_L1)) {
        const QString file = arguments.value("--mapping"_L1);
        if (file.isEmpty())
            return console.failUsage(u"The option --mapping needs the name of a file."_s, command);
        settings.mappingFile = QDir::cleanPath(QFileInfo(file).absoluteFilePath());
    }
    if (const auto refused = applyDestinationOptions(arguments, command, settings, console))
        return refused;
    if (const auto refused = applySourceOptions(arguments, command, settings, console))
        return refused;
    if (settings.mappingFile.isEmpty() && !settings.automaticMapping)
        return console.failUsage(u"Without a mapping file and with --no-auto-mapping nobody would get a copy; give --mapping FILE.csv."_s,
                                 command);

    // Settings that change how the file is read show its problems too.
    if (!settings.mappingFile.isEmpty() && (arguments.has("--mapping"_L1) || arguments.has("--default-region"_L1))) {
        const auto mapping = MappingFile::read(settings.mappingFile, settings.defaultRegion);
        if (!mapping)
            return console.fail(mapping.failure());
        warnAboutMapping(*mapping, console);
    }
    return {};
}

} // namespace tallybridge

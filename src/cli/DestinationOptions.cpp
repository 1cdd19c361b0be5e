#include "cli/DestinationOptions.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/Phrase.h"

#include <QDir>
#include <QFileInfo>

#include <array>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

// More connections to one host are not opened anyway, and Microsoft 365 takes four.
constexpr int mostConcurrency = 6;

constexpr std::array appSecrets{std::pair{"--certificate"_L1, "certificate"_L1}, std::pair{"--client-secret-file"_L1, "client-secret"_L1}};

QString absoluteFile(const QString &path)
{
    return QDir::cleanPath(QFileInfo(path).absoluteFilePath());
}

} // namespace

bool appSignsIn(const ConnectorSettings &settings)
{
    return settings.destination.startsWith("graph:"_L1, Qt::CaseInsensitive);
}

std::optional<ExitCode> applyDestinationOptions(const Arguments &arguments, const QString &command, ConnectorSettings &settings,
                                                Console &console)
{
    for (const auto &option : {"--client-id"_L1, "--cloud"_L1, "--concurrency"_L1, "--import-mime"_L1, "--ca-file"_L1,
                               "--insecure-loopback"_L1, "--certificate"_L1, "--client-secret-file"_L1}) {
        if (arguments.has(option) && !appSignsIn(settings))
            return console.failUsage(phrase(u"The option %1 is for destinations that begin with graph:."_s, {option}), command);
    }
    if (arguments.has("--client-id"_L1))
        settings.clientId = arguments.value("--client-id"_L1).trimmed();
    if (arguments.has("--cloud"_L1)) {
        settings.cloud = arguments.value("--cloud"_L1).trimmed();
        if (settings.cloud.endsWith(".json"_L1, Qt::CaseInsensitive))
            settings.cloud = absoluteFile(settings.cloud);
    }
    if (arguments.has("--ca-file"_L1)) {
        const QString file = arguments.value("--ca-file"_L1);
        settings.caFile = file.isEmpty() ? QString() : absoluteFile(file);
    }
    if (arguments.has("--insecure-loopback"_L1))
        settings.insecureLoopback = true;
    if (arguments.has("--import-mime"_L1)) {
        const QString text = arguments.value("--import-mime"_L1);
        if (text != "on"_L1 && text != "off"_L1)
            return console.failUsage(phrase(u"\"%1\" is no value for --import-mime; write on or off."_s, {text}), command);
        settings.importMime = text == "on"_L1;
    }
    if (arguments.has("--concurrency"_L1)) {
        const QString text = arguments.value("--concurrency"_L1);
        bool isNumber = false;
        settings.concurrency = text.toInt(&isNumber);
        if (!isNumber || settings.concurrency < 1 || settings.concurrency > mostConcurrency)
            return console.failUsage(
                phrase(u"\"%1\" is no value for --concurrency; write a number from 1 to %2."_s, {text, QString::number(mostConcurrency)}),
                command);
    }
    return {};
}

std::optional<ExitCode> checkGivenAppSecrets(const Arguments &arguments, Session &session)
{
    for (const auto &[option, kind] : appSecrets) {
        if (!arguments.has(option))
            continue;
        if (const auto given = session.givenSecret(kind); !given)
            return session.console().fail(given.failure());
    }
    return {};
}

void keepAppSecrets(ConnectorService &service, const Connector &connector, const Arguments &arguments, Session &session)
{
    if (!appSignsIn(connector.settings))
        return;
    Console &console = session.console();
    bool isThere = false;
    for (const auto &[option, kind] : appSecrets) {
        if (arguments.has(option)) {
            const auto given = session.givenSecret(kind);
            if (given && given->has_value()) {
                if (const auto kept = service.keepSecret(connector.name, kind, **given); !kept)
                    console.warn(phrase(u"The secret \"%1\" could not be stored: %2"_s, {kind, failureText(kept.failure())}));
            }
        }
        const auto has = service.hasSecret(connector.name, kind);
        isThere = isThere || (has && *has);
    }
    if (!isThere)
        console.warn(u"Neither a certificate nor a client secret is stored for this connector; give one with \"connector edit\" and "
                     u"--certificate or --client-secret-file, or name a file with --secret-file certificate=PATH."_s);
}

} // namespace tallybridge

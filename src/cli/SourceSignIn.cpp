#include "cli/SourceSignIn.h"

#include "cli/SourceOptions.h"
#include "cli/wording/FailureText.h"
#include "cli/wording/Phrase.h"
#include "core/platform.h"

#include <cstdio>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isReachingFailure(FailureCode code)
{
    return code == FailureCode::SourceHostNotFound || code == FailureCode::SourceRefused || code == FailureCode::SourceTimedOut ||
           code == FailureCode::SourceConnectionLost;
}

bool canAsk(const Console &console)
{
    return platform::isInputTerminal() && platform::isErrorTerminal() && !console.json() && !console.quiet();
}

bool saysYes(Console &console, const QString &question)
{
    console.ask(question);
    char answer[16] = {};
    return std::fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y');
}

std::optional<Secret> askPassword(Console &console, const QString &source)
{
    console.ask(phrase(u"Password for %1: "_s, {source}));
    auto line = platform::readHiddenLine();
    console.printToError({});
    if (!line || line->isEmpty())
        return std::nullopt;
    return Secret::take(*line);
}

} // namespace

std::optional<ExitCode> acceptHostKey(const ConnectorService &service, ConnectorSettings &settings, Session &session)
{
    if (!signsIn(settings))
        return {};
    Console &console = session.console();
    const auto key = service.hostKey(settings, session.cancelToken());
    if (!key) {
        if (settings.hostKey.isEmpty() || !isReachingFailure(key.failure().code))
            return console.fail(key.failure());
        console.warn(phrase(u"%1 The host key could not be compared yet."_s, {failureText(key.failure())}));
        return {};
    }
    if (!key->has_value() || **key == settings.hostKey)
        return {};
    const QString server = settings.source.mid(settings.source.lastIndexOf(u'@') + 1).section(u'/', 0, 0);
    if (canAsk(console) &&
        saysYes(console, phrase(u"The host key of \"%1\" has the fingerprint %2. Is that right? [y/N] "_s, {server, **key}))) {
        settings.hostKey = **key;
        return {};
    }
    return console.fail(Failure{FailureCode::SourceHostKeyUnknown, {server, **key}, {}, false});
}

void keepPassword(ConnectorService &service, const Connector &connector, const Arguments &arguments, Session &session)
{
    Console &console = session.console();
    if (!signsIn(connector.settings))
        return;
    const QString kind = u"password"_s;
    std::optional<Secret> password;
    if (arguments.has("--password-file"_L1)) {
        const auto given = session.givenSecret(kind);
        if (!given) {
            console.warn(failureText(given.failure()));
            return;
        }
        password = *given;
    } else if (const auto has = service.hasSecret(connector.name, kind);
               (!has || !*has) && canAsk(console) && !connector.settings.secretFiles.contains(u"key"_s)) {
        password = askPassword(console, connector.settings.source);
    }
    if (!password) {
        const auto has = service.hasSecret(connector.name, kind);
        if ((!has || !*has) && !connector.settings.secretFiles.contains(u"key"_s))
            console.warn(u"No password is stored for this connector; give one with \"connector edit\" and --password-file or --secret-file "
                         u"password=PATH, or give --password-file with each command."_s);
        return;
    }
    if (const auto kept = service.keepSecret(connector.name, kind, *password); !kept)
        console.warn(phrase(u"The password could not be stored: %1"_s, {failureText(kept.failure())}));
}

void askForPassword(const ConnectorService &service, const QString &name, Session &session)
{
    const auto connector = service.find(name);
    if (!connector || !signsIn(connector->settings) || connector->settings.secretFiles.contains(u"key"_s) || !canAsk(session.console()) ||
        qEnvironmentVariableIsSet("SSH_AUTH_SOCK"))
        return;
    const auto has = service.hasSecret(name, u"password"_s);
    if (!has || *has)
        return;
    if (const auto password = askPassword(session.console(), connector->settings.source))
        session.giveSecret(u"password"_s, *password);
}

} // namespace tallybridge

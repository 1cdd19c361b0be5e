#include "cli/commands/ConnectorConsentCommand.h"

#include "cli/ConnectorJson.h"
#include "cli/wording/ConsentText.h"
#include "cli/wording/Phrase.h"
#include "engine/RecordJson.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int defaultMinutes = 15;
constexpr int mostMinutes = 24 * 60;

/// Shows the link and waits for the browser.
BrowserOrder orderFor(Console &console, const ReturnPages &pages, const QString &request, int minutes)
{
    BrowserOrder order;
    order.pages = pages;
    order.patience = std::chrono::minutes(minutes);
    order.show = [&console, request](const QUrl &url) {
        const QString link = url.toString(QUrl::FullyEncoded);
        if (console.json())
            console.progress(QJsonObject{{u"link"_s, link}});
        else
            console.printToError(phrase(request, {}) + u"\n\n"_s + link + u'\n');
    };
    order.checking = [&console] { console.remark(u"The browser is back; checking …"_s); };
    return order;
}

ExitCode printLink(const ConnectorService &service, const QString &name, Console &console)
{
    const auto link = service.consentLink(name);
    if (!link)
        return console.fail(link.failure());
    const QString text = link->toString(QUrl::FullyEncoded);
    console.document(QJsonObject{{u"link"_s, text}});
    console.print(text);
    console.remark(
        phrase(u"An administrator opens it anywhere and accepts; that the browser finds nothing at localhost afterwards does not "
               u"matter. Then \"check %1\" says whether it worked."_s,
               {name}));
    return ExitCode::Success;
}

} // namespace

CommandSpec ConnectorConsentCommand::spec() const
{
    CommandSpec spec;
    spec.name = u"connector consent"_s;
    spec.summary = u"ask an administrator for the consent to the access to Microsoft 365"_s;
    spec.arguments = {{u"NAME"_s, u"the connector's name"_s}};
    spec.options = {
        {u"--link"_s, {}, u"only print a link for an administrator at another computer"_s},
        {u"--sign-in"_s, {}, u"have the administrator sign in first: kept with the connector and in the audit, with his or her roles"_s},
        {u"--without-roles"_s, {}, u"with --sign-in: do not ask for the right to read Exchange's roles"_s},
        {u"--sign-in-only"_s, {}, u"sign in and ask for no consent"_s},
        {u"--minutes"_s, u"N"_s, u"how long to wait for the browser, 15 when not given"_s},
    };
    for (OptionSpec &option : secretOptions())
        spec.options.push_back(std::move(option));
    spec.examples = {u"connector consent M365"_s, u"connector consent M365 --sign-in"_s, u"connector consent M365 --link"_s};
    spec.more =
        u"Prints a link, waits until the browser comes back to this computer, and then uses the access: only what works counts. The app "
        u"registration needs the redirect URI http://localhost/tallybridge under \"Mobile and desktop applications\"."_s;
    return spec;
}

ExitCode ConnectorConsentCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const QString command = u"connector consent"_s;
    const QString name = properName(service, arguments.word(0));
    const bool signsIn = arguments.has("--sign-in"_L1) || arguments.has("--sign-in-only"_L1);
    if (arguments.has("--link"_L1) && (signsIn || arguments.has("--minutes"_L1)))
        return console.failUsage(u"The option --link goes with no other, because nothing is waited for."_s, command);
    if (arguments.has("--without-roles"_L1) && !signsIn)
        return console.failUsage(u"The option --without-roles is for --sign-in."_s, command);
    int minutes = defaultMinutes;
    if (arguments.has("--minutes"_L1)) {
        bool isNumber = false;
        minutes = arguments.value("--minutes"_L1).toInt(&isNumber);
        if (!isNumber || minutes < 1 || minutes > mostMinutes)
            return console.failUsage(phrase(u"\"%1\" is no value for --minutes; write a number from 1 to %2."_s,
                                            {arguments.value("--minutes"_L1), QString::number(mostMinutes)}),
                                     command);
    }
    if (arguments.has("--link"_L1))
        return printLink(service, name, console);

    QJsonObject document{{u"connector"_s, name}};
    if (signsIn) {
        const BrowserOrder order =
            orderFor(console, signInPages(), u"Open this link in a browser of this computer and sign in:"_s, minutes);
        const auto administrator = service.signInAdministrator(name, !arguments.has("--without-roles"_L1), order, session.cancelToken());
        if (!administrator)
            return console.fail(administrator.failure());
        document.insert(u"administrator"_s, jsonAdministrator(*administrator));
        console.print(phrase(u"Signed in: %1 (%2)."_s, {administrator->name, administrator->userName}));
        console.print(globalAdministratorText(administrator->globalAdministrator));
        console.print(importExportText(administrator->mailboxImportExport));
    }
    if (!arguments.has("--sign-in-only"_L1)) {
        const BrowserOrder order = orderFor(
            console, consentPages(), u"Open this link in a browser of this computer as a global administrator and accept:"_s, minutes);
        const auto access = service.askConsent(name, order, session.cancelToken());
        if (!access)
            return console.fail(access.failure());
        document.insert(u"access"_s, jsonAccess(*access));
        console.print(accessText(*access));
    }
    console.document(document);
    return ExitCode::Success;
}

} // namespace tallybridge

#include "cli/commands/ConnectorCertificateCommand.h"

#include "cli/OutputFile.h"
#include "cli/wording/Phrase.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec ConnectorCertificateCommand::spec() const
{
    return {
        u"connector certificate"_s,
        u"make the certificate that the app signs in to Microsoft 365 with"_s,
        {{u"NAME"_s, u"the connector's name"_s}},
        {{u"--output"_s, u"FILE.cer"_s, u"where its public part goes, to be uploaded to the app registration; - is standard output"_s,
          false, true, u"-o"_s},
         {u"--renew"_s, {}, u"make a new one even if there is one"_s}},
        {u"connector certificate M365 -o tallybridge.cer"_s},
        u"The private key is made here and stays in this computer's keychain. Without --renew the certificate that is there is written again."_s};
}

ExitCode ConnectorCertificateCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const QString command = u"connector certificate"_s;
    const QString file = arguments.value("--output"_L1);
    if (file.isEmpty())
        return console.failUsage(u"\"connector certificate\" needs -o and the name of a file."_s, command);
    const auto made = service.appCertificate(arguments.word(0), arguments.has("--renew"_L1));
    if (!made)
        return console.fail(made.failure());
    const QByteArray pem = made->publicPem();
    const auto written = writeOutputFile(file, [&pem](QIODevice &device) { return device.write(pem) == pem.size(); });
    if (!written)
        return console.fail(written.failure());
    if (file == u"-"_s)
        return ExitCode::Success;
    const QString thumbprint = QString::fromLatin1(made->thumbprint().toHex()).toUpper();
    const QString until = made->notAfter().date().toString(Qt::ISODate);
    console.document(QJsonObject{{u"written"_s, file}, {u"thumbprint"_s, thumbprint}, {u"valid_until"_s, until}});
    console.tell(
        phrase(u"Wrote \"%1\" (thumbprint %2, valid until %3); upload it under \"Certificates & secrets\" of the app registration."_s,
               {file, thumbprint, until}));
    return ExitCode::Success;
}

} // namespace tallybridge

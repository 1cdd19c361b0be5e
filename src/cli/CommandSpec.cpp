#include "cli/CommandSpec.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

const OptionSpec *CommandSpec::option(const QString &nameOrShortName) const
{
    for (const OptionSpec &option : options) {
        if (option.name == nameOrShortName || (!option.shortName.isEmpty() && option.shortName == nameOrShortName))
            return &option;
    }
    return nullptr;
}

const std::vector<OptionSpec> &globalOptions()
{
    static const std::vector<OptionSpec> options{
        {u"--data-dir"_s, u"DIR"_s, u"keep everything, ledger included, in this folder"_s},
        {u"--json"_s, {}, u"print one JSON document; progress comes as JSON lines on standard error"_s},
        {u"--quiet"_s, {}, u"print no progress, warnings or summaries; lists print bare names"_s},
        {u"--help"_s, {}, u"print this help"_s, false, true, u"-h"_s},
        {u"--version"_s, {}, u"print the version"_s},
    };
    return options;
}

std::vector<OptionSpec> secretOptions()
{
    const QString help = u"not used by this version"_s;
    std::vector<OptionSpec> options{
        {u"--password-file"_s, u"FILE"_s, u"the password of the source's sign-in, - for standard input"_s},
        {u"--certificate"_s, u"FILE.pem"_s,
         u"certificate and private key of the app that signs in to Microsoft 365, - for standard input"_s},
        {u"--client-secret-file"_s, u"FILE"_s, u"client secret of the app that signs in to Microsoft 365, - for standard input"_s},
    };
    for (const auto &name : {u"--destination-password-file"_s, u"--staging-sas-file"_s})
        options.push_back({name, u"FILE"_s, help, false, false});
    return options;
}

} // namespace tallybridge

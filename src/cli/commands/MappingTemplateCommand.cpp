#include "cli/commands/MappingTemplateCommand.h"

#include "cli/OutputFile.h"
#include "cli/wording/Phrase.h"
#include "mapping/MappingFile.h"

#include <QFileInfo>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec MappingTemplateCommand::spec() const
{
    return {u"mapping template"_s,
            u"write a mapping file to fill in"_s,
            {},
            {{u"--output"_s, u"FILE"_s, u"where to, - is standard output; a file that holds something is never replaced"_s, false, true,
              u"-o"_s}},
            {u"mapping template -o numbers.csv"_s}};
}

ExitCode MappingTemplateCommand::run(const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const QString file = arguments.value("--output"_L1);
    if (file.isEmpty())
        return console.failUsage(u"\"mapping template\" needs -o and the name of a file."_s, u"mapping template"_s);
    // A mapping that somebody keeps by hand must not be lost to its own template.
    const QFileInfo info(file);
    if (info.isFile() && info.size() > 0)
        return console.failUsage(phrase(u"The file \"%1\" exists and is not empty; name another one."_s, {file}), u"mapping template"_s);
    const QByteArray bytes = MappingFile::exampleBytes();
    const auto written = writeOutputFile(file, [&](QIODevice &device) { return device.write(bytes) == bytes.size(); });
    if (!written)
        return console.fail(written.failure());
    if (file != u"-"_s) {
        console.document(QJsonObject{{u"written"_s, file}});
        console.tell(phrase(u"Wrote \"%1\"; check it with \"tallybridgectl mapping check\" when it is filled in."_s, {file}));
    }
    return ExitCode::Success;
}

} // namespace tallybridge

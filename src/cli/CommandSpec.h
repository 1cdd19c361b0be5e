#pragma once

#include <QLatin1String>
#include <QString>
#include <QStringList>
#include <vector>

namespace tallybridge {

/// An option of a command.
struct OptionSpec {
    QString name;  ///< "--mapping"
    QString value; ///< what its value is called, "FILE.csv"; empty: a switch
    QString help;
    bool repeatable = false;
    bool supported = true;  ///< false: known by contract, but refused by this version
    QString shortName = {}; ///< "-o"; empty: none
};

/// A word that is no option.
struct ArgumentSpec {
    QString name; ///< "NAME"
    QString help;
    bool required = true;
};

/// What a command takes and what its help says.
struct CommandSpec {
    QString name;    ///< "connector add"
    QString summary; ///< one line
    std::vector<ArgumentSpec> arguments = {};
    std::vector<OptionSpec> options = {};
    QStringList examples = {}; ///< without the program's name
    QString more = {};         ///< further paragraphs of the help

    const OptionSpec *option(const QString &nameOrShortName) const;
};

/// The options every command takes.
const std::vector<OptionSpec> &globalOptions();

/// Options for secrets of every command that may need one; those of later versions are known and refused.
std::vector<OptionSpec> secretOptions();

} // namespace tallybridge

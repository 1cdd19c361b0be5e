#pragma once

#include "mapping/MappingFile.h"

namespace tallybridge {

/// "447911123456=ann@x.example" with the days and "#line" behind, one an entry.
inline QStringList entriesOf(const MappingFile &file)
{
    QStringList shown;
    for (const MappingEntry &entry : file.table.entries()) {
        QString text = entry.number.digits() + u'=' + entry.mailbox.text();
        if (entry.validFrom.isValid() || entry.validUntil.isValid())
            text += u' ' + entry.validFrom.toString(Qt::ISODate) + QLatin1String("..") + entry.validUntil.toString(Qt::ISODate);
        shown.append(text + u'#' + QString::number(entry.line));
    }
    return shown;
}

/// "2 number-missing", "3 formula [=A1]", "4 duplicate [2] used", one a problem.
inline QStringList problemsOf(const MappingFile &file)
{
    QStringList shown;
    for (const MappingProblem &problem : file.problems) {
        QString text = QString::number(problem.line) + u' ' + mappingProblemName(problem.kind);
        if (!problem.arguments.isEmpty())
            text += QLatin1String(" [") + problem.arguments.join(u'|') + u']';
        shown.append(problem.rowUsed ? QString(text + QLatin1String(" used")) : text);
    }
    return shown;
}

} // namespace tallybridge

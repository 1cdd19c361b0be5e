#include "core/platform.h"
#include "ledger/Ledger.h"
#include "ledger/LedgerConnection.h"
#include "ledger/LedgerFiles.h"

#include <QFile>
#include <QFileInfo>

namespace tallybridge {

Result<void> Ledger::backup(const QString &file)
{
    const QString target = QFileInfo(file).absoluteFilePath();
    const Failure taken{FailureCode::LedgerExists, {target}, {}, false};
    if (QFileInfo::exists(target))
        return taken;
    TemporaryDatabase temporary(target);
    if (!makePrivateFile(temporary.path()))
        return Failure{FailureCode::FileNotWritable, {target}, {}, false};

    // VACUUM INTO only reads this database, but query_only forbids it all the same.
    const auto queryOnly = m_connection->number(QLatin1String("PRAGMA query_only"));
    if (!queryOnly)
        return queryOnly.failure();
    if (auto done = m_connection->execute(QLatin1String("PRAGMA query_only = OFF")); !done)
        return done;
    const auto copied = copyDatabase(*m_connection, temporary.path());
    if (*queryOnly != 0) {
        if (auto done = m_connection->execute(QLatin1String("PRAGMA query_only = ON")); !done)
            return done;
    }
    if (!copied) {
        Failure failure = copied.failure();
        if (failure.code == FailureCode::DiskFull || failure.code == FailureCode::FileNotWritable)
            failure.arguments = QStringList{target};
        return failure;
    }

    // Unlike platform::renameOver(), QFile::rename() refuses a name that somebody else has taken meanwhile.
    if (!QFile::rename(temporary.path(), target))
        return QFileInfo::exists(target) ? taken : Failure{FailureCode::FileNotWritable, {target}, {}, false};
    temporary.keep();
    return platform::flushFolder(QFileInfo(target).absolutePath());
}

} // namespace tallybridge

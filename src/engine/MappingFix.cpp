#include "engine/MappingFix.h"

#include "core/PrivateFolder.h"
#include "core/Sha256.h"
#include "engine/AuditTrail.h"
#include "engine/ConnectorEditor.h"
#include "engine/ConnectorSettings.h"
#include "ledger/ConnectorTable.h"
#include "ledger/Ledger.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace tallybridge {

namespace {

constexpr qint64 largestFile = 64 * 1024 * 1024;

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Failure{FailureCode::MappingFileUnreadable, {path}, file.errorString(), false};
    if (file.size() > largestFile)
        return Failure{FailureCode::MappingFileTooLarge, {path, QString::number(largestFile)}, {}, false};
    return file.readAll();
}

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Failure{FailureCode::FileNotWritable, {QDir::toNativeSeparators(path)}, file.errorString(), false};
    return {};
}

Result<ConnectorRecord> findConnector(const EngineContext &engine, const QString &name)
{
    auto ledger = Ledger::open(engine.ledgerPath(), Ledger::Mode::ReadOnly);
    if (!ledger)
        return ledger.failure();
    return ConnectorTable(**ledger).find(name);
}

QJsonObject fileValues(const MappingChange &change, const QByteArray &sha256)
{
    return {{QLatin1String("file"), change.file}, {QLatin1String("sha256"), QString::fromLatin1(sha256.toHex())}};
}

} // namespace

Result<MappingChange> MappingFix::assign(const QString &connector, const MappingAssignment &assignment) const
{
    const auto record = findConnector(m_engine, connector);
    if (!record)
        return record.failure();
    ConnectorSettings settings = ConnectorSettings::fromJson(record->settings);
    MappingChange change;
    change.wasNamed = !settings.mappingFile.isEmpty();
    change.file = settings.mappingFile;
    if (!change.wasNamed) {
        const QString folder = m_engine.dataFolder + QLatin1String("/mappings");
        if (auto made = makePrivateFolder(folder); !made)
            return made.failure();
        change.file = folder + QLatin1Char('/') + QString::number(record->id) + QLatin1String(".csv");
    }
    change.existed = QFileInfo::exists(change.file);
    if (change.existed) {
        auto bytes = readFile(change.file);
        if (!bytes)
            return bytes.failure();
        change.before = std::move(*bytes);
    }
    const auto after = assignInMapping(change.before, change.file, settings.defaultRegion, assignment);
    if (!after)
        return after.failure();
    if (auto written = writeFile(change.file, *after); !written)
        return written.failure();
    change.afterSha256 = Sha256::of(*after);
    if (!change.wasNamed) {
        settings.mappingFile = change.file;
        if (auto edited = ConnectorEditor(m_engine).edit(connector, connector, settings); !edited) {
            if (change.existed)
                (void)writeFile(change.file, change.before);
            else
                QFile::remove(change.file);
            return edited.failure();
        }
    }
    QJsonObject values = fileValues(change, change.afterSha256);
    values.insert(QLatin1String("number"), assignment.number.digits());
    values.insert(QLatin1String("mailbox"), assignment.mailbox.text());
    values.insert(QLatin1String("valid_from"), assignment.validFrom.isValid() ? assignment.validFrom.toString(Qt::ISODate) : QString());
    if (auto audited =
            auditAlone(m_engine, QStringLiteral("mapping-changed"), connector, fileValues(change, Sha256::of(change.before)), values);
        !audited)
        return audited.failure();
    return change;
}

Result<void> MappingFix::undo(const QString &connector, const MappingChange &change) const
{
    const auto now = readFile(change.file);
    if (!now)
        return now.failure();
    if (Sha256::of(*now) != change.afterSha256)
        return Failure{FailureCode::MappingChangedMeanwhile, {change.file}, {}, false};
    // A file that was made for the connector stays, with a header only: the connector names it.
    QByteArray bytes = change.before;
    if (!change.existed)
        bytes = now->left(now->indexOf('\n') + 1);
    if (auto written = writeFile(change.file, bytes); !written)
        return written;
    return auditAlone(m_engine, QStringLiteral("mapping-changed"), connector, fileValues(change, change.afterSha256),
                      fileValues(change, Sha256::of(bytes)));
}

} // namespace tallybridge

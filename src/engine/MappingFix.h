#pragma once

#include "core/Result.h"
#include "engine/EngineContext.h"
#include "mapping/MappingEditor.h"

#include <QByteArray>
#include <QString>

namespace tallybridge {

/// What assigning a mailbox changed, so that it can be undone.
struct MappingChange {
    QString file;           ///< the mapping CSV
    bool existed = false;   ///< it was there before
    bool wasNamed = false;  ///< the connector used it before
    QByteArray before;      ///< its bytes then
    QByteArray afterSha256; ///< of its bytes now, 32 raw bytes
};

/// Assigns a mailbox to a number in a connector's mapping CSV. A connector without one gets `<data folder>/mappings/<id>.csv`.
/// The file is replaced in one step; each change is audited.
class MappingFix
{
public:
    explicit MappingFix(const EngineContext &engine) : m_engine(engine) {}

    /// Failures: ConnectorNotFound, assignInMapping()'s, FileNotWritable, and ConnectorEditor::edit()'s for a connector without a file.
    Result<MappingChange> assign(const QString &connector, const MappingAssignment &assignment) const;
    /// Puts the former bytes back. Failures: ConnectorNotFound, FileNotWritable, MappingChangedMeanwhile.
    Result<void> undo(const QString &connector, const MappingChange &change) const;

private:
    const EngineContext &m_engine;
};

} // namespace tallybridge

#include "ui/connectors/ConnectorModel.h"

#include "ui/common/Backend.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/connectors/ConnectorText.h"

namespace tallybridge {

ConnectorModel::ConnectorModel(ConnectorDesk &desk, QObject *parent)
    : QAbstractTableModel(parent), m_desk(desk), m_rows(int(desk.entries().size()))
{
    connect(&desk, &ConnectorDesk::listChanged, this, &ConnectorModel::takeList);
    connect(&desk, &ConnectorDesk::activityChanged, this, &ConnectorModel::updateRow);
}

int ConnectorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ConnectorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void ConnectorModel::takeList(bool sameRows)
{
    if (sameRows) {
        if (m_rows > 0)
            Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = int(m_desk.entries().size());
    endResetModel();
}

void ConnectorModel::updateRow(qint64 id)
{
    const int row = rowOf(id);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int ConnectorModel::rowOf(qint64 id) const
{
    for (int row = 0; row < m_rows; ++row) {
        if (m_desk.entries()[size_t(row)].connector.id == id)
            return row;
    }
    return -1;
}

QVariant ConnectorModel::text(int row, int column) const
{
    const ConnectorEntry &entry = m_desk.entries()[size_t(row)];
    const Connector &connector = entry.connector;
    const QDateTime now = m_desk.backend().engine().clock->now();
    const Sums *sums = entry.activity ? &entry.activity->progress.sums : connector.newestRun ? &connector.newestRun->sums : nullptr;
    switch (column) {
    case Name:
        return connector.name;
    case Type:
        return connector.type ? QString(connector.type->displayName) : QString();
    case Status:
        return statusText(entry, now);
    case Progress:
        return progressText(entry);
    case LastRun:
        return connector.newestRun ? timeText(connector.newestRun->started) : tr("Never");
    case Imported:
        return sums ? countText(sums->imported) : QString();
    case Failed:
        return sums ? countText(sums->failed) : QString();
    case NextRun:
        return connector.nextDue.isValid() ? (connector.nextDue <= now ? tr("Due now") : timeText(connector.nextDue)) : tr("Not planned");
    default:
        return {};
    }
}

QVariant ConnectorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ConnectorEntry &entry = m_desk.entries()[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return text(index.row(), index.column());
    case Qt::AccessibleTextRole:
        return QString(
            tr("%1: %2").arg(headerData(index.column(), Qt::Horizontal).toString(), text(index.row(), index.column()).toString()));
    case Qt::DecorationRole:
        if (index.column() == Status)
            return glyphIcon(statusGlyph(entry, m_desk.backend().engine().clock->now()));
        return {};
    case Qt::TextAlignmentRole:
        if (index.column() == Imported || index.column() == Failed)
            return int(Qt::AlignTrailing | Qt::AlignVCenter);
        return {};
    case IdRole:
        return entry.connector.id;
    case DoneRole:
        return progressCount(entry).done;
    case TotalRole:
        return progressCount(entry).total;
    case BusyRole:
        return entry.activity.has_value();
    case SortRole: {
        const auto &run = entry.connector.newestRun;
        switch (index.column()) {
        case LastRun:
            return run ? run->started : QDateTime();
        case NextRun:
            return entry.connector.nextDue;
        case Imported:
            return run ? run->sums.imported : -1;
        case Failed:
            return run ? run->sums.failed : -1;
        case Progress:
            return progressCount(entry).total;
        default:
            return text(index.row(), index.column());
        }
    }
    default:
        return {};
    }
}

QVariant ConnectorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Name:
        return tr("Name");
    case Type:
        return tr("Type");
    case Status:
        return tr("Status");
    case Progress:
        return tr("Progress");
    case LastRun:
        return tr("Last run");
    case Imported:
        return tr("Imported");
    case Failed:
        return tr("Failed");
    case NextRun:
        return tr("Next run");
    default:
        return {};
    }
}

} // namespace tallybridge

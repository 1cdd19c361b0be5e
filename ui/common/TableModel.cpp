#include "ui/common/TableModel.h"

#include "ui/connectors/ConnectorText.h"

namespace tallybridge {

namespace {

bool isNumber(const QVariant &value)
{
    return value.typeId() == QMetaType::LongLong || value.typeId() == QMetaType::Int;
}

QString shown(const QVariant &value)
{
    if (value.typeId() == QMetaType::QDateTime)
        return timeText(value.toDateTime());
    return isNumber(value) ? countText(value.toLongLong()) : value.toString();
}

} // namespace

TableModel::TableModel(QStringList headers, int iconColumn, QObject *parent)
    : QAbstractTableModel(parent), m_headers(std::move(headers)), m_iconColumn(iconColumn)
{
}

void TableModel::setRows(std::vector<Row> rows)
{
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, int(m_headers.size()) - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_headers.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const QVariant value = row.cells.value(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return shown(value);
    case Qt::AccessibleTextRole:
        return QString(tr("%1: %2").arg(m_headers.value(index.column()), shown(value)));
    case Qt::DecorationRole:
        return index.column() == m_iconColumn ? QVariant(row.icon) : QVariant();
    case Qt::TextAlignmentRole:
        return isNumber(value) ? QVariant(int(Qt::AlignTrailing | Qt::AlignVCenter)) : QVariant();
    case SortRole:
        return value;
    case IdRole:
        return row.id;
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return m_headers.value(section);
    return QAbstractTableModel::headerData(section, orientation, role);
}

} // namespace tallybridge

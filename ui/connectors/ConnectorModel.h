#pragma once

#include <QAbstractTableModel>

namespace tallybridge {

class ConnectorDesk;

/// The connectors as a table, one row each, live.
class ConnectorModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Type, Status, Progress, LastRun, Imported, Failed, NextRun, ColumnCount };
    enum Role {
        IdRole = Qt::UserRole, ///< qint64
        SortRole,              ///< what the column sorts by
        DoneRole,              ///< qint64, of Progress
        TotalRole,             ///< qint64, of Progress; 0: not known
        BusyRole,              ///< bool: something is being done with it
    };

    /// desk has to outlive the model.
    explicit ConnectorModel(ConnectorDesk &desk, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// -1 when there is none.
    int rowOf(qint64 id) const;

private:
    void takeList(bool sameRows);
    void updateRow(qint64 id);
    QVariant text(int row, int column) const;

    ConnectorDesk &m_desk;
    int m_rows = 0; ///< as announced to the views
};

} // namespace tallybridge

#pragma once

#include <QAbstractTableModel>
#include <QIcon>
#include <vector>

namespace tallybridge {

/// A table of values that are all there: numbers are shown as the language writes them, times as local time.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole, SortRole };

    struct Row {
        qint64 id = 0;
        QIcon icon; ///< before the cell of the icon column
        QList<QVariant> cells;
    };

    /// iconColumn: -1 for none.
    TableModel(QStringList headers, int iconColumn, QObject *parent = nullptr);

    /// Rows that are the same in number are changed in place, so that selection and scroll position stay.
    void setRows(std::vector<Row> rows);
    const std::vector<Row> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QStringList m_headers;
    int m_iconColumn;
    std::vector<Row> m_rows;
};

} // namespace tallybridge

#pragma once

#include "engine/MappingPreview.h"

#include <QAbstractTableModel>

namespace tallybridge {

/// The lines of a mapping file with what is wrong with them.
class MappingModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Line, Remark, Number, Mailbox, From, Until, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setPreview(MappingPreview preview);
    void setOnlyProblems(bool only);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void filter();

    MappingPreview m_preview;
    std::vector<size_t> m_shown; ///< indexes of m_preview.rows
    bool m_onlyProblems = false;
};

} // namespace tallybridge

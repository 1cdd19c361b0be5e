#pragma once

#include <QStyledItemDelegate>

namespace tallybridge {

/// Paints a progress bar with the cell's words on it; the numbers come by the model's DoneRole and TotalRole.
class ProgressDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ProgressDelegate(int doneRole, int totalRole, int busyRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_doneRole;
    int m_totalRole;
    int m_busyRole;
};

} // namespace tallybridge

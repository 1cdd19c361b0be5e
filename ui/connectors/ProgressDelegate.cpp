#include "ui/connectors/ProgressDelegate.h"

#include <QApplication>
#include <QPainter>
#include <algorithm>

namespace tallybridge {

ProgressDelegate::ProgressDelegate(int doneRole, int totalRole, int busyRole, QObject *parent)
    : QStyledItemDelegate(parent), m_doneRole(doneRole), m_totalRole(totalRole), m_busyRole(busyRole)
{
}

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, QString());
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const qint64 total = index.data(m_totalRole).toLongLong();
    const bool busy = index.data(m_busyRole).toBool();
    const QRect frame = cell.rect.adjusted(4, 3, -4, -3);
    const bool selected = cell.state & QStyle::State_Selected;
    const auto group = cell.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled;
    const QColor ink = cell.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    painter->save();
    painter->setClipRect(cell.rect);
    if (total > 0) {
        const double share = std::clamp(double(index.data(m_doneRole).toLongLong()) / double(total), 0.0, 1.0);
        painter->setRenderHint(QPainter::Antialiasing);
        QColor track = ink;
        track.setAlphaF(0.10F);
        QColor bar = busy && !selected ? cell.palette.color(group, QPalette::Highlight) : ink;
        bar.setAlphaF(busy ? 0.45F : 0.25F);
        const QRectF groove = QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5);
        painter->setPen(Qt::NoPen);
        painter->setBrush(track);
        painter->drawRoundedRect(groove, 3, 3);
        QRectF filled = groove;
        filled.setWidth(groove.width() * share);
        if (cell.direction == Qt::RightToLeft)
            filled.moveRight(groove.right());
        painter->setBrush(bar);
        painter->drawRoundedRect(filled, 3, 3);
    }
    painter->setPen(ink);
    painter->setFont(cell.font);
    const QString shown = cell.fontMetrics.elidedText(text, Qt::ElideRight, frame.width() - 8);
    painter->drawText(frame.adjusted(4, 0, -4, 0), int(Qt::AlignCenter), shown);
    painter->restore();
}

QSize ProgressDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(16, 6);
}

} // namespace tallybridge

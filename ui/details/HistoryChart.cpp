#include "ui/details/HistoryChart.h"

#include "ui/connectors/ConnectorText.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace tallybridge {

HistoryChart::HistoryChart(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Copies of the last 30 days"));
}

void HistoryChart::setRuns(const std::vector<RunRecord> &runs, const QDate &lastDay)
{
    m_days.assign(days, {});
    for (int i = 0; i < days; ++i)
        m_days[size_t(i)].date = lastDay.addDays(i - days + 1);
    qint64 good = 0;
    qint64 failed = 0;
    int active = 0;
    for (const RunRecord &run : runs) {
        const qint64 index = days - 1 - run.started.toLocalTime().date().daysTo(lastDay);
        if (index < 0 || index >= days)
            continue;
        Day &day = m_days[size_t(index)];
        active += day.good + day.failed == 0 && run.sums.availableForImport() > 0 ? 1 : 0;
        day.good += run.sums.imported + run.sums.partial + run.sums.skipped;
        day.failed += run.sums.failed;
        good += run.sums.imported + run.sums.partial + run.sums.skipped;
        failed += run.sums.failed;
    }
    setAccessibleDescription(tr("%1 copies arrived or were there already and %2 failed, on %3 of 30 days")
                                 .arg(countText(good), countText(failed), countText(active)));
    update();
}

QSize HistoryChart::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 6};
}

QSize HistoryChart::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, fontMetrics().height() * 4};
}

QRect HistoryChart::plot() const
{
    return rect().adjusted(1, fontMetrics().height() + 2, -2, -fontMetrics().height() - 4);
}

QRect HistoryChart::column(int day) const
{
    const QRect area = plot();
    const int place = layoutDirection() == Qt::RightToLeft ? days - 1 - day : day;
    const int left = area.left() + area.width() * place / days;
    const int right = area.left() + area.width() * (place + 1) / days;
    return {left + 1, area.top(), std::max(1, right - left - 2), area.height()};
}

QString HistoryChart::dayText(const Day &day) const
{
    return tr("%1: %2 arrived or there already, %3 failed")
        .arg(QLocale().toString(day.date, QLocale::ShortFormat), countText(day.good), countText(day.failed));
}

void HistoryChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ink = palette().color(QPalette::WindowText);
    const QRect area = plot();
    QColor faint = ink;
    faint.setAlphaF(0.35F);
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 2) : QPen(faint));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setPen(ink);
    if (m_days.empty())
        return;
    qint64 most = 0;
    for (const Day &day : m_days)
        most = std::max(most, day.good + day.failed);
    painter.drawText(QRect(0, 0, width(), fontMetrics().height()), int(Qt::AlignLeading | Qt::AlignVCenter),
                     most > 0 ? tr("Copies a day, last 30 days; the most on one day: %1").arg(countText(most))
                              : tr("No copies in the last 30 days"));
    for (int i = 0; i < int(m_days.size()) && most > 0; ++i) {
        const Day &day = m_days[size_t(i)];
        const QRect cell = column(i);
        const auto height = [&](qint64 count) {
            return count > 0 ? std::max(2, int(double(count) / double(most) * (area.height() - 2))) : 0;
        };
        const int failed = height(day.failed);
        const int good = std::min(height(day.good), area.height() - failed);
        painter.fillRect(QRect(cell.left(), cell.bottom() - good, cell.width(), good), QColor(0x1b, 0x8a, 0x4b));
        const QRect top(cell.left(), cell.bottom() - good - failed, cell.width(), failed);
        painter.fillRect(top, QColor(0xc6, 0x2f, 0x2f, 90));
        painter.fillRect(top, QBrush(QColor(0xc6, 0x2f, 0x2f), Qt::BDiagPattern));
    }
    painter.setPen(ink);
    const QRect axis(area.left(), area.bottom() + 2, area.width(), fontMetrics().height());
    painter.drawText(axis, int(Qt::AlignLeading), QLocale().toString(m_days.front().date, QLocale::ShortFormat));
    painter.drawText(axis, int(Qt::AlignTrailing), QLocale().toString(m_days.back().date, QLocale::ShortFormat));
}

bool HistoryChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (int i = 0; i < int(m_days.size()); ++i) {
        if (column(i).adjusted(-1, 0, 1, 0).contains(help->pos())) {
            QToolTip::showText(help->globalPos(), dayText(m_days[size_t(i)]), this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace tallybridge

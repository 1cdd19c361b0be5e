#pragma once

#include "ledger/RunRecord.h"

#include <QDate>
#include <QWidget>
#include <vector>

namespace tallybridge {

/// The last 30 days of a connector: copies that arrived or were there already, and failed ones, one bar for each day.
class HistoryChart : public QWidget
{
    Q_OBJECT

public:
    static constexpr int days = 30;
    struct Day {
        QDate date; ///< local
        qint64 good = 0;
        qint64 failed = 0;
    };

    explicit HistoryChart(QWidget *parent = nullptr);

    /// lastDay: the rightmost, usually today.
    void setRuns(const std::vector<RunRecord> &runs, const QDate &lastDay);
    const std::vector<Day> &history() const { return m_days; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRect plot() const;
    QRect column(int day) const;
    QString dayText(const Day &day) const;

    std::vector<Day> m_days;
};

} // namespace tallybridge

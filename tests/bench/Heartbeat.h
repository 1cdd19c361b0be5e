#pragma once

#include <QElapsedTimer>
#include <QString>
#include <QTimer>

#include <algorithm>
#include <vector>

/// Measures how long an event loop is kept from its work: the gaps between the beats of a 5 ms timer.
class Heartbeat
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout([this] {
            m_gaps.push_back(double(m_since.nsecsElapsed()) / 1e6);
            m_since.restart();
        });
    }

    /// Begins a new measurement.
    void start()
    {
        m_gaps.clear();
        m_since.start();
        m_timer.start(5);
    }

    /// Ends it; "p50 5.0 ms, p99 6.1 ms, max 20.0 ms (1000 beats)".
    QString stop()
    {
        m_timer.stop();
        std::sort(m_gaps.begin(), m_gaps.end());
        const auto at = [this](size_t percent) { return m_gaps.empty() ? 0.0 : m_gaps[(m_gaps.size() - 1) * percent / 100]; };
        return QStringLiteral("p50 %1 ms, p99 %2 ms, max %3 ms (%4 beats)")
            .arg(at(50), 0, 'f', 1)
            .arg(at(99), 0, 'f', 1)
            .arg(at(100), 0, 'f', 1)
            .arg(m_gaps.size());
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<double> m_gaps;
};

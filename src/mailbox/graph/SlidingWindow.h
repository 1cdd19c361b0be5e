#pragma once

#include <QtGlobal>

#include <chrono>
#include <deque>

namespace tallybridge::graph {

/// Adds up amounts over a span of time that moves along, in steps of a sixtieth of it. One thread at a time.
class SlidingWindow
{
public:
    using Instant = std::chrono::steady_clock::time_point;
    using Duration = std::chrono::steady_clock::duration;

    SlidingWindow(qint64 limit, Duration span) : m_limit(limit), m_span(span), m_step(span / 60) {}

    /// How long until this amount fits; nothing to wait for when it does. An amount over the limit fits into an empty window.
    Duration wait(qint64 amount, Instant now)
    {
        forget(now);
        qint64 excess = m_sum + amount - m_limit;
        if (excess <= 0 || m_sum == 0)
            return Duration::zero();
        for (const Step &step : m_steps) {
            excess -= step.amount;
            if (excess <= 0)
                return step.begin + m_step + m_span - now;
        }
        return m_steps.back().begin + m_step + m_span - now;
    }

    void add(qint64 amount, Instant now)
    {
        forget(now);
        if (m_steps.empty() || now - m_steps.back().begin >= m_step)
            m_steps.push_back({now, 0});
        m_steps.back().amount += amount;
        m_sum += amount;
    }

    bool isEmpty(Instant now)
    {
        forget(now);
        return m_steps.empty();
    }

private:
    struct Step {
        Instant begin;
        qint64 amount;
    };
    void forget(Instant now)
    {
        while (!m_steps.empty() && now - m_steps.front().begin >= m_step + m_span) {
            m_sum -= m_steps.front().amount;
            m_steps.pop_front();
        }
    }

    qint64 m_limit;
    Duration m_span;
    Duration m_step;
    std::deque<Step> m_steps;
    qint64 m_sum = 0;
};

} // namespace tallybridge::graph

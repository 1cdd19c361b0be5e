#pragma once

#include <QDateTime>

namespace tallybridge {

/// Where the time comes from; tests put their own in its place. Any thread may call it.
class Clock
{
public:
    virtual ~Clock() = default;
    /// The current time in UTC.
    virtual QDateTime now() const = 0;
};

/// The computer's clock.
class SystemClock : public Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
};

} // namespace tallybridge

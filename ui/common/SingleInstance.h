#pragma once

#include <QLocalServer>
#include <QObject>

namespace tallybridge {

/// One window for each data folder: a second start asks the first window to come to the front and ends.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString &dataFolder, QObject *parent = nullptr);

    /// True when another window has the data folder; it was asked to come to the front.
    bool isSecond() const { return m_second; }

Q_SIGNALS:
    /// Somebody has started the program again.
    void raiseRequested();

private:
    QLocalServer m_server;
    bool m_second = false;
};

} // namespace tallybridge

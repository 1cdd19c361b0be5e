#pragma once

#include <QEvent>
#include <QWidget>

#include <cstdlib>

/// Ends the program when a widget has been painted for the first time, whatever goes on elsewhere.
class FirstPaint : public QObject
{
public:
    explicit FirstPaint(QWidget &widget) { widget.installEventFilter(this); }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // The filter sees the event before the widget does: the next one after it finds the widget painted.
        if (m_painting)
            std::_Exit(0);
        m_painting = event->type() == QEvent::Paint;
        return QObject::eventFilter(watched, event);
    }

private:
    bool m_painting = false;
};

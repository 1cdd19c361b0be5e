#pragma once

#include <QProxyStyle>

namespace tallybridge {

/// Fusion with outlines that can be seen on a dark background (WCAG 2.1, 1.4.11: at least 3:1): Fusion darkens the background for them.
class ClearOutlines : public QProxyStyle
{
    Q_OBJECT

public:
    ClearOutlines();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
};

} // namespace tallybridge

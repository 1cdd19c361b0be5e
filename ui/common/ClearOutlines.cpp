#include "ui/common/ClearOutlines.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace tallybridge {

ClearOutlines::ClearOutlines() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void ClearOutlines::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool round = element == PE_IndicatorRadioButton;
    const bool outlined =
        round || element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck || element == PE_FrameLineEdit;
    if (!outlined)
        return;
    const bool marked = option->state & State_HasFocus && element == PE_FrameLineEdit;
    const bool enabled = option->state & State_Enabled;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(option->palette.color(marked ? QPalette::Highlight : enabled ? QPalette::PlaceholderText : QPalette::Mid));
    const QRectF frame = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (round)
        painter->drawEllipse(frame);
    else
        painter->drawRoundedRect(frame, 2, 2);
    painter->restore();
}

} // namespace tallybridge

#include "ui/common/Icons.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace tallybridge {

namespace {

QColor colourOf(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Ok:
        return QColor(0x1b, 0x8a, 0x4b);
    case Glyph::Warning:
        return QColor(0xc4, 0x77, 0x00);
    case Glyph::Error:
        return QColor(0xc6, 0x2f, 0x2f);
    case Glyph::Running:
    case Glyph::Application:
        return QColor(0x24, 0x6f, 0xc0);
    case Glyph::Stopped:
    case Glyph::Waiting:
    case Glyph::Unknown:
    case Glyph::NotNeeded:
        break;
    }
    return QColor(0x75, 0x7d, 0x86);
}

QPolygonF points(std::initializer_list<QPointF> list)
{
    return QPolygonF(QList<QPointF>(list));
}

// All in a square of 16 units.
void paintShape(QPainter &painter, Glyph glyph)
{
    const QColor colour = colourOf(glyph);
    const QPen white(Qt::white, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (glyph) {
    case Glyph::Ok:
        painter.drawEllipse(QRectF(1, 1, 14, 14));
        painter.setPen(white);
        painter.drawPolyline(points({{4.5, 8.5}, {7, 11}, {11.5, 5.5}}));
        return;
    case Glyph::Warning:
        painter.drawPolygon(points({{8, 1}, {15.5, 14.5}, {0.5, 14.5}}));
        painter.setPen(white);
        painter.drawLine(QPointF(8, 6), QPointF(8, 9.5));
        painter.drawPoint(QPointF(8, 12.3));
        return;
    case Glyph::Error:
        painter.drawPolygon(points({{5, 1}, {11, 1}, {15, 5}, {15, 11}, {11, 15}, {5, 15}, {1, 11}, {1, 5}}));
        painter.setPen(white);
        painter.drawLine(QPointF(5.3, 5.3), QPointF(10.7, 10.7));
        painter.drawLine(QPointF(10.7, 5.3), QPointF(5.3, 10.7));
        return;
    case Glyph::Running:
        painter.drawEllipse(QRectF(1, 1, 14, 14));
        painter.setBrush(Qt::white);
        painter.drawPolygon(points({{6, 4.5}, {12, 8}, {6, 11.5}}));
        return;
    case Glyph::Stopped:
        painter.drawRoundedRect(QRectF(1, 1, 14, 14), 3, 3);
        painter.setBrush(Qt::white);
        painter.drawRect(QRectF(5, 5, 6, 6));
        return;
    case Glyph::Waiting:
        painter.drawEllipse(QRectF(1, 1, 14, 14));
        painter.setPen(white);
        painter.drawPolyline(points({{8, 4}, {8, 8}, {11, 9.5}}));
        return;
    case Glyph::Unknown:
        painter.drawEllipse(QRectF(1, 1, 14, 14));
        painter.setPen(white);
        painter.setBrush(Qt::NoBrush);
        {
            QPainterPath mark(QPointF(5.8, 6.2));
            mark.cubicTo(6, 3.2, 10.6, 3.6, 10, 6.6);
            mark.cubicTo(9.8, 7.8, 8, 7.8, 8, 9.4);
            painter.drawPath(mark);
        }
        painter.drawPoint(QPointF(8, 12.2));
        return;
    case Glyph::NotNeeded:
        painter.drawEllipse(QRectF(1, 1, 14, 14));
        painter.setPen(white);
        painter.drawLine(QPointF(5, 8), QPointF(11, 8));
        return;
    case Glyph::Application:
        // Four tally marks and the stroke across them: the bridge.
        painter.drawRoundedRect(QRectF(0.5, 0.5, 15, 15), 3.5, 3.5);
        painter.setPen(QPen(Qt::white, 1.4, Qt::SolidLine, Qt::RoundCap));
        for (const double x : {4.0, 6.7, 9.3, 12.0})
            painter.drawLine(QPointF(x, 4), QPointF(x, 12));
        painter.drawLine(QPointF(2.6, 10.4), QPointF(13.4, 5.6));
        return;
    }
}

class GlyphEngine : public QIconEngine
{
public:
    explicit GlyphEngine(Glyph glyph) : m_glyph(glyph) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = std::min(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.x() + (rect.width() - side) / 2.0, rect.y() + (rect.height() - side) / 2.0);
        painter->scale(side / 16.0, side / 16.0);
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.4);
        paintShape(*painter, m_glyph);
        painter->restore();
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new GlyphEngine(m_glyph); }

private:
    Glyph m_glyph;
};

} // namespace

QIcon glyphIcon(Glyph glyph)
{
    return QIcon(new GlyphEngine(glyph));
}

} // namespace tallybridge

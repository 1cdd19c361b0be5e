#include "ui/details/SumsBar.h"

#include "ui/connectors/ConnectorText.h"

#include <QPainter>

namespace tallybridge {

namespace {

constexpr int gap = 6;

} // namespace

SumsBar::SumsBar(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Sums of the run"));
    setSums({});
}

void SumsBar::setSums(const Sums &sums)
{
    m_sums = sums;
    setAccessibleDescription(equation());
    setToolTip(equation());
    updateGeometry();
    update();
}

QString SumsBar::equation() const
{
    return tr("%1 copies = %2 imported + %3 partial + %4 skipped + %5 failed")
        .arg(countText(m_sums.availableForImport()), countText(m_sums.imported), countText(m_sums.partial), countText(m_sums.skipped),
             countText(m_sums.failed));
}

std::vector<SumsBar::Part> SumsBar::parts() const
{
    return {{tr("imported"), m_sums.imported, QColor(0x1b, 0x8a, 0x4b), Qt::SolidPattern},
            {tr("partial"), m_sums.partial, QColor(0xc4, 0x77, 0x00), Qt::Dense3Pattern},
            {tr("skipped"), m_sums.skipped, QColor(0x75, 0x7d, 0x86), Qt::Dense5Pattern},
            {tr("failed"), m_sums.failed, QColor(0xc6, 0x2f, 0x2f), Qt::BDiagPattern}};
}

int SumsBar::barHeight() const
{
    return fontMetrics().height() + 6;
}

int SumsBar::legendLines(int width) const
{
    int lines = 1;
    int x = 0;
    for (const Part &part : parts()) {
        const int wide =
            fontMetrics().height() + gap + fontMetrics().horizontalAdvance(countText(part.count) + QLatin1Char(' ') + part.name);
        if (x > 0 && x + wide > width) {
            ++lines;
            x = 0;
        }
        x += wide + 3 * gap;
    }
    return lines;
}

QSize SumsBar::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 60;
    return {width, heightForWidth(width)};
}

QSize SumsBar::minimumSizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 20;
    return {width, barHeight() + gap + fontMetrics().lineSpacing()};
}

int SumsBar::heightForWidth(int width) const
{
    return barHeight() + gap + legendLines(width) * (fontMetrics().lineSpacing() + 2) + 2;
}

void SumsBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto placed = [this, mirrored](QRect rect) {
        if (mirrored)
            rect.moveLeft(width() - rect.right() - 1);
        return rect;
    };
    const QColor ink = palette().color(QPalette::WindowText);
    QColor track = ink;
    track.setAlphaF(0.08F);
    const QRect bar(0, 1, width() - 1, barHeight());
    painter.fillRect(bar, track);

    const qint64 total = m_sums.availableForImport();
    qint64 before = 0;
    for (const Part &part : parts()) {
        if (total <= 0 || part.count <= 0)
            continue;
        // Both ends come from the running sum, so that the parts meet and fill the bar whatever the rounding.
        const int left = int(double(before) / double(total) * bar.width());
        before += part.count;
        const int right = std::max(left + 2, int(double(before) / double(total) * bar.width()));
        const QRect piece = placed(QRect(left, bar.top(), right - left, bar.height()));
        QColor base = part.colour;
        base.setAlphaF(0.35F);
        painter.fillRect(piece, base);
        painter.fillRect(piece, QBrush(part.colour, part.pattern));
    }
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 2) : QPen(ink, 0, Qt::SolidLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar);

    const int side = fontMetrics().height() - 4;
    int x = 0;
    int y = bar.bottom() + gap;
    for (const Part &part : parts()) {
        const QString text = countText(part.count) + QLatin1Char(' ') + part.name;
        const int textWidth = fontMetrics().horizontalAdvance(text);
        const int wide = side + 4 + gap + textWidth;
        if (x > 0 && x + wide > width()) {
            x = 0;
            y += fontMetrics().lineSpacing() + 2;
        }
        const QRect sign = placed(QRect(x, y + 2, side, side));
        QColor base = part.colour;
        base.setAlphaF(0.35F);
        painter.fillRect(sign, base);
        painter.fillRect(sign, QBrush(part.colour, part.pattern));
        painter.setPen(ink);
        painter.drawRect(sign);
        painter.drawText(placed(QRect(x + side + 4 + 2, y, textWidth + 2, fontMetrics().height())), int(Qt::AlignVCenter), text);
        x += wide + 3 * gap;
    }
}

} // namespace tallybridge

#pragma once

#include "core/Sums.h"

#include <QWidget>

namespace tallybridge {

/// The sums of a run as one stacked bar: imported, partial, skipped and failed side by side, as long as all copies together. Each part has
/// its own pattern and is named below the bar, so that no meaning hangs on a colour.
class SumsBar : public QWidget
{
    Q_OBJECT

public:
    explicit SumsBar(QWidget *parent = nullptr);

    void setSums(const Sums &sums);
    /// "310 copies = 296 imported + 0 partial + 1 skipped + 13 failed".
    QString equation() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Part {
        QString name;
        qint64 count;
        QColor colour;
        Qt::BrushStyle pattern;
    };
    std::vector<Part> parts() const;
    int barHeight() const;
    int legendLines(int width) const;

    Sums m_sums;
};

} // namespace tallybridge

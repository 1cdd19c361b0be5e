#include "ui/wizard/StepList.h"

#include "ui/common/Icons.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>

#include <algorithm>

namespace tallybridge {

StepList::StepList(const QStringList &steps, QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Steps"));
    auto *grid = new QGridLayout(this);
    grid->setColumnStretch(1, 1);
    for (const QString &step : steps) {
        const Row row{new QLabel(this), new QLabel(step, this)};
        row.text->setWordWrap(true);
        row.text->setMinimumWidth(fontMetrics().averageCharWidth() * 18);
        grid->addWidget(row.sign, int(m_rows.size()), 0, Qt::AlignTop);
        grid->addWidget(row.text, int(m_rows.size()), 1);
        m_rows.push_back(row);
    }
    grid->setRowStretch(int(m_rows.size()), 1);
}

void StepList::setCurrent(int step)
{
    m_current = step;
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    const auto count = std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.needed; });
    int number = 0;
    for (int i = 0; i < int(m_rows.size()); ++i) {
        const Glyph glyph = i < step ? Glyph::Ok : i == step ? Glyph::Running : Glyph::NotNeeded;
        const Row &row = m_rows[size_t(i)];
        number += row.needed ? 1 : 0;
        row.sign->setVisible(row.needed);
        row.text->setVisible(row.needed);
        row.sign->setPixmap(glyphIcon(glyph).pixmap(QSize(side, side), devicePixelRatioF()));
        QFont font = row.text->font();
        font.setBold(i == step);
        row.text->setFont(font);
        row.text->setAccessibleName(tr("Step %1 of %2: %3").arg(number).arg(count).arg(row.text->text()));
    }
}

void StepList::setNeeded(int step, bool needed)
{
    m_rows[size_t(step)].needed = needed;
    setCurrent(m_current);
}

} // namespace tallybridge

#include "ui/common/Checklist.h"

#include "cli/wording/CheckText.h"
#include "ui/common/Icons.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

Glyph glyphOf(CheckResult::Answer answer)
{
    switch (answer) {
    case CheckResult::Answer::Yes:
        return Glyph::Ok;
    case CheckResult::Answer::No:
        return Glyph::Error;
    case CheckResult::Answer::NotNeeded:
        return Glyph::NotNeeded;
    case CheckResult::Answer::Unknown:
        break;
    }
    return Glyph::Unknown;
}

QString htmlOf(const ChecklistItem &item)
{
    QString html = item.text.toHtmlEscaped();
    if (!item.detail.isEmpty())
        html += u"<br><i>"_s + item.detail.toHtmlEscaped() + u"</i>"_s;
    QStringList links;
    for (const ChecklistItem::Link &link : item.links)
        links << u"<a href=\"%1\">%2</a>"_s.arg(link.address.toHtmlEscaped(), link.text.toHtmlEscaped());
    if (!links.isEmpty())
        html += u"<br>"_s + links.join(u" &nbsp; "_s);
    return html;
}

} // namespace

Checklist::Checklist(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setColumnStretch(2, 1);
}

void Checklist::setItems(const std::vector<ChecklistItem> &items)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    int row = 0;
    for (const ChecklistItem &item : items) {
        auto *sign = new QLabel(this);
        sign->setPixmap(glyphIcon(glyphOf(item.answer)).pixmap(QSize(side, side), devicePixelRatioF()));
        auto *answer = new QLabel(checkAnswerText(item.answer), this);
        auto *text = new QLabel(htmlOf(item), this);
        text->setTextFormat(Qt::RichText);
        text->setWordWrap(true);
        text->setOpenExternalLinks(true);
        text->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
        text->setAccessibleName(QString(checkAnswerText(item.answer) + u": "_s + item.text));
        m_grid->addWidget(sign, row, 0, Qt::AlignTop);
        m_grid->addWidget(answer, row, 1, Qt::AlignTop);
        m_grid->addWidget(text, row, 2);
        ++row;
    }
}

} // namespace tallybridge

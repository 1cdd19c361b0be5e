#include "ui/common/Banner.h"

#include "cli/wording/FailureText.h"
#include "ui/common/Icons.h"
#include "ui_Banner.h"

#include <QAccessible>
#include <QStyle>

namespace tallybridge {

Banner::Banner(QWidget *parent) : QFrame(parent), m_ui(std::make_unique<Ui::Banner>())
{
    m_ui->setupUi(this);
    connect(m_ui->close, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_ui->action, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto action = std::exchange(m_action, {}))
            action();
    });
    hide();
}

Banner::~Banner() = default;

void Banner::show(Kind kind, const QString &text)
{
    show(kind, text, {}, {});
}

void Banner::show(Kind kind, const QString &text, const QString &buttonText, std::function<void()> action)
{
    const Glyph glyph = kind == Kind::Success ? Glyph::Ok : kind == Kind::Warning ? Glyph::Warning : Glyph::Error;
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_ui->icon->setPixmap(glyphIcon(glyph).pixmap(QSize(side, side), devicePixelRatioF()));
    m_ui->text->setText(text);
    m_ui->action->setText(buttonText);
    m_ui->action->setVisible(bool(action));
    m_action = std::move(action);
    setVisible(true);
    QAccessibleEvent event(m_ui->text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Banner::showFailure(const Failure &failure)
{
    show(Kind::Error, failureText(failure));
}

QString Banner::text() const
{
    return m_ui->text->text();
}

} // namespace tallybridge

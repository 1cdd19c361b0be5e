#pragma once

#include "core/Failure.h"

#include <QFrame>
#include <functional>
#include <memory>

namespace tallybridge {

namespace Ui {
class Banner;
}

/// A message inside a page, in place of a message box: sign, words that can be selected, at most one button, and a button that closes it.
class Banner : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Success, Warning, Error };

    explicit Banner(QWidget *parent = nullptr);
    ~Banner() override;

    /// Shows the text and lets screen readers speak it; it takes the place of the former one.
    void show(Kind kind, const QString &text);
    /// The same with a button, e.g. *Undo*; the banner closes when it is pressed.
    void show(Kind kind, const QString &text, const QString &buttonText, std::function<void()> action);
    void showFailure(const Failure &failure);
    QString text() const;

private:
    std::unique_ptr<Ui::Banner> m_ui;
    std::function<void()> m_action;
};

} // namespace tallybridge

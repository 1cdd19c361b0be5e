#pragma once

#include <QDialog>
#include <memory>

namespace tallybridge {

namespace Ui {
class HelpWindow;
}

/// The help pages (resources/help), in the window's language where there is one. It stays open beside the window.
class HelpWindow : public QDialog
{
    Q_OBJECT

public:
    explicit HelpWindow(QWidget *parent);
    ~HelpWindow() override;

    /// topic: a file name without ".md", e.g. "connectors".
    void showTopic(const QString &topic);

private:
    std::unique_ptr<Ui::HelpWindow> m_ui;
};

} // namespace tallybridge

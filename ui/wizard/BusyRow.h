#pragma once

#include <QWidget>
#include <memory>

namespace tallybridge {

namespace Ui {
class BusyRow;
}

/// Says that a check is under way, and stops it.
class BusyRow : public QWidget
{
    Q_OBJECT

public:
    explicit BusyRow(QWidget *parent = nullptr);
    ~BusyRow() override;

    /// Shows what is being done and takes the focus, so that no key reaches another button meanwhile.
    void start(const QString &text);
    void setText(const QString &text);

Q_SIGNALS:
    void cancelled();

private:
    std::unique_ptr<Ui::BusyRow> m_ui;
};

} // namespace tallybridge

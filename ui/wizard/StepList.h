#pragma once

#include <QWidget>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace tallybridge {

/// The steps of a wizard and where one is among them.
class StepList : public QWidget
{
    Q_OBJECT

public:
    explicit StepList(const QStringList &steps, QWidget *parent = nullptr);

    void setCurrent(int step);
    /// A step that is not needed is not shown.
    void setNeeded(int step, bool needed);

private:
    struct Row {
        QLabel *sign;
        QLabel *text;
        bool needed = true;
    };
    std::vector<Row> m_rows;
    int m_current = 0;
};

} // namespace tallybridge

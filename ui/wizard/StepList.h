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

private:
    struct Row {
        QLabel *sign;
        QLabel *text;
    };
    std::vector<Row> m_rows;
};

} // namespace tallybridge

#pragma once

#include "ui/overview/BeforeYouBegin.h"

#include <QWidget>

class QGridLayout;

namespace tallybridge {

/// Shows a checklist: sign and word of the answer, what has to be done, what was found, links.
class Checklist : public QWidget
{
    Q_OBJECT

public:
    explicit Checklist(QWidget *parent = nullptr);

    void setItems(const std::vector<ChecklistItem> &items);

private:
    QGridLayout *m_grid;
};

} // namespace tallybridge

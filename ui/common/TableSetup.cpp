#include "ui/common/TableSetup.h"

#include <QHeaderView>
#include <QTableView>

namespace tallybridge {

void setUpTable(QTableView *table, std::initializer_list<int> characterWidths)
{
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setAlternatingRowColors(true);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    int column = 0;
    for (const int characters : characterWidths)
        header->resizeSection(column++, table->fontMetrics().averageCharWidth() * characters);
}

} // namespace tallybridge

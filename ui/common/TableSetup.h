#pragma once

#include <initializer_list>

class QTableView;

namespace tallybridge {

/// Gives a table the program's manners: rows selected as a whole, Tab leaves it, columns as wide as the given numbers of characters, the
/// last one takes the rest.
void setUpTable(QTableView *table, std::initializer_list<int> characterWidths);

} // namespace tallybridge

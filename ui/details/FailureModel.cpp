#include "ui/details/FailureModel.h"

#include "cli/wording/ReasonText.h"
#include "ui/common/Backend.h"
#include "ui/connectors/ConnectorText.h"

#include <algorithm>

namespace tallybridge {

FailureModel::FailureModel(Backend &backend, QObject *parent) : QAbstractTableModel(parent), m_backend(backend) {}

void FailureModel::show(const QString &connector, const FailureList::Filter &filter)
{
    const bool same = connector == m_connector && filter == m_filter;
    m_connector = connector;
    m_filter = filter;
    m_indexing.cancel();
    if (!same && m_rows > 0)
        takeIndex({});
    const int revision = ++m_revision;
    if (connector.isEmpty())
        return;
    // A million ids take longer than a query may: not on the reader thread.
    m_indexing = m_backend.run(
        this,
        [connector, filter](ConnectorService &service, const RunControl &) -> Result<Index> {
            auto starts = service.failurePageStarts(connector, filter, pageSize);
            if (!starts)
                return starts.failure();
            Index index{std::move(*starts), 0};
            if (!index.starts.empty()) {
                const auto last = service.failurePage(connector, filter, index.starts.back(), pageSize);
                if (!last)
                    return last.failure();
                index.rows = int(index.starts.size() - 1) * pageSize + int(last->size());
            }
            return index;
        },
        [this, revision](Result<Index> index) {
            if (revision != m_revision)
                return;
            if (index)
                takeIndex(std::move(*index));
            else if (index.failure().code != FailureCode::Cancelled)
                Q_EMIT failed(index.failure());
        });
}

void FailureModel::takeIndex(Index index)
{
    beginResetModel();
    ++m_revision;
    for (const auto &[page, operation] : m_asked)
        operation.cancel();
    m_asked.clear();
    m_pages.clear();
    m_recent.clear();
    m_starts = std::move(index.starts);
    m_rows = index.rows;
    endResetModel();
}

int FailureModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int FailureModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const ItemTable::ListedCopy *FailureModel::copyAt(int row) const
{
    const auto page = m_pages.constFind(row / pageSize);
    if (row < 0 || page == m_pages.constEnd() || size_t(row % pageSize) >= page->size())
        return nullptr;
    return &(*page)[size_t(row % pageSize)];
}

void FailureModel::ask(int page) const
{
    const auto isPage = [page](const auto &asked) { return asked.first == page; };
    if (std::any_of(m_asked.begin(), m_asked.end(), isPage))
        return;
    // What was scrolled past is not worth reading any more.
    while (m_asked.size() >= pagesAsked) {
        m_asked.front().second.cancel();
        m_asked.pop_front();
    }
    auto *self = const_cast<FailureModel *>(this);
    const Operation operation = m_backend.read(
        self,
        [connector = m_connector, filter = m_filter, first = m_starts[size_t(page)]](ConnectorService &service) {
            return service.failurePage(connector, filter, first, pageSize);
        },
        [self, page, revision = m_revision](Result<Page> copies) {
            if (revision != self->m_revision)
                return;
            if (copies)
                self->takePage(page, std::move(*copies));
            else if (copies.failure().code != FailureCode::Cancelled)
                Q_EMIT self->failed(copies.failure());
        });
    m_asked.emplace_back(page, operation);
}

void FailureModel::takePage(int page, Page copies)
{
    m_asked.remove_if([page](const auto &asked) { return asked.first == page; });
    m_pages.insert(page, std::move(copies));
    m_recent.remove(page);
    m_recent.push_front(page);
    while (m_recent.size() > pagesKept) {
        m_pages.remove(m_recent.back());
        m_recent.pop_back();
    }
    Q_EMIT dataChanged(index(page * pageSize, 0), index(std::min(m_rows, (page + 1) * pageSize) - 1, ColumnCount - 1));
}

QVariant FailureModel::text(const ItemTable::ListedCopy &listed, int column) const
{
    switch (column) {
    case Item:
        return listed.item.sourceId.isEmpty() ? listed.item.entryName : listed.item.sourceId;
    case Participant:
        return listed.copy.participant;
    case Mailbox:
        return listed.copy.mailbox.text();
    case Reason:
        if (listed.copy.outcome == Outcome::Partial)
            return tr("Partial: attachments over the size limit are missing");
        return listed.copy.reason ? reasonText(*listed.copy.reason) : QString();
    case Delivery:
        return listed.delivery;
    case Since:
        return timeText(listed.copy.since);
    case Attempts:
        return countText(listed.copy.attempts);
    default:
        return {};
    }
}

QVariant FailureModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == Attempts ? QVariant(int(Qt::AlignTrailing | Qt::AlignVCenter)) : QVariant();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    const ItemTable::ListedCopy *listed = copyAt(index.row());
    if (!listed) {
        const int page = index.row() / pageSize;
        if (!m_pages.contains(page))
            ask(page);
        return index.column() == Item ? tr("Reading…") : QString();
    }
    const QVariant value = text(*listed, index.column());
    if (role == Qt::AccessibleTextRole)
        return QString(tr("%1: %2").arg(headerData(index.column(), Qt::Horizontal).toString(), value.toString()));
    return value;
}

QVariant FailureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Item:
        return tr("Item");
    case Participant:
        return tr("Participant");
    case Mailbox:
        return tr("Mailbox");
    case Reason:
        return tr("Reason");
    case Delivery:
        return tr("Delivery");
    case Since:
        return tr("Since");
    case Attempts:
        return tr("Attempts");
    default:
        return {};
    }
}

} // namespace tallybridge

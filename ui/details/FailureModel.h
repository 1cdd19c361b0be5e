#pragma once

#include "app/Operation.h"
#include "ledger/FailureList.h"

#include <QAbstractTableModel>
#include <QHash>
#include <list>

namespace tallybridge {

class Backend;

/// The failed and partial copies of a connector. There may be a million: the model knows where each page of the list begins and reads, in
/// the reader thread, only the pages that are looked at; it keeps a few of them.
class FailureModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Item, Participant, Mailbox, Reason, Delivery, Since, Attempts, ColumnCount };
    static constexpr int pageSize = 200;
    static constexpr int pagesKept = 30;
    static constexpr int pagesAsked = 4; ///< at once; older questions are taken back

    explicit FailureModel(Backend &backend, QObject *parent = nullptr);

    /// Shows the copies of a connector; an empty name shows none. Asks anew in any case.
    void show(const QString &connector, const FailureList::Filter &filter);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The copy of a row; null while its page is not here.
    const ItemTable::ListedCopy *copyAt(int row) const;

Q_SIGNALS:
    void failed(const Failure &failure);

private:
    using Page = std::vector<ItemTable::ListedCopy>;
    struct Index {
        std::vector<qint64> starts;
        int rows = 0;
    };

    void takeIndex(Index index);
    void ask(int page) const;
    void takePage(int page, Page copies);
    QVariant text(const ItemTable::ListedCopy &listed, int column) const;

    Backend &m_backend;
    QString m_connector;
    FailureList::Filter m_filter;
    int m_revision = 0; ///< answers to older questions are dropped
    Operation m_indexing;
    std::vector<qint64> m_starts;
    int m_rows = 0;
    mutable QHash<int, Page> m_pages;
    mutable std::list<int> m_recent; ///< pages by last use, newest first
    mutable std::list<std::pair<int, Operation>> m_asked;
};

} // namespace tallybridge

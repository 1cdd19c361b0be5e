#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace tallybridge {

/// A short table for people: columns as wide as their widest cell, cells made printable.
class Table
{
public:
    /// Headers that begin with ">" head columns of numbers, which are aligned to the right.
    explicit Table(QStringList headers);
    void add(QStringList cells);
    bool isEmpty() const { return m_rows.empty(); }
    /// The lines, each ended; without the header line when no header has a word.
    QString text(const QString &indent = {}) const;

private:
    QStringList m_headers;
    std::vector<bool> m_right;
    std::vector<QStringList> m_rows;
};

} // namespace tallybridge

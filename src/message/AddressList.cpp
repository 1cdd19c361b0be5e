#include "message/AddressList.h"

#include "core/PhoneNumber.h"
#include "message/HeaderText.h"

#include <algorithm>

namespace tallybridge {

namespace {

/// Parts of one entry while it is read.
struct RawEntry {
    QByteArray phrase;  ///< the words without comments
    QByteArray written; ///< the words as they stand there: "+49 (171) 30123456" is a number with its comment only
    QByteArray comment;
    QByteArray angle;
    bool hasAngle = false;
    bool hasAt = false; ///< in the phrase

    bool isEmpty() const { return phrase.trimmed().isEmpty() && comment.trimmed().isEmpty() && angle.trimmed().isEmpty(); }
};

/// True when every quote closes; an escaped one inside quotes is a letter (RFC 5322 3.2.4).
bool quotesPair(QByteArrayView value)
{
    bool inside = false;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (inside && value[i] == '\\')
            ++i;
        else if (value[i] == '"')
            inside = !inside;
    }
    return !inside;
}

class Splitter
{
public:
    explicit Splitter(QByteArrayView value) : m_value(value), m_quotesPair(quotesPair(value)), m_lastClose(value.lastIndexOf(')')) {}

    std::vector<AddressEntry> split()
    {
        while (m_at < m_value.size())
            step(m_value[m_at++]);
        finish(true);
        return std::move(m_entries);
    }

private:
    void step(char c)
    {
        switch (c) {
        case '"':
            if (m_quotesPair)
                return takeQuoted();
            break;
        case '(':
            if (m_at <= m_lastClose)
                return takeComment();
            break;
        case '<':
            return takeAngle();
        case ',':
            return finish(false);
        case ';':
            m_inGroup = false;
            return finish(true);
        case ':':
            // A group's name ends here; an address that holds a colon keeps it.
            if (!m_inGroup && !m_entry.hasAngle && !m_entry.hasAt) {
                m_inGroup = true;
                m_entry = {};
                return;
            }
            break;
        case '@':
            m_entry.hasAt = true;
            break;
        default:
            break;
        }
        addWord(c);
    }

    template <typename Words>
    void addWord(const Words &words)
    {
        m_entry.phrase += words;
        m_entry.written += words;
    }

    void takeQuoted()
    {
        QByteArray words;
        while (m_at < m_value.size() && m_value[m_at] != '"') {
            if (m_value[m_at] == '\\' && m_at + 1 < m_value.size())
                ++m_at;
            words += m_value[m_at++];
        }
        ++m_at;
        if (m_at >= m_value.size() || m_value[m_at] != '@') {
            addWord(words);
            return;
        }
        // A local part in quotes belongs to its address whole: "ann b"@example.com is not b@example.com.
        m_entry.hasAngle = true;
        m_entry.angle = '"' + words + '"';
        while (m_at < m_value.size() && !QByteArrayView(" \t,;<").contains(m_value[m_at]))
            m_entry.angle += m_value[m_at++];
    }

    void takeComment()
    {
        const qsizetype begin = m_at;
        const qsizetype sizeBefore = m_entry.comment.size();
        int depth = 1;
        while (m_at < m_value.size()) {
            const char c = m_value[m_at++];
            if (c == '\\' && m_at < m_value.size()) {
                m_entry.comment += m_value[m_at++];
                continue;
            }
            if (c == '(')
                ++depth;
            if (c == ')' && --depth == 0) {
                // Behind the address it says something about the address.
                if (!m_entry.hasAngle)
                    m_entry.written += '(' + m_entry.comment.sliced(sizeBefore) + ')';
                return;
            }
            m_entry.comment += c;
        }
        // It never closes, so it is no comment, and neither is any later one that would not close: entries must not
        // vanish in it.
        m_at = begin;
        m_lastClose = -1;
        m_entry.comment.truncate(sizeBefore);
        addWord('(');
    }

    void takeAngle()
    {
        if (m_entry.hasAngle && !m_entry.angle.trimmed().isEmpty())
            finish(true); // "<a@x> <b@x>" without a comma
        m_entry.hasAngle = true;
        const bool isRoute = m_at < m_value.size() && m_value[m_at] == '@';
        while (m_at < m_value.size() && m_value[m_at] != '>') {
            if (m_value[m_at] == '<' || (m_value[m_at] == ',' && !isRoute))
                return;
            m_entry.angle += m_value[m_at++];
        }
        while (m_at < m_value.size() && m_value[m_at] == '>')
            ++m_at;
        if (isRoute)
            m_entry.angle = m_entry.angle.sliced(m_entry.angle.lastIndexOf(':') + 1);
    }

    /// Ends an entry. A comma may also stand unquoted inside a name ("Smith, Ann <ann@…>"): an entry that is words only
    /// waits for the next one.
    void finish(bool atEnd)
    {
        RawEntry entry = std::move(m_entry);
        m_entry = {};
        if (!m_pendingName.isEmpty() && entry.hasAngle) {
            entry.phrase = m_pendingName + "," + entry.phrase;
            entry.written = m_pendingName + "," + entry.written;
            m_pendingName.clear();
        } else if (!m_pendingName.isEmpty() && !entry.isEmpty()) {
            addWords(m_pendingName);
            m_pendingName.clear();
        }
        if (!entry.isEmpty()) {
            const bool wordsOnly = !entry.hasAngle && entry.comment.isEmpty() && !entry.phrase.contains('@') &&
                                   !PhoneNumber::findIn(QString::fromLatin1(entry.written));
            if (wordsOnly && !atEnd)
                m_pendingName = entry.phrase;
            else
                add(entry);
        }
        if (atEnd && !m_pendingName.isEmpty()) {
            addWords(m_pendingName);
            m_pendingName.clear();
        }
    }

    void addWords(const QByteArray &words)
    {
        RawEntry entry;
        entry.phrase = words;
        entry.written = words;
        add(entry);
    }

    void add(const RawEntry &entry)
    {
        AddressEntry result;
        if (entry.hasAngle) {
            result.address = headerText(entry.angle.trimmed());
            if (!entry.phrase.trimmed().isEmpty())
                result.displayName = headerText(entry.written.trimmed());
        } else {
            // "Ann 447911123456 ann@example.com": the word with "@" is the address.
            const QByteArray phrase = entry.phrase.trimmed();
            const qsizetype at = phrase.lastIndexOf('@');
            qsizetype begin = at;
            qsizetype end = at;
            while (begin > 0 && phrase[begin - 1] != ' ' && phrase[begin - 1] != '\t')
                --begin;
            while (end >= 0 && end < phrase.size() && phrase[end] != ' ' && phrase[end] != '\t')
                ++end;
            if (at < 0) {
                result.address = headerText(phrase);
                // A number written with parentheses is one with what stands in them only.
                const QString written = headerText(entry.written.trimmed());
                if (!phrase.isEmpty() && PhoneNumber::findIn(written) != PhoneNumber::findIn(result.address)) {
                    result.address = written;
                    m_entries.push_back(std::move(result));
                    return;
                }
            } else {
                const QByteArray address = phrase.sliced(begin, end - begin);
                result.address = headerText(address);
                const QByteArray rest = phrase.first(begin) + phrase.sliced(end);
                if (!rest.trimmed().isEmpty())
                    result.displayName = headerText(QByteArray(entry.written).replace(address, QByteArray()).trimmed());
            }
        }
        if (result.displayName.isEmpty())
            result.displayName = headerText(entry.comment.trimmed());
        if (!result.displayName.isEmpty() || !result.address.isEmpty())
            m_entries.push_back(std::move(result));
    }

    QByteArrayView m_value;
    bool m_quotesPair;
    qsizetype m_lastClose;
    qsizetype m_at = 0;
    bool m_inGroup = false;
    RawEntry m_entry;
    QByteArray m_pendingName;
    std::vector<AddressEntry> m_entries;
};

} // namespace

std::vector<AddressEntry> readAddressList(QByteArrayView value)
{
    return Splitter(value).split();
}

} // namespace tallybridge

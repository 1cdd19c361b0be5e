#include "message/TextScanner.h"

namespace tallybridge {

namespace {

bool isWordCharacter(QChar character)
{
    const char16_t c = character.unicode();
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
}

} // namespace

bool TextScanner::isBlank(QChar character)
{
    return character == u' ' || (character >= u'\t' && character <= u'\r');
}

bool TextScanner::skip(QStringView words)
{
    if (!rest().startsWith(words, Qt::CaseInsensitive))
        return false;
    m_position += words.size();
    return true;
}

bool TextScanner::skipBlanks()
{
    const qsizetype begin = m_position;
    while (m_position < m_text.size() && isBlank(m_text[m_position]))
        ++m_position;
    return m_position > begin;
}

bool TextScanner::skipDash()
{
    if (m_position == m_text.size())
        return false;
    const QChar next = m_text[m_position];
    if (next != u'-' && (next < u'\u2012' || next > u'\u2015'))
        return false;
    ++m_position;
    return true;
}

bool TextScanner::isWordBoundary(QStringView text, qsizetype at)
{
    const bool before = at > 0 && isWordCharacter(text[at - 1]);
    const bool behind = at < text.size() && isWordCharacter(text[at]);
    return before != behind;
}

bool TextScanner::hasWordAhead(QStringView word) const
{
    for (qsizetype at = m_text.indexOf(word, m_position, Qt::CaseInsensitive); at >= 0;
         at = m_text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (isWordBoundary(m_text, at) && isWordBoundary(m_text, at + word.size()))
            return true;
    }
    return false;
}

} // namespace tallybridge

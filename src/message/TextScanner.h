#pragma once

#include <QStringView>

namespace tallybridge {

/// Reads one line from left to right. Each skip function moves behind what it is asked for and says true, or stays
/// where it is and says false. Case does not matter; blanks are the six of ASCII, and a word is made of ASCII letters,
/// digits and underscores. Does not own the text; copies are cheap, to try something without moving.
class TextScanner
{
public:
    explicit TextScanner(QStringView text) : m_text(text) {}

    bool skip(QStringView words);
    /// Skips as many blanks as there are; true when there was at least one.
    bool skipBlanks();
    /// Skips one hyphen, figure dash, en dash, em dash or horizontal bar.
    bool skipDash();

    bool atWordBoundary() const { return isWordBoundary(m_text, m_position); }
    /// Whether `word` stands somewhere in the rest, with a word boundary on either side.
    bool hasWordAhead(QStringView word) const;

    qsizetype position() const { return m_position; }
    QStringView rest() const { return m_text.sliced(m_position); }

    static bool isBlank(QChar character);
    /// Whether exactly one of the characters before and behind `at`, 0 to the text's size, belongs to a word.
    static bool isWordBoundary(QStringView text, qsizetype at);

private:
    QStringView m_text;
    qsizetype m_position = 0;
};

} // namespace tallybridge

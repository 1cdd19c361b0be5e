#pragma once

#include <QHash>
#include <QLatin1String>
#include <QStringList>

namespace tallybridge {

/// What a command was called with, after parsing.
class Arguments
{
public:
    bool hasOptions() const { return !m_options.isEmpty(); }
    bool has(QLatin1String option) const { return m_options.contains(option); }
    /// The option's value; empty when it was not given.
    QString value(QLatin1String option) const { return values(option).value(0); }
    QStringList values(QLatin1String option) const { return m_options.value(option); }
    /// The n-th word that is no option, from 0; empty when there is none.
    QString word(int index) const { return m_words.value(index); }
    const QStringList &words() const { return m_words; }

    void addOption(const QString &name, const QString &value) { m_options[name] << value; }
    void addWord(const QString &word) { m_words << word; }

private:
    QHash<QString, QStringList> m_options;
    QStringList m_words;
};

} // namespace tallybridge

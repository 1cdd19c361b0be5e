#include "delivery/ManifestMatch.h"

#include "delivery/ZipName.h"

#include <QHash>
#include <algorithm>

namespace tallybridge {

namespace {

QString baseName(const QString &name)
{
    return name.sliced(std::max(name.lastIndexOf(u'/'), name.lastIndexOf(u'\\')) + 1);
}

/// The EMLs by every name they may go by.
class NameIndex
{
public:
    explicit NameIndex(const std::vector<MatchedName> &emls) : m_taken(emls.size(), false), m_first(emls.size())
    {
        m_byName.reserve(qsizetype(emls.size()));
        for (std::size_t i = 0; i < emls.size(); ++i)
            m_first[i] = *m_byName.tryInsertName(emls[i].name, i);
        for (std::size_t i = 0; i < emls.size(); ++i) {
            if (m_first[i] == i)
                addOtherNames(emls[i], i);
        }
    }

    /// Takes the EML of this name; false when there is none or another line has taken it.
    bool take(const QString &name)
    {
        if (takeFrom(m_byName, name))
            return true;
        const QString base = baseName(name);
        // "a.eml" means "sub/a.eml" and the other way round, but "x/a.eml" never means "y/a.eml".
        return takeFrom(base == name ? m_byBaseName : m_byName, base);
    }

    std::vector<bool> listed() const
    {
        std::vector<bool> result(m_first.size());
        for (std::size_t i = 0; i < m_first.size(); ++i)
            result[i] = m_taken[m_first[i]];
        return result;
    }

private:
    class Names : public QHash<QString, std::size_t>
    {
    public:
        iterator tryInsertName(const QString &name, std::size_t index)
        {
            const auto found = find(name);
            return found != end() ? found : insert(name, index);
        }
    };

    static constexpr std::size_t ambiguous = std::size_t(-1);

    void addOtherNames(const MatchedName &eml, std::size_t index)
    {
        addBaseName(eml.name, index);
        if (isAscii(eml.rawName))
            return;
        for (const QString &other : {QString::fromLatin1(eml.rawName), fromCp437(eml.rawName)}) {
            if (other == eml.name)
                continue;
            m_byName.tryInsertName(other, index);
            addBaseName(other, index);
        }
    }

    void addBaseName(const QString &name, std::size_t index)
    {
        const QString base = baseName(name);
        if (base == name)
            return;
        const auto found = m_byBaseName.tryInsertName(base, index);
        if (*found != index)
            *found = ambiguous;
    }

    bool takeFrom(const Names &names, const QString &name)
    {
        const auto found = names.constFind(name);
        if (found == names.constEnd() || *found == ambiguous || m_taken[*found])
            return false;
        m_taken[*found] = true;
        return true;
    }

    Names m_byName;
    Names m_byBaseName;
    std::vector<bool> m_taken;
    std::vector<std::size_t> m_first; ///< the first EML with the same name
};

} // namespace

ManifestMatch ManifestMatch::of(const std::vector<MatchedName> &emls, const QStringList &lines)
{
    NameIndex index(emls);
    QStringList unmatched;
    // Whole lines first: "b a.eml" must not take "a.eml" from the line "a.eml".
    for (const QString &line : lines) {
        if (!index.take(line))
            unmatched.append(line);
    }
    ManifestMatch match;
    qsizetype columns = 0; // that stand in front of the name, learnt from the lines that match
    QStringList missing;
    for (const QString &line : unmatched) {
        const QStringList readings = Manifest::readings(line);
        const auto found = std::find_if(readings.begin() + 1, readings.end(), [&index](const QString &name) { return index.take(name); });
        if (found == readings.end())
            missing.append(line);
        else
            columns = found - readings.begin();
    }
    for (const QString &line : missing) {
        const QStringList readings = Manifest::readings(line);
        match.missingNames.append(readings[std::min(columns, readings.size() - 1)]);
    }
    match.isListed = index.listed();
    return match;
}

} // namespace tallybridge

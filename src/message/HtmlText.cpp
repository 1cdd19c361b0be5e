#include "message/HtmlText.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tallybridge {

namespace {

using Entity = std::pair<QLatin1String, char16_t>;

constexpr std::array entities{
    Entity{QLatin1String("amp"), u'&'},         Entity{QLatin1String("lt"), u'<'},          Entity{QLatin1String("gt"), u'>'},
    Entity{QLatin1String("quot"), u'"'},        Entity{QLatin1String("apos"), u'\''},       Entity{QLatin1String("nbsp"), u'\x00A0'},
    Entity{QLatin1String("copy"), u'\x00A9'},   Entity{QLatin1String("reg"), u'\x00AE'},    Entity{QLatin1String("euro"), u'\x20AC'},
    Entity{QLatin1String("pound"), u'\x00A3'},  Entity{QLatin1String("ndash"), u'\x2013'},  Entity{QLatin1String("mdash"), u'\x2014'},
    Entity{QLatin1String("lsquo"), u'\x2018'},  Entity{QLatin1String("rsquo"), u'\x2019'},  Entity{QLatin1String("ldquo"), u'\x201C'},
    Entity{QLatin1String("rdquo"), u'\x201D'},  Entity{QLatin1String("hellip"), u'\x2026'}, Entity{QLatin1String("bull"), u'\x2022'},
    Entity{QLatin1String("auml"), u'\x00E4'},   Entity{QLatin1String("ouml"), u'\x00F6'},   Entity{QLatin1String("uuml"), u'\x00FC'},
    Entity{QLatin1String("Auml"), u'\x00C4'},   Entity{QLatin1String("Ouml"), u'\x00D6'},   Entity{QLatin1String("Uuml"), u'\x00DC'},
    Entity{QLatin1String("szlig"), u'\x00DF'},  Entity{QLatin1String("eacute"), u'\x00E9'}, Entity{QLatin1String("egrave"), u'\x00E8'},
    Entity{QLatin1String("agrave"), u'\x00E0'}, Entity{QLatin1String("ccedil"), u'\x00E7'}, Entity{QLatin1String("ntilde"), u'\x00F1'},
};

bool isOneOf(QStringView name, std::initializer_list<QStringView> names)
{
    return std::any_of(names.begin(), names.end(), [&](QStringView other) { return name.compare(other, Qt::CaseInsensitive) == 0; });
}

/// The character an entity stands for; empty when it is none.
QString entityText(QStringView name)
{
    if (name.startsWith(u'#')) {
        const bool isHex = name.size() > 1 && (name[1] == u'x' || name[1] == u'X');
        bool ok = false;
        const uint code = isHex ? name.sliced(2).toUInt(&ok, 16) : name.sliced(1).toUInt(&ok, 10);
        if (!ok || code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
            return ok ? QString(QChar(QChar::ReplacementCharacter)) : QString();
        const char32_t character = code;
        return QString::fromUcs4(&character, 1);
    }
    for (const auto &[known, character] : entities) {
        if (name == known)
            return QString(QChar(character));
    }
    return {};
}

class Stripper
{
public:
    explicit Stripper(const QString &html) : m_html(html)
    {
        m_text.reserve(html.size() / 2);
        // Searched once, because a search for each opening tag would take quadratic time.
        for (Hidden &hidden : m_hidden)
            hidden.lastClose = html.lastIndexOf(hidden.close, -1, Qt::CaseInsensitive);
    }

    QString strip()
    {
        while (m_at < m_html.size()) {
            const QChar c = m_html[m_at];
            if (c == u'<' && opensTag())
                takeTag();
            else if (c == u'&')
                takeEntity();
            else
                takeCharacter(c);
        }
        while (m_text.endsWith(u'\n') || m_text.endsWith(u' '))
            m_text.chop(1);
        return m_text;
    }

private:
    /// An element whose content is not shown.
    struct Hidden {
        QStringView name;
        QStringView close;
        qsizetype lastClose = -1;
    };

    const Hidden *hiddenElement(QStringView name) const
    {
        const auto found = std::find_if(m_hidden.begin(), m_hidden.end(),
                                        [&](const Hidden &hidden) { return hidden.name.compare(name, Qt::CaseInsensitive) == 0; });
        return found == m_hidden.end() ? nullptr : &*found;
    }

    bool opensTag() const
    {
        if (m_at + 1 >= m_html.size())
            return false;
        const QChar next = m_html[m_at + 1];
        return next.isLetter() || next == u'/' || next == u'!' || next == u'?';
    }

    qsizetype endOf(QStringView what, qsizetype from) const
    {
        const qsizetype found = m_html.indexOf(what, from, Qt::CaseInsensitive);
        return found < 0 ? m_html.size() : found + what.size();
    }

    void takeTag()
    {
        if (QStringView(m_html).sliced(m_at).startsWith(u"<!--")) {
            m_at = endOf(u"-->", m_at + 4);
            return;
        }
        qsizetype end = m_at + 1;
        if (m_html[end] == u'/')
            ++end;
        const qsizetype nameBegin = end;
        while (end < m_html.size() && m_html[end].isLetterOrNumber())
            ++end;
        const QStringView name = QStringView(m_html).sliced(nameBegin, end - nameBegin);
        const bool closes = m_html[m_at + 1] == u'/';
        m_at = endOf(u">", end);
        if (const Hidden *hidden = closes ? nullptr : hiddenElement(name)) {
            // One that never closes must not swallow the words behind it.
            if (m_at <= hidden->lastClose)
                m_at = endOf(u">", endOf(hidden->close, m_at));
        } else if (isOneOf(name, {u"br"})) {
            m_text += u'\n';
        } else if (isOneOf(name, {u"p", u"div", u"li", u"tr", u"h1", u"h2", u"h3", u"h4", u"h5", u"h6", u"table", u"blockquote", u"ul",
                                  u"ol", u"pre", u"hr"})) {
            while (m_text.endsWith(u' '))
                m_text.chop(1);
            if (!m_text.isEmpty() && !m_text.endsWith(u'\n'))
                m_text += u'\n';
        } else if (closes && isOneOf(name, {u"td", u"th"})) {
            m_text += u'\t';
        }
    }

    void takeEntity()
    {
        constexpr qsizetype longestEntity = 12;
        const QStringView ahead = QStringView(m_html).sliced(m_at + 1, std::min(longestEntity, m_html.size() - m_at - 1));
        const qsizetype semicolon = ahead.indexOf(u';');
        const QString character = semicolon > 0 ? entityText(ahead.first(semicolon)) : QString();
        if (character.isEmpty()) {
            takeCharacter(u'&');
            return;
        }
        m_text += character;
        m_at += semicolon + 2;
    }

    void takeCharacter(QChar c)
    {
        ++m_at;
        const bool isBlank = c == u' ' || c == u'\n' || c == u'\r' || c == u'\t';
        if (!isBlank)
            m_text += c;
        else if (!m_text.isEmpty() && !m_text.endsWith(u' ') && !m_text.endsWith(u'\n') && !m_text.endsWith(u'\t'))
            m_text += u' ';
    }

    std::array<Hidden, 3> m_hidden{{{u"script", u"</script"}, {u"style", u"</style"}, {u"title", u"</title"}}};
    const QString &m_html;
    QString m_text;
    qsizetype m_at = 0;
};

} // namespace

QString wordsOfHtml(const QString &html)
{
    return Stripper(html).strip();
}

bool isPlainHtml(const QString &html)
{
    for (qsizetype at = html.indexOf(u'<'); at >= 0; at = html.indexOf(u'<', at)) {
        const qsizetype end = html.indexOf(u'>', at);
        if (end < 0)
            return false;
        QStringView tag = QStringView(html).sliced(at + 1, end - at - 1);
        if (tag.startsWith(u'/'))
            tag = tag.sliced(1);
        if (tag.endsWith(u'/'))
            tag.chop(1);
        if (!isOneOf(tag.trimmed(),
                     {u"!doctype html", u"html", u"head", u"body", u"p", u"br", u"div", u"span", u"b", u"i", u"u", u"em", u"strong"}))
            return false;
        at = end + 1;
    }
    return true;
}

} // namespace tallybridge

#include "message/SubjectGrammar.h"

#include "core/PhoneNumber.h"
#include "message/TextScanner.h"

#include <QList>

namespace tallybridge {

namespace {

/// Longest subject that is taken for a sentence; a real one is a few words and a group's name.
constexpr qsizetype longestSentence = 4000;

/// Words of a sentence before "from" and between "from" and "to", at most.
constexpr qsizetype mostEventWords = 6;
constexpr qsizetype mostSenderWords = 12;

bool isWord(QStringView word, QStringView expected)
{
    return word.compare(expected, Qt::CaseInsensitive) == 0;
}

bool skipAnyDash(TextScanner &scanner)
{
    // The last four are an en or em dash that was taken for windows-1252, its last byte mapped or kept.
    return scanner.skipDash() || scanner.skip(u"\u00E2\u20AC\u201C") || scanner.skip(u"\u00E2\u20AC\u201D") ||
           scanner.skip(u"\u00E2\u20AC\u0093") || scanner.skip(u"\u00E2\u20AC\u0094");
}

/// Skips what stands between two words: blanks, a dash, or a dash among blanks.
bool skipSeparator(TextScanner &scanner)
{
    const bool blanks = scanner.skipBlanks();
    const bool dash = skipAnyDash(scanner);
    scanner.skipBlanks();
    return blanks || dash;
}

SubjectFacts::Prefix readPrefixWord(TextScanner &scanner)
{
    if (scanner.skip(u"DELETED"))
        return SubjectFacts::Prefix::Deleted;
    if (scanner.skip(u"EDITED") || scanner.skip(u"EDIT"))
        return SubjectFacts::Prefix::Edited;
    return SubjectFacts::Prefix::None;
}

Revision::Scope readScope(TextScanner &scanner)
{
    TextScanner ahead = scanner;
    if (!ahead.skipBlanks() || !ahead.skip(u"For") || !ahead.skipBlanks())
        return Revision::Scope::Unsaid;
    const bool forMe = ahead.skip(u"Me");
    if (!forMe && !ahead.skip(u"All") && !ahead.skip(u"Everyone"))
        return Revision::Scope::Unsaid;
    // "For Mexico" and "For Everyone's sake" are no scopes but the beginning of the sentence.
    if (TextScanner behind = ahead; !skipSeparator(behind))
        return Revision::Scope::Unsaid;
    scanner = ahead;
    return forMe ? Revision::Scope::ForMe : Revision::Scope::ForAll;
}

Revision::ReadState readReadState(TextScanner &scanner)
{
    TextScanner ahead = scanner;
    Revision::ReadState state = Revision::ReadState::Unsaid;
    if (ahead.skip(u"READ"))
        state = Revision::ReadState::Read;
    else if (ahead.skip(u"UNREAD"))
        state = Revision::ReadState::Unread;
    else if (ahead.skip(u"UNKNOWN"))
        state = Revision::ReadState::Unknown;
    if (state == Revision::ReadState::Unsaid || !ahead.atWordBoundary())
        return Revision::ReadState::Unsaid;
    scanner = ahead;
    return state;
}

/// Reads "DELETED For All – READ – " into prefix, scope and read state. Returns its length, 0 when there is none.
qsizetype readPrefix(QStringView subject, SubjectFacts &facts)
{
    TextScanner scanner(subject);
    SubjectFacts read;
    read.prefix = readPrefixWord(scanner);
    if (read.prefix == SubjectFacts::Prefix::Deleted)
        read.scope = readScope(scanner);
    if (read.prefix == SubjectFacts::Prefix::None || !skipSeparator(scanner))
        return 0;
    read.readState = readReadState(scanner);
    if (read.readState != Revision::ReadState::Unsaid)
        skipSeparator(scanner);
    else if (!scanner.hasWordAhead(u"from")) // "DELETED files in the archive" is a subject somebody wrote
        return 0;
    facts = read;
    return scanner.position();
}

bool namesEvent(QStringView what)
{
    static constexpr QStringView events[] = {u"message",  u"chat",  u"call",  u"note",     u"recording", u"image",
                                             u"photo",    u"video", u"file",  u"document", u"location",  u"contact",
                                             u"reaction", u"text",  u"audio", u"sticker"};
    for (const QStringView event : events) {
        if (what.endsWith(event, Qt::CaseInsensitive) && TextScanner::isWordBoundary(what, what.size() - event.size()))
            return true;
    }
    return false;
}

/// The words from `begin` to before `end` and the blanks between them.
QString joined(const QList<QStringView> &words, qsizetype begin, qsizetype end)
{
    return QStringView(words[begin].begin(), words[end - 1].end()).toString();
}

QString groupIn(const QString &receiver)
{
    if (PhoneNumber::findIn(receiver) || receiver.contains(u'@'))
        return {};
    const QLatin1String chatGroup("chat group ");
    return receiver.startsWith(chatGroup, Qt::CaseInsensitive) ? receiver.sliced(chatGroup.size()) : receiver;
}

/// Reads "<what> from <sender> to <receiver>"; the first "from" that a "to" follows counts, and the first such "to".
void readSentence(QStringView sentence, SubjectFacts &facts)
{
    const QList<QStringView> words = sentence.split(u' ');
    for (qsizetype from = 1; from <= mostEventWords && from < words.size(); ++from) {
        if (!isWord(words[from], u"from"))
            continue;
        // There is at least one word between "from" and "to", and at least one behind "to".
        for (qsizetype to = from + 2; to <= from + 1 + mostSenderWords && to + 1 < words.size(); ++to) {
            if (!isWord(words[to], u"to"))
                continue;
            if (!namesEvent(joined(words, 0, from)))
                return;
            facts.what = joined(words, 0, from);
            facts.sender = joined(words, from + 1, to);
            facts.receiver = joined(words, to + 1, words.size());
            facts.group = groupIn(facts.receiver);
            return;
        }
    }
}

} // namespace

SubjectFacts readSubject(const QString &subject)
{
    SubjectFacts facts;
    if (subject.isEmpty() || subject.size() > longestSentence || !subject.isValidUtf16())
        return facts;
    const QString words = subject.simplified();
    const qsizetype prefixLength = readPrefix(words, facts);
    readSentence(QStringView(words).sliced(prefixLength), facts);
    return facts;
}

} // namespace tallybridge

#include "message/SubjectGrammar.h"

#include "core/PhoneNumber.h"

#include <QRegularExpression>

namespace tallybridge
{

namespace
{

/// Longest subject that is taken for a sentence; a real one is a few words and a group's name.
constexpr qsizetype longestSentence = 4000;

const QRegularExpression &prefixPattern()
{
    // The dash may be a hyphen, an en or em dash, or an en dash that went through windows-1252.
    static const QRegularExpression pattern(
        QStringLiteral("^(?:(DELETED)(?:\\s+For\\s+(Me|All|Everyone))?|(EDIT)(?:ED)?)"
                       "\\s*(?:[\\x{2012}-\\x{2015}-]|\\x{00E2}\\x{20AC}[\\x{201C}\\x{201D}\\x{0093}\\x{0094}])?"
                       "\\s*\\b(READ|UNREAD|UNKNOWN)\\b"
                       "\\s*(?:[\\x{2012}-\\x{2015}-]|\\x{00E2}\\x{20AC}[\\x{201C}\\x{201D}\\x{0093}\\x{0094}])?\\s*"),
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

const QRegularExpression &barePrefixPattern()
{
    static const QRegularExpression pattern(
        QStringLiteral("^(?:(DELETED)(?:\\s+For\\s+(Me|All|Everyone))?|(EDIT)(?:ED)?)"
                       "\\s*(?:[\\x{2012}-\\x{2015}-]|\\x{00E2}\\x{20AC}[\\x{201C}\\x{201D}\\x{0093}\\x{0094}]|\\s)\\s*"
                       "(?=.*\\bfrom\\b)"),
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

const QRegularExpression &sentencePattern()
{
    static const QRegularExpression pattern(
        QStringLiteral("^(\\S+(?: \\S+){0,5}?) from (\\S+(?: \\S+){0,11}?) to (.+)$"),
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

const QRegularExpression &eventPattern()
{
    static const QRegularExpression pattern(
        QStringLiteral("\\b(?:message|chat|call|note|recording|image|photo|video|file|document|"
                       "location|contact|reaction|text|audio|sticker)$"),
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

void readPrefix(const QRegularExpressionMatch &match, SubjectFacts &facts)
{
    facts.prefix = match.capturedView(1).isEmpty() ? SubjectFacts::Prefix::Edited : SubjectFacts::Prefix::Deleted;
    const QStringView scope = match.capturedView(2);
    if (!scope.isEmpty())
        facts.scope = scope.compare(u"Me", Qt::CaseInsensitive) == 0 ? Revision::Scope::ForMe : Revision::Scope::ForAll;
    const QStringView state = match.lastCapturedIndex() >= 4 ? match.capturedView(4) : QStringView();
    if (state.compare(u"READ", Qt::CaseInsensitive) == 0)
        facts.readState = Revision::ReadState::Read;
    else if (state.compare(u"UNREAD", Qt::CaseInsensitive) == 0)
        facts.readState = Revision::ReadState::Unread;
    else if (!state.isEmpty())
        facts.readState = Revision::ReadState::Unknown;
}

QString groupIn(const QString &receiver)
{
    if (PhoneNumber::findIn(receiver) || receiver.contains(u'@'))
        return {};
    const QLatin1String chatGroup("chat group ");
    return receiver.startsWith(chatGroup, Qt::CaseInsensitive) ? receiver.sliced(chatGroup.size()) : receiver;
}

} // namespace

SubjectFacts readSubject(const QString &subject)
{
    SubjectFacts facts;
    if (subject.isEmpty() || subject.size() > longestSentence)
        return facts;
    QString rest = subject.simplified();
    auto match = prefixPattern().match(rest);
    if (!match.hasMatch())
        match = barePrefixPattern().match(rest);
    if (match.hasMatch()) {
        readPrefix(match, facts);
        rest = rest.sliced(match.capturedEnd());
    }
    const auto sentence = sentencePattern().match(rest);
    if (sentence.hasMatch() && eventPattern().match(sentence.captured(1)).hasMatch()) {
        facts.what = sentence.captured(1);
        facts.sender = sentence.captured(2);
        facts.receiver = sentence.captured(3);
        facts.group = groupIn(facts.receiver);
    }
    return facts;
}

} // namespace tallybridge

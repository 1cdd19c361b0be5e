#include "message/BodyGrammar.h"

#include "message/TextScanner.h"

namespace tallybridge {

namespace {

QStringView withoutBlanksAtEnd(QStringView text)
{
    while (!text.isEmpty() && TextScanner::isBlank(text.back()))
        text.chop(1);
    return text;
}

bool skipDashOrColon(TextScanner &scanner)
{
    scanner.skipBlanks();
    return scanner.skipDash() || scanner.skip(u":");
}

/// Reads on behind "Original Message (": "Msg ID - <id>)".
QStringView idOfDeleted(TextScanner scanner)
{
    scanner.skipBlanks();
    if (!scanner.skip(u"Msg") || !scanner.skipBlanks() || !scanner.skip(u"ID") || !skipDashOrColon(scanner))
        return {};
    scanner.skipBlanks();
    QStringView id = withoutBlanksAtEnd(scanner.rest());
    if (!id.endsWith(u')'))
        return {};
    id.chop(1);
    return withoutBlanksAtEnd(id);
}

/// Reads on behind "Original Message ": "ID: <id>".
QStringView idOfEdited(TextScanner scanner)
{
    if (!scanner.skip(u"ID") || !skipDashOrColon(scanner))
        return {};
    scanner.skipBlanks();
    const QStringView id = withoutBlanksAtEnd(scanner.rest());
    for (const QChar character : id) {
        if (TextScanner::isBlank(character))
            return {};
    }
    return id;
}

QStringView aboutIdInLine(QStringView line)
{
    TextScanner scanner(line);
    scanner.skipBlanks();
    if (!scanner.skip(u"Original") || !scanner.skipBlanks() || !scanner.skip(u"Message") || !line.isValidUtf16())
        return {};
    const bool blanks = scanner.skipBlanks();
    if (scanner.skip(u"("))
        return idOfDeleted(scanner);
    return blanks ? idOfEdited(scanner) : QStringView();
}

} // namespace

QString aboutIdIn(const QString &text)
{
    constexpr int linesLookedAt = 20;
    constexpr qsizetype longestLine = 500;
    qsizetype begin = 0;
    for (int line = 0; line < linesLookedAt && begin < text.size(); ++line) {
        qsizetype end = text.indexOf(u'\n', begin);
        if (end < 0)
            end = text.size();
        const qsizetype length = end - begin;
        if (length <= longestLine) {
            const QStringView id = aboutIdInLine(QStringView(text).sliced(begin, length));
            if (!id.isEmpty())
                return id.toString();
        }
        begin = end + 1;
    }
    return {};
}

} // namespace tallybridge

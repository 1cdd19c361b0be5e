#include "message/StructureScan.h"

#include <QSet>

namespace tallybridge {

namespace {

/// Calls visit with every line that begins with two hyphens, without its end; stops when visit returns false.
template <typename Visit>
void forEachHyphenLine(QByteArrayView message, Visit visit)
{
    qsizetype at = message.startsWith("--") ? 0 : message.indexOf("\n--");
    while (at >= 0) {
        if (message[at] == '\n')
            ++at;
        qsizetype end = message.indexOf('\n', at);
        if (end < 0)
            end = message.size();
        if (!visit(message.sliced(at, end - at)))
            return;
        at = message.indexOf("\n--", end);
    }
}

qsizetype findBoundaryWord(QByteArrayView message, qsizetype from)
{
    constexpr QByteArrayView word("boundary");
    for (qsizetype at = from; at + word.size() <= message.size(); ++at) {
        if ((message[at] == 'b' || message[at] == 'B') && message.sliced(at, word.size()).compare(word, Qt::CaseInsensitive) == 0)
            return at;
    }
    return -1;
}

/// The boundaries that the parameters of all Content-Type fields may declare.
struct Declared {
    QSet<QByteArray> boundaries;
    qsizetype count = 0;
    bool anything = false; ///< one is written in a way that only a full parser can read (RFC 2231, RFC 2047, escapes)
};

bool isParameterBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

Declared declaredBoundaries(QByteArrayView message)
{
    Declared declared;
    for (qsizetype at = findBoundaryWord(message, 0); at >= 0; at = findBoundaryWord(message, at + 1)) {
        constexpr qsizetype longest = 1000;
        QByteArrayView rest = message.sliced(at + 8, std::min(longest, message.size() - at - 8));
        const auto skipBlanks = [&rest] {
            while (!rest.isEmpty() && isParameterBlank(rest.front()))
                rest = rest.sliced(1);
        };
        skipBlanks();
        if (rest.startsWith('*') || rest.startsWith('('))
            declared.anything = true;
        if (!rest.startsWith('='))
            continue;
        ++declared.count;
        rest = rest.sliced(1);
        skipBlanks();
        qsizetype end = 0;
        if (rest.startsWith('"')) {
            rest = rest.sliced(1);
            end = rest.indexOf('"');
            declared.anything = declared.anything || end < 0;
        } else {
            while (end < rest.size() && !isParameterBlank(rest[end]) && rest[end] != ';')
                ++end;
        }
        const QByteArrayView value = rest.first(std::max<qsizetype>(0, end));
        declared.anything = declared.anything || value.contains('\\') || value.contains("=?") || value.contains('(') ||
                            value.contains('\r') || value.contains('\n');
        declared.boundaries.insert(value.toByteArray());
    }
    return declared;
}

} // namespace

StructureVerdict scanStructure(QByteArrayView message, int maxParts)
{
    const qsizetype limit = qsizetype(maxParts) * 20;
    qsizetype hyphenLines = 0;
    forEachHyphenLine(message, [&](QByteArrayView) { return ++hyphenLines <= limit; });
    if (hyphenLines <= limit)
        return StructureVerdict::Fine;

    const Declared declared = declaredBoundaries(message);
    if (declared.count > limit)
        return StructureVerdict::TooDeep;
    qsizetype boundaryLines = 0;
    forEachHyphenLine(message, [&](QByteArrayView line) {
        line = line.sliced(2);
        while (!line.isEmpty() && isParameterBlank(line.back()))
            line.chop(1);
        const bool isBoundary = declared.anything || declared.boundaries.contains(line.toByteArray()) ||
                                (line.endsWith("--") && declared.boundaries.contains(line.chopped(2).toByteArray()));
        boundaryLines += isBoundary ? 1 : 0;
        return boundaryLines <= limit;
    });
    if (boundaryLines > limit)
        return StructureVerdict::TooManyParts;
    // A parser compares each such line with each boundary that is open.
    constexpr qsizetype mostComparisons = 1'000'000'000;
    qsizetype allHyphenLines = 0;
    forEachHyphenLine(message, [&](QByteArrayView) { return ++allHyphenLines <= mostComparisons; });
    return allHyphenLines > mostComparisons / std::max<qsizetype>(1, declared.count) ? StructureVerdict::TooDeep : StructureVerdict::Fine;
}

} // namespace tallybridge

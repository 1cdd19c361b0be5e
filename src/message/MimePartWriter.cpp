#include "message/MimePartWriter.h"

#include "message/HeaderWriter.h"
#include "message/LineEnds.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <initializer_list>

namespace tallybridge::MimePartWriter {

namespace {

constexpr qsizetype encodedLineLength = 76;

void appendBase64(QByteArray &mail, const QByteArray &content)
{
    constexpr qsizetype bytesPerLine = encodedLineLength / 4 * 3;
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const qsizetype lines = (content.size() + bytesPerLine - 1) / bytesPerLine;
    const qsizetype before = mail.size();
    mail.resize(before + (content.size() + 2) / 3 * 4 + lines * 2);
    char *to = mail.data() + before;
    for (qsizetype line = 0; line < content.size(); line += bytesPerLine) {
        const qsizetype lineEnd = std::min(line + bytesPerLine, content.size());
        for (qsizetype i = line; i < lineEnd; i += 3) {
            const qsizetype left = lineEnd - i;
            const uint bits = uint(uchar(content[i])) << 16 | (left > 1 ? uint(uchar(content[i + 1])) << 8 : 0U) |
                              (left > 2 ? uint(uchar(content[i + 2])) : 0U);
            *to++ = alphabet[bits >> 18];
            *to++ = alphabet[bits >> 12 & 63U];
            *to++ = left > 1 ? alphabet[bits >> 6 & 63U] : '=';
            *to++ = left > 2 ? alphabet[bits & 63U] : '=';
        }
        *to++ = '\r';
        *to++ = '\n';
    }
}

/// How quoted-printable takes an octet (RFC 2045 6.7).
enum class QpClass : uchar { Encoded, Plain, Blank, LineEnd, TouchedAtLineStart };

constexpr std::array<QpClass, 256> makeQpClasses()
{
    std::array<QpClass, 256> classes{};
    for (size_t c = '!'; c <= '~'; ++c)
        classes[c] = QpClass::Plain;
    classes['='] = QpClass::Encoded;
    classes[' '] = classes['\t'] = QpClass::Blank;
    classes['\n'] = QpClass::LineEnd;
    // "From " at a line's start gets an escape from mbox writers, a lone "." one from SMTP.
    classes['.'] = classes['F'] = QpClass::TouchedAtLineStart;
    return classes;
}

constexpr std::array<QpClass, 256> qpClasses = makeQpClasses();

/// True for octets that stay as they are but at certain places of a line.
constexpr std::array<bool, 256> makeQpRuns()
{
    std::array<bool, 256> runs{};
    for (size_t c = 0; c < runs.size(); ++c)
        runs[c] = qpClasses[c] == QpClass::Plain || qpClasses[c] == QpClass::Blank || qpClasses[c] == QpClass::TouchedAtLineStart;
    return runs;
}

constexpr std::array<bool, 256> qpRuns = makeQpRuns();

/// True when eight octets are all from blank to tilde and none is the equals sign; looks at them as one number.
bool areEightPlain(const char *octets)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 highs = ones * 0x80;
    quint64 eight = 0;
    std::memcpy(&eight, octets, sizeof eight);
    const quint64 equals = eight ^ (ones * '=');
    // Each term has the high bit of an octet set when that octet, or one below it that was met first, is not plain.
    const quint64 notPlain = eight | (eight - ones * 0x20) | (eight + ones) | (equals - ones);
    return (notPlain & highs) == 0;
}

/// How many octets from `at` on need no encoding, wherever their lines are broken; a blank before a line's end is not one of them.
qsizetype plainRun(QByteArrayView text, qsizetype at, bool startsLine)
{
    const char *const begin = text.data() + at;
    const char *const end = text.data() + text.size();
    const char *to = begin;
    if (startsLine && to < end && qpClasses[uchar(*to)] == QpClass::TouchedAtLineStart &&
        !(*to == 'F' && !text.sliced(at).startsWith("From ")))
        return 0;
    while (end - to >= 8 && areEightPlain(to))
        to += 8;
    while (to < end && qpRuns[uchar(*to)])
        ++to;
    if (to > begin && (to == end || *to == '\n') && qpClasses[uchar(to[-1])] == QpClass::Blank)
        --to;
    return to - begin;
}

void appendQuotedPrintable(QByteArray &mail, QByteArrayView text)
{
    constexpr char digits[] = "0123456789ABCDEF";
    constexpr size_t longestStep = size_t(encodedLineLength) + 8; // a line of plain octets, a soft break and an encoded octet
    std::array<char, 4096> block;
    size_t used = 0;
    const auto put = [&](std::initializer_list<char> octets) {
        for (const char c : octets)
            block[used++] = c;
    };
    const auto makeRoom = [&] {
        if (used + longestStep > block.size()) {
            mail.append(block.data(), qsizetype(used));
            used = 0;
        }
    };
    const auto endsLine = [&](qsizetype last) { return last + 1 == text.size() || text[last + 1] == '\n'; };
    qsizetype lineLength = 0;
    bool startsLine = true; // a soft break starts none
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype runEnd = i + plainRun(text, i, startsLine);
        while (i < runEnd) {
            makeRoom();
            // The last column is kept for a soft break.
            const bool fitsToTheEnd = lineLength + (runEnd - i) <= encodedLineLength && endsLine(runEnd - 1);
            const qsizetype length = fitsToTheEnd ? runEnd - i : std::min(runEnd - i, encodedLineLength - 1 - lineLength);
            if (length <= 0) {
                put({'=', '\r', '\n'});
                lineLength = 0;
                continue;
            }
            std::memcpy(block.data() + used, text.data() + i, size_t(length));
            used += size_t(length);
            i += length;
            lineLength += length;
            startsLine = false;
        }
        if (i == text.size())
            break;
        makeRoom();
        const uchar octet = uchar(text[i]);
        if (qpClasses[octet] == QpClass::LineEnd) {
            put({'\r', '\n'});
            lineLength = 0;
            startsLine = true;
            ++i;
            continue;
        }
        constexpr qsizetype encodedLength = 3;
        if (lineLength + encodedLength > encodedLineLength - (endsLine(i) ? 0 : 1)) {
            put({'=', '\r', '\n'});
            lineLength = 0;
        }
        put({'=', digits[octet >> 4], digits[octet & 15U]});
        lineLength += encodedLength;
        startsLine = false;
        ++i;
    }
    mail.append(block.data(), qsizetype(used));
    if (lineLength > 0)
        mail.append("\r\n");
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(),
                                          [](char c) { return c > ' ' && c < 127 && !QByteArrayView("()<>@,;:\\\"/[]?=").contains(c); });
}

bool isContentId(const QByteArray &id)
{
    constexpr qsizetype longest = 200;
    return !id.isEmpty() && id.size() <= longest &&
           std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c < 127 && c != '<' && c != '>'; });
}

} // namespace

QByteArray boundary(const QByteArray &keyHex, QByteArrayView role)
{
    return "=_" + keyHex.first(std::min<qsizetype>(32, keyHex.size())) + '_' + role.toByteArray();
}

QByteArray writableType(const QByteArray &type)
{
    constexpr qsizetype longestType = 127;
    const qsizetype slash = type.indexOf('/');
    const bool isType = type.size() <= longestType && slash > 0 && isToken(QByteArrayView(type).first(slash)) &&
                        isToken(QByteArrayView(type).sliced(slash + 1));
    if (!isType || type.startsWith("message/") || type.startsWith("multipart/"))
        return "application/octet-stream";
    return type;
}

void appendText(QByteArray &mail, QByteArrayView type, QByteArray utf8)
{
    if (utf8.contains('\r'))
        utf8 = withLineFeeds(std::move(utf8));
    const auto high = std::count_if(utf8.cbegin(), utf8.cend(), [](char c) { return uchar(c) >= 0x80; });
    const bool asBase64 = high > utf8.size() / 6;
    mail += "Content-Type: ";
    mail += type;
    mail += "; charset=utf-8\r\nContent-Transfer-Encoding: ";
    mail += asBase64 ? "base64\r\n\r\n" : "quoted-printable\r\n\r\n";
    if (asBase64)
        appendBase64(mail, withCrLf(utf8));
    else
        appendQuotedPrintable(mail, utf8);
}

qsizetype appendFile(QByteArray &mail, const QByteArray &type, const QString &fileName, const QByteArray &contentId,
                     const QByteArray &content)
{
    mail += "Content-Type: " + writableType(type) + HeaderWriter::parameter("name", fileName) + "\r\n";
    mail += "Content-Disposition: attachment" + HeaderWriter::parameter("filename", fileName) + "\r\n";
    if (isContentId(contentId))
        mail += "Content-ID: <" + contentId + ">\r\n";
    mail += "Content-Transfer-Encoding: base64\r\n\r\n";
    const qsizetype at = mail.size();
    appendBase64(mail, content);
    return at;
}

} // namespace tallybridge::MimePartWriter

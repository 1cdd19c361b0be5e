#include "message/MimePartWriter.h"

#include "message/HeaderWriter.h"

#include <algorithm>
#include <array>

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

void appendQuotedPrintable(QByteArray &mail, QByteArrayView text)
{
    constexpr char digits[] = "0123456789ABCDEF";
    constexpr size_t longestStep = 8; // a soft break and an encoded octet
    std::array<char, 4096> block;
    size_t used = 0;
    const auto put = [&](char c) { block[used++] = c; };
    qsizetype lineLength = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (used + longestStep > block.size()) {
            mail.append(block.data(), qsizetype(used));
            used = 0;
        }
        const char c = text[i];
        const QpClass kind = qpClasses[uchar(c)];
        if (kind == QpClass::LineEnd) {
            put('\r');
            put('\n');
            lineLength = 0;
            continue;
        }
        const bool endsLine = i + 1 == text.size() || text[i + 1] == '\n';
        const bool plain = kind == QpClass::Plain || (kind == QpClass::Blank && !endsLine) ||
                           (kind == QpClass::TouchedAtLineStart && (lineLength > 0 || (c == 'F' && !text.sliced(i).startsWith("From "))));
        const qsizetype length = plain ? 1 : 3;
        if (lineLength + length > encodedLineLength - (endsLine ? 0 : 1)) {
            put('=');
            put('\r');
            put('\n');
            lineLength = 0;
        }
        if (plain) {
            put(c);
        } else {
            put('=');
            put(digits[uchar(c) >> 4]);
            put(digits[uchar(c) & 15]);
        }
        lineLength += length;
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
        utf8.replace("\r\n", "\n");
    const auto high = std::count_if(utf8.cbegin(), utf8.cend(), [](char c) { return uchar(c) >= 0x80; });
    const bool asBase64 = high > utf8.size() / 6;
    mail += "Content-Type: ";
    mail += type;
    mail += "; charset=utf-8\r\nContent-Transfer-Encoding: ";
    mail += asBase64 ? "base64\r\n\r\n" : "quoted-printable\r\n\r\n";
    if (asBase64)
        appendBase64(mail, utf8.replace("\n", "\r\n"));
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

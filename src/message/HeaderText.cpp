#include "message/HeaderText.h"

#include "message/Charset.h"
#include "message/ContentDecoder.h"

#include <algorithm>
#include <optional>

namespace tallybridge {

namespace {

struct EncodedWord {
    QByteArrayView charset;
    QByteArray bytes;
    qsizetype end = 0; ///< offset behind "?="
};

QByteArray fromQ(QByteArrayView text)
{
    QByteArray withBlanks = text.toByteArray();
    withBlanks.replace('_', ' ');
    // A stray "=" at the end is no soft line break here.
    return decodeContent(withBlanks, TransferEncoding::QuotedPrintable);
}

std::optional<EncodedWord> wordAt(QByteArrayView value, qsizetype begin)
{
    constexpr qsizetype longestCharset = 80;
    const qsizetype charsetBegin = begin + 2;
    const qsizetype charsetEnd = value.sliced(0, std::min(value.size(), charsetBegin + longestCharset)).indexOf('?', charsetBegin);
    if (charsetEnd < 0 || charsetEnd == charsetBegin || charsetEnd + 2 >= value.size() || value[charsetEnd + 2] != '?')
        return std::nullopt;
    const char encoding = value[charsetEnd + 1];
    const bool isB = encoding == 'B' || encoding == 'b';
    const bool isQ = encoding == 'Q' || encoding == 'q';
    if (!isB && !isQ)
        return std::nullopt;
    const qsizetype textBegin = charsetEnd + 3;
    const qsizetype textEnd = value.indexOf('?', textBegin);
    // A "?" inside the text is not allowed, so the search ends at the first one and stays linear.
    if (textEnd < 0 || textEnd + 1 >= value.size() || value[textEnd + 1] != '=')
        return std::nullopt;
    EncodedWord word;
    word.charset = value.sliced(charsetBegin, charsetEnd - charsetBegin);
    // RFC 2231 section 5: a language may follow the character set.
    if (const qsizetype star = word.charset.indexOf('*'); star > 0)
        word.charset.truncate(star);
    const QByteArrayView text = value.sliced(textBegin, textEnd - textBegin);
    word.bytes = isB ? decodeContent(text, TransferEncoding::Base64) : fromQ(text);
    word.end = textEnd + 2;
    return word;
}

qsizetype skipBlanks(QByteArrayView value, qsizetype at)
{
    while (at < value.size() && (value[at] == ' ' || value[at] == '\t'))
        ++at;
    return at;
}

} // namespace

QString headerText(QByteArrayView value)
{
    QString text;
    // Raw text is guessed as a whole, so that one stray byte does not make two halves of different character sets.
    const bool rawIsUtf8 = value.isValidUtf8();
    const auto appendRaw = [&](QByteArrayView raw) { text += textFrom(raw, rawIsUtf8 ? "utf-8" : "windows-1252"); };
    qsizetype rawBegin = 0;
    qsizetype at = 0;
    while ((at = value.indexOf("=?", at)) >= 0) {
        auto word = wordAt(value, at);
        if (!word) {
            at += 2;
            continue;
        }
        appendRaw(value.sliced(rawBegin, at - rawBegin));
        QByteArray bytes = std::move(word->bytes);
        const QByteArrayView charset = word->charset;
        at = word->end;
        for (;;) {
            const qsizetype next = skipBlanks(value, at);
            if (!value.sliced(next).startsWith("=?") || !(word = wordAt(value, next)))
                break;
            if (word->charset.compare(charset, Qt::CaseInsensitive) != 0) {
                at = next;
                break;
            }
            bytes += word->bytes;
            at = word->end;
        }
        text += textFrom(bytes, charset);
        rawBegin = at;
    }
    appendRaw(value.sliced(rawBegin));
    for (QChar &c : text) {
        if (c.unicode() == 0)
            c = QChar::ReplacementCharacter;
        else if (c.unicode() < 0x20 || c.unicode() == 0x7F)
            c = u' ';
    }
    return text.trimmed();
}

QString idWithoutBrackets(const QString &value)
{
    QStringView id = QStringView(value).trimmed();
    if (const qsizetype open = id.indexOf(u'<'); open >= 0) {
        const qsizetype close = id.indexOf(u'>', open);
        id = id.sliced(open + 1, (close < 0 ? id.size() : close) - open - 1);
    }
    return id.trimmed().toString();
}

} // namespace tallybridge

#include "message/ContentDecoder.h"

#include <algorithm>
#include <array>

namespace tallybridge {

namespace {

constexpr std::array<qint8, 256> base64Values = [] {
    std::array<qint8, 256> values{};
    values.fill(-1);
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 64; ++i)
        values[size_t(alphabet[i])] = qint8(i);
    return values;
}();

QByteArray fromBase64(QByteArrayView encoded)
{
    QByteArray decoded(encoded.size() / 4 * 3 + 3, Qt::Uninitialized);
    char *to = decoded.data();
    quint32 bits = 0;
    int count = 0;
    const auto flush = [&] {
        // Two characters are one byte, three are two; a single one is no byte.
        if (count >= 2)
            *to++ = char(bits >> (count == 2 ? 4 : 10));
        if (count == 3)
            *to++ = char(bits >> 2);
        bits = 0;
        count = 0;
    };
    for (const char c : encoded) {
        const qint8 value = base64Values[uchar(c)];
        if (value < 0) {
            if (c == '=')
                flush();
            continue;
        }
        bits = bits << 6 | quint32(value);
        if (++count == 4) {
            *to++ = char(bits >> 16);
            *to++ = char(bits >> 8);
            *to++ = char(bits);
            bits = 0;
            count = 0;
        }
    }
    flush();
    decoded.truncate(to - decoded.data());
    return decoded;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

QByteArray fromQuotedPrintable(QByteArrayView encoded)
{
    QByteArray decoded(encoded.size(), Qt::Uninitialized);
    char *to = decoded.data();
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        if (encoded[i] != '=') {
            *to++ = encoded[i];
            continue;
        }
        if (i + 2 < encoded.size() && hexValue(encoded[i + 1]) >= 0 && hexValue(encoded[i + 2]) >= 0) {
            *to++ = char(hexValue(encoded[i + 1]) * 16 + hexValue(encoded[i + 2]));
            i += 2;
            continue;
        }
        qsizetype end = i + 1;
        while (end < encoded.size() && (encoded[end] == ' ' || encoded[end] == '\t'))
            ++end;
        if (end < encoded.size() && encoded[end] == '\r')
            ++end;
        if (end >= encoded.size())
            break;
        if (encoded[end] == '\n')
            i = end;
        else
            *to++ = '=';
    }
    decoded.truncate(to - decoded.data());
    return decoded;
}

QByteArray fromUuEncode(QByteArrayView encoded)
{
    QByteArray decoded;
    bool inside = false;
    for (qsizetype begin = 0; begin < encoded.size();) {
        qsizetype end = encoded.indexOf('\n', begin);
        if (end < 0)
            end = encoded.size();
        QByteArrayView line = encoded.sliced(begin, end - begin);
        begin = end + 1;
        if (line.endsWith('\r'))
            line.chop(1);
        if (!inside) {
            inside = line.startsWith("begin ");
            continue;
        }
        if (line.isEmpty() || line == QByteArrayView("end"))
            break;
        const auto bitsAt = [&](qsizetype i) { return i < line.size() ? quint32(line[i] - ' ') & 63U : 0U; };
        const int length = int(bitsAt(0));
        for (int i = 0; i < length; i += 3) {
            const qsizetype at = 1 + i / 3 * 4;
            const quint32 bits = bitsAt(at) << 18 | bitsAt(at + 1) << 12 | bitsAt(at + 2) << 6 | bitsAt(at + 3);
            const std::array<char, 3> three{char(bits >> 16), char(bits >> 8), char(bits)};
            decoded.append(three.data(), std::min(3, length - i));
        }
    }
    return inside ? decoded : encoded.toByteArray();
}

} // namespace

TransferEncoding transferEncodingFrom(QByteArrayView value)
{
    const qsizetype end = std::min(value.size(), value.indexOf(';') < 0 ? value.size() : value.indexOf(';'));
    const QByteArray name = value.first(end).trimmed().toByteArray().toLower();
    if (name == "base64")
        return TransferEncoding::Base64;
    if (name == "quoted-printable")
        return TransferEncoding::QuotedPrintable;
    if (name == "x-uuencode" || name == "uuencode" || name == "x-uue")
        return TransferEncoding::UuEncode;
    return TransferEncoding::Identity;
}

QByteArray decodeContent(QByteArrayView encoded, TransferEncoding encoding)
{
    switch (encoding) {
    case TransferEncoding::Base64:
        return fromBase64(encoded);
    case TransferEncoding::QuotedPrintable:
        return fromQuotedPrintable(encoded);
    case TransferEncoding::UuEncode:
        return fromUuEncode(encoded);
    case TransferEncoding::Identity:
        break;
    }
    return encoded.toByteArray();
}

} // namespace tallybridge

#include "mapping/TextDecoder.h"

#include <QStringDecoder>
#include <array>
#include <optional>

namespace tallybridge {

namespace {

// What code page 1252 has at 0x80 to 0x9F; the five places it leaves open keep their control characters, as browsers do
// it.
constexpr std::array<char16_t, 32> ansiUpperControls{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                     0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                     0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

QString decodeAnsi(QByteArrayView bytes)
{
    QString text(bytes.size(), Qt::Uninitialized);
    QChar *out = text.data();
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        *out++ = code >= 0x80 && code <= 0x9F ? QChar(ansiUpperControls[code - 0x80]) : QChar(char16_t(code));
    }
    return text;
}

QString decode(QByteArrayView bytes, QStringConverter::Encoding encoding, bool *damaged = nullptr)
{
    QStringDecoder decoder(encoding, QStringConverter::Flag::Stateless);
    QString text = decoder(bytes);
    if (damaged)
        *damaged = decoder.hasError();
    return text;
}

/// UTF-16 without a mark shows by zero bytes on one side of most units: delimiters, digits and Latin letters all have
/// one.
std::optional<QStringConverter::Encoding> guessUtf16(QByteArrayView bytes)
{
    if (bytes.size() % 2 != 0)
        return std::nullopt;
    qsizetype zerosFirst = 0;
    qsizetype zerosSecond = 0;
    for (qsizetype i = 0; i < bytes.size(); i += 2) {
        zerosFirst += bytes[i] == 0;
        zerosSecond += bytes[i + 1] == 0;
    }
    // Stray zero bytes of a damaged 8-bit file are few, or fall on both sides.
    const auto prevails = [units = bytes.size() / 2](qsizetype zeros, qsizetype others) {
        return zeros * 8 >= units && zeros > others * 16 && units >= 4;
    };
    if (prevails(zerosSecond, zerosFirst))
        return QStringConverter::Utf16LE;
    if (prevails(zerosFirst, zerosSecond))
        return QStringConverter::Utf16BE;
    return std::nullopt;
}

} // namespace

DecodedText decodeText(const QByteArray &bytes)
{
    const QByteArrayView view(bytes);
    const QString utf8 = QStringLiteral("UTF-8");
    const QString utf16Le = QStringLiteral("UTF-16LE");
    const QString utf16Be = QStringLiteral("UTF-16BE");
    if (view.startsWith("\xEF\xBB\xBF"))
        return {decode(view.sliced(3), QStringConverter::Utf8), utf8};
    if (view.startsWith("\xFF\xFE"))
        return {decode(view.sliced(2), QStringConverter::Utf16LE), utf16Le};
    if (view.startsWith("\xFE\xFF"))
        return {decode(view.sliced(2), QStringConverter::Utf16BE), utf16Be};
    if (const auto encoding = guessUtf16(view))
        return {decode(view, *encoding), *encoding == QStringConverter::Utf16LE ? utf16Le : utf16Be};
    bool damaged = false;
    QString text = decode(view, QStringConverter::Utf8, &damaged);
    if (!damaged)
        return {std::move(text), utf8};
    return {decodeAnsi(view), QStringLiteral("windows-1252")};
}

} // namespace tallybridge

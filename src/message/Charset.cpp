#include "message/Charset.h"

#include "message/GMimeInit.h"

#include <QStringDecoder>
#include <algorithm>
#include <array>
#include <cerrno>

namespace tallybridge {

namespace {

QString fromWindows1252(QByteArrayView bytes)
{
    // 0x80 to 0x9F; the five bytes without a character keep their C1 code, so that nothing is lost.
    static constexpr std::array<char16_t, 32> c1{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                 0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
    QString text = QString::fromLatin1(bytes);
    for (QChar &c : text) {
        if (c.unicode() >= 0x80 && c.unicode() < 0xA0)
            c = c1[c.unicode() - 0x80];
    }
    return text;
}

QString fromUtf8(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

QString guessed(QByteArrayView bytes)
{
    return bytes.isValidUtf8() ? fromUtf8(bytes) : fromWindows1252(bytes);
}

bool isCharsetName(QByteArrayView name)
{
    return !name.isEmpty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':' ||
               c == '+';
    });
}

/// Closes what g_mime_iconv_open() opened.
class Converter
{
public:
    explicit Converter(const QByteArray &charset) : m_iconv(g_mime_iconv_open("UTF-8", charset.constData())) {}
    ~Converter()
    {
        if (valid())
            g_mime_iconv_close(m_iconv);
    }
    Converter(const Converter &) = delete;
    Converter &operator=(const Converter &) = delete;

    bool valid() const { return m_iconv != iconv_t(-1); }

    QString convert(QByteArrayView bytes)
    {
        QByteArray out;
        std::array<char, 4096> block{};
        // iconv never writes through the input pointer, its signature is older than const.
        char *in = const_cast<char *>(bytes.data());
        size_t inLeft = size_t(bytes.size());
        while (inLeft > 0) {
            char *to = block.data();
            size_t room = block.size();
            const size_t before = inLeft;
            const size_t result = g_mime_iconv(m_iconv, &in, &inLeft, &to, &room);
            const int error = errno;
            out.append(block.data(), to - block.data());
            if (result != size_t(-1))
                break;
            if (error == E2BIG && (inLeft < before || room < block.size()))
                continue;
            out.append("\xEF\xBF\xBD");
            if (error == EINVAL)
                break;
            ++in;
            --inLeft;
        }
        char *to = block.data();
        size_t room = block.size();
        g_mime_iconv(m_iconv, nullptr, nullptr, &to, &room);
        out.append(block.data(), to - block.data());
        return fromUtf8(out);
    }

private:
    iconv_t m_iconv;
};

} // namespace

QString textFrom(QByteArrayView bytes, QByteArrayView charset)
{
    const QByteArray name = charset.trimmed().toByteArray().toLower();
    if (name == "utf-8" || name == "utf8")
        return fromUtf8(bytes);
    // Mail programs write windows-1252 and call it iso-8859-1; ASCII with high bytes is somebody's mistake to be
    // guessed.
    if (name == "iso-8859-1" || name == "latin1" || name == "windows-1252" || name == "cp1252")
        return fromWindows1252(bytes);
    if (name == "us-ascii" || name == "ascii" || !isCharsetName(name))
        return guessed(bytes);
    if (name.startsWith("utf-16") || name.startsWith("utf-32")) {
        const auto encoding = QStringConverter::encodingForName(name.constData());
        if (encoding) {
            QStringDecoder decoder(*encoding);
            return decoder(bytes);
        }
    }
    ensureGMime();
    Converter converter(name);
    return converter.valid() ? converter.convert(bytes) : guessed(bytes);
}

} // namespace tallybridge

#include "mailbox/local/MaildirPath.h"

#include <QByteArray>
#include <QStringList>

namespace tallybridge {

namespace {

constexpr qsizetype kLongestName = 255; // of one folder or file, in octets; what ext4, APFS and NTFS take

bool isSafe(char c)
{
    // Upper case is folded by the file systems of macOS and Windows, and octets of UTF-8 are composed anew by that of
    // macOS.
    return c > 0x20 && c < 0x7f && !(c >= 'A' && c <= 'Z') && !QByteArrayView("/\\:*?\"<>|%").contains(c);
}

bool isDeviceName(QByteArrayView address)
{
    // Windows reads "con.ann@contoso.com" as the device CON: the name up to the first dot counts.
    static const QList<QByteArray> devices{"con",  "prn",  "aux",  "nul",  "conin$", "conout$", "com0", "com1", "com2",
                                           "com3", "com4", "com5", "com6", "com7",   "com8",    "com9", "lpt0", "lpt1",
                                           "lpt2", "lpt3", "lpt4", "lpt5", "lpt6",   "lpt7",    "lpt8", "lpt9"};
    const qsizetype dot = address.indexOf('.');
    const QByteArrayView stem = dot < 0 ? address : address.first(dot);
    return devices.contains(stem.toByteArray());
}

void appendEncoded(QByteArray &name, char c)
{
    name += '%';
    name += QByteArray(1, c).toHex().toUpper();
}

QString modifiedBase64(const QString &text)
{
    QByteArray utf16;
    for (const QChar c : text) {
        utf16 += char(c.unicode() >> 8);
        utf16 += char(c.unicode() & 0xff);
    }
    return QString::fromLatin1(utf16.toBase64(QByteArray::OmitTrailingEquals).replace('/', ','));
}

} // namespace

QString mailboxFolderName(const MailAddress &mailbox)
{
    const QByteArray address = mailbox.text().toUtf8();
    const bool device = isDeviceName(address);
    QByteArray name;
    for (qsizetype i = 0; i < address.size(); ++i) {
        const char c = address[i];
        const bool dotAtAnEnd = c == '.' && (i == 0 || i == address.size() - 1);
        if (!isSafe(c) || dotAtAnEnd || (i == 0 && device))
            appendEncoded(name, c);
        else
            name += c;
    }
    return name.size() > kLongestName ? QString() : QString::fromLatin1(name);
}

std::optional<MailAddress> mailboxOfFolderName(QStringView folderName)
{
    const QByteArray name = folderName.toUtf8();
    if (name.size() > kLongestName)
        return std::nullopt;
    const auto mailbox = MailAddress::parse(QString::fromUtf8(QByteArray::fromPercentEncoding(name)));
    if (!mailbox || mailboxFolderName(*mailbox) != folderName)
        return std::nullopt;
    return mailbox;
}

QString maildirFolderName(const QString &name)
{
    QString encoded(QLatin1Char('.'));
    QString shifted; // characters waiting for base64
    const auto flush = [&] {
        if (!shifted.isEmpty())
            encoded += QLatin1Char('&') + modifiedBase64(shifted) + QLatin1Char('-');
        shifted.clear();
    };
    for (const QChar c : name.trimmed()) {
        if (QStringView(u"./\\:*?\"<>|%").contains(c)) {
            shifted += QChar(c.unicode() + 0xfee0);
        } else if (c.unicode() < 0x20 || c.unicode() > 0x7e) {
            shifted += c.category() == QChar::Other_Control ? QChar(QChar::ReplacementCharacter) : c;
        } else {
            flush();
            encoded += c == QLatin1Char('&') ? QStringLiteral("&-") : QString(c);
        }
    }
    flush();
    return encoded;
}

} // namespace tallybridge

#include "mailbox/local/MaildirContent.h"

#include "core/Sha256.h"

#include <QFile>
#include <QList>

namespace tallybridge {

namespace {

constexpr qint64 kBlock = 256 << 10;
constexpr qint64 kHeaderLimit = 64 << 10;

Failure readFailure(const QFile &file)
{
    return {file.exists() ? FailureCode::FileNotReadable : FailureCode::FileNotFound, {file.fileName()}, file.errorString(), true};
}

/// Adds the CR that is missing before each LF; last is the character before the block.
QByteArray mailLineEnds(const QByteArray &block, char &last)
{
    QByteArray result;
    result.reserve(block.size() + block.size() / 16);
    for (const char c : block) {
        if (c == '\n' && last != '\r')
            result += '\r';
        result += c;
        last = c;
    }
    return result;
}

/// The value of the header line that begins at `line`, with its continuation lines.
QByteArray fieldBody(const QList<QByteArray> &lines, qsizetype line)
{
    QByteArray body = lines[line].mid(lines[line].indexOf(':') + 1);
    for (++line; line < lines.size() && (lines[line].startsWith(' ') || lines[line].startsWith('\t')); ++line)
        body += lines[line];
    return body.trimmed();
}

} // namespace

Result<QByteArray> fileSha256(const QString &path, bool withMailLineEnds)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return readFailure(file);
    Sha256 hash;
    QByteArray block(qsizetype(std::min(kBlock, std::max<qint64>(file.size(), 1) + 1)), Qt::Uninitialized);
    char last = 0;
    for (;;) {
        const qint64 count = file.read(block.data(), block.size());
        if (count < 0)
            return readFailure(file);
        if (count == 0)
            return hash.result();
        const QByteArray part = QByteArray::fromRawData(block.constData(), qsizetype(count));
        hash.add(withMailLineEnds ? mailLineEnds(part, last) : part);
    }
}

Result<std::optional<ItemKey>> keyOfMail(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return readFailure(file);
    QByteArray header = file.read(kHeaderLimit);
    if (header.isNull() && file.error() != QFileDevice::NoError)
        return readFailure(file);
    header.replace("\r\n", "\n");
    const qsizetype end = header.indexOf("\n\n");
    const QList<QByteArray> lines = header.left(end < 0 ? header.size() : end).split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (!lines[i].left(11).toLower().startsWith("message-id:"))
            continue;
        const QString id = QString::fromLatin1(fieldBody(lines, i));
        const auto key = ItemKey::fromHex(QStringView(id).sliced(std::min<qsizetype>(1, id.size())).left(64));
        if (key && id == QLatin1Char('<') + key->messageId() + QLatin1Char('>'))
            return key;
        return std::optional<ItemKey>();
    }
    return std::optional<ItemKey>();
}

} // namespace tallybridge

#include "message/HeaderBlock.h"

#include <algorithm>
#include <array>

namespace tallybridge {

namespace {

constexpr QByteArrayView sourcePrefix("X-TELEMESSAGE-");

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Length of the field name when the line is a field, else -1.
qsizetype fieldNameLength(QByteArrayView line)
{
    qsizetype end = 0;
    while (end < line.size() && line[end] > ' ' && line[end] < 127 && line[end] != ':')
        ++end;
    if (end == 0)
        return -1;
    qsizetype colon = end;
    while (colon < line.size() && isBlank(line[colon]))
        ++colon;
    return colon < line.size() && line[colon] == ':' ? end : -1;
}

/// Walks over the lines of a message without their line ends.
class Lines
{
public:
    explicit Lines(QByteArrayView bytes) : m_bytes(bytes) {}

    bool atEnd() const { return m_next >= m_bytes.size(); }
    qsizetype offset() const { return m_next; }
    void skip(qsizetype count) { m_next += count; }

    QByteArrayView next()
    {
        qsizetype end = m_bytes.indexOf('\n', m_next);
        if (end < 0)
            end = m_bytes.size();
        QByteArrayView line = m_bytes.sliced(m_next, end - m_next);
        m_next = std::min(end + 1, m_bytes.size());
        if (line.endsWith('\r'))
            line.chop(1);
        return line;
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_next = 0;
};

void skipWhatMayPrecedeTheHeader(Lines &lines, QByteArrayView message)
{
    if (message.startsWith("\xEF\xBB\xBF"))
        lines.skip(3);
    Lines ahead = lines;
    while (!ahead.atEnd()) {
        const Lines before = ahead;
        const QByteArrayView line = ahead.next();
        if (line.isEmpty())
            continue;
        if (fieldNameLength(line) > 0)
            lines = before;
        else if (line.startsWith("From ") || line.startsWith(">From "))
            lines = ahead;
        return;
    }
}

} // namespace

HeaderBlock readHeaderBlock(QByteArrayView message)
{
    HeaderBlock block;
    Lines lines(message);
    skipWhatMayPrecedeTheHeader(lines, message);
    const qsizetype begin = lines.offset();
    qsizetype firstStray = -1;
    bool continues = false;
    while (!lines.atEnd()) {
        const qsizetype offset = lines.offset();
        const QByteArrayView line = lines.next();
        if (line.isEmpty()) {
            block.bodyOffset = lines.offset();
            for (HeaderField &field : block.fields)
                field.value = field.value.trimmed();
            return block;
        }
        const qsizetype length = isBlank(line[0]) ? 0 : fieldNameLength(line);
        if (length < 0 && firstStray < 0 && !block.fields.empty())
            firstStray = offset;
        if (lines.offset() - begin > maxHeaderOctets || block.fields.size() > maxHeaderFields) {
            // With a stray line before it this is more likely a body that lost its header's end than a header.
            block.tooLarge = firstStray < 0;
            break;
        }
        if (length == 0) {
            if (continues)
                block.fields.back().value += line;
            continue;
        }
        continues = length > 0;
        if (continues)
            block.fields.push_back({line.first(length).toByteArray(), line.sliced(line.indexOf(':') + 1).toByteArray()});
    }
    if (firstStray >= 0) {
        // What looked like fields after the first stray line is text, for example "note: call me".
        QByteArray onlyFields = message.first(firstStray).toByteArray();
        onlyFields += "\n\n";
        const HeaderBlock cut = readHeaderBlock(onlyFields);
        block.fields = cut.fields;
        block.bodyOffset = firstStray;
        return block;
    }
    block.bodyOffset = message.size();
    for (HeaderField &field : block.fields)
        field.value = field.value.trimmed();
    return block;
}

bool isSourceField(QByteArrayView name)
{
    return name.size() > sourcePrefix.size() && name.first(sourcePrefix.size()).compare(sourcePrefix, Qt::CaseInsensitive) == 0;
}

QByteArray HeaderBlock::value(QByteArrayView name) const
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const HeaderField &field) { return field.is(name); });
    return found == fields.end() ? QByteArray() : found->value;
}

bool HeaderBlock::has(QByteArrayView name) const
{
    return std::any_of(fields.begin(), fields.end(), [&](const HeaderField &field) { return field.is(name); });
}

bool HeaderBlock::hasSourceFields() const
{
    return std::any_of(fields.begin(), fields.end(), [](const HeaderField &field) { return isSourceField(field.name); });
}

bool HeaderBlock::namesAMail() const
{
    static constexpr std::array<QByteArrayView, 8> mailFields{"From", "To", "Cc", "Sender", "Date", "Subject", "Message-ID", "Received"};
    return std::any_of(fields.begin(), fields.end(), [](const HeaderField &field) {
        return isSourceField(field.name) ||
               std::any_of(mailFields.begin(), mailFields.end(), [&](QByteArrayView name) { return field.is(name); });
    });
}

} // namespace tallybridge

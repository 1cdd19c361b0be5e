#include "message/MimeReader.h"

#include "message/GMimeInit.h"
#include "message/HeaderText.h"
#include "message/StructureScan.h"

#include <cstring>

namespace tallybridge {

namespace {

/// Longest Content-* field of a part, and all fields of all parts together.
constexpr qsizetype maxContentField = 64 * 1024;
constexpr qsizetype maxPartHeaderOctets = 4 * 1024 * 1024;

struct OptionsFree {
    void operator()(GMimeParserOptions *options) const { g_mime_parser_options_free(options); }
};
using OptionsPtr = std::unique_ptr<GMimeParserOptions, OptionsFree>;

OptionsPtr parserOptions()
{
    OptionsPtr options(g_mime_parser_options_new());
    const char *charsets[] = {"utf-8", "windows-1252", nullptr};
    g_mime_parser_options_set_fallback_charsets(options.get(), charsets);
    return options;
}

Failure headerTooLarge()
{
    return {FailureCode::MessageHeaderTooLarge, {QString::number(maxHeaderOctets)}, {}, false};
}

Failure tooDeep(const EmlLimits &limits)
{
    return {FailureCode::MessageTooDeep, {QString::number(limits.maxDepth)}, {}, false};
}

Failure tooManyParts(const EmlLimits &limits)
{
    return {FailureCode::MessageTooManyParts, {QString::number(limits.maxParts)}, {}, false};
}

QByteArray withoutNul(QByteArray value)
{
    return value.replace('\0', ' ');
}

/// GMime takes "text" without a subtype for octets, which would make a file of a body; RFC 2045 5.2 has text/plain
/// then.
QByteArray withSubtype(const QByteArray &contentType)
{
    const qsizetype semicolon = contentType.indexOf(';');
    const qsizetype end = semicolon < 0 ? contentType.size() : semicolon;
    QByteArray type = contentType.first(end).trimmed();
    if (type.endsWith('/'))
        type = type.chopped(1).trimmed();
    if (type.compare("text", Qt::CaseInsensitive) != 0)
        return contentType;
    return "text/plain" + contentType.sliced(end);
}

GMimePtr<GMimeContentType> contentTypeFrom(const QByteArray &value, GMimeParserOptions *options)
{
    return GMimePtr<GMimeContentType>(g_mime_content_type_parse(options, withSubtype(withoutNul(value)).constData()));
}

void describe(MimeLeaf &leaf, GMimeContentType *type, GMimeContentDisposition *disposition)
{
    if (type) {
        leaf.type = QByteArray(g_mime_content_type_get_media_type(type)).toLower() + '/' +
                    QByteArray(g_mime_content_type_get_media_subtype(type)).toLower();
        leaf.charset = g_mime_content_type_get_parameter(type, "charset");
        leaf.fileName = QString::fromUtf8(g_mime_content_type_get_parameter(type, "name"));
    }
    if (disposition) {
        // RFC 2183 2.8: an unknown disposition is an attachment.
        leaf.disposition = qstricmp(g_mime_content_disposition_get_disposition(disposition), "inline") == 0
                               ? MimeLeaf::Disposition::Inline
                               : MimeLeaf::Disposition::Attachment;
        const QString fileName = QString::fromUtf8(g_mime_content_disposition_get_parameter(disposition, "filename"));
        if (!fileName.isEmpty())
            leaf.fileName = fileName;
    }
}

/// The one leaf of a message whose body is not a multipart.
MimeLeaf onlyLeaf(QByteArrayView message, const HeaderBlock &header, GMimeParserOptions *options, GMimeContentType *type)
{
    MimeLeaf leaf;
    GMimePtr<GMimeContentDisposition> disposition;
    if (header.has("Content-Disposition"))
        disposition.reset(g_mime_content_disposition_parse(options, withoutNul(header.value("Content-Disposition")).constData()));
    describe(leaf, type, disposition.get());
    leaf.contentId = idWithoutBrackets(headerText(header.value("Content-ID"))).toUtf8();
    leaf.encoding = transferEncodingFrom(header.value("Content-Transfer-Encoding"));
    leaf.raw = message.sliced(header.bodyOffset);
    return leaf;
}

/// Watches the header fields of parts while GMime reads them. The buffer of a value is the parser's own copy of it, so
/// a value may be changed before the parser looks into it.
struct HeaderGuard {
    GMimeStream *stream = nullptr;
    qsizetype octets = 0;
    size_t fields = 0;
    bool exceeded = false;

    static void seen(GMimeParser *, const char *name, const char *constValue, gint64, gpointer self)
    {
        auto *guard = static_cast<HeaderGuard *>(self);
        char *value = const_cast<char *>(constValue);
        const auto length = qsizetype(std::strlen(value));
        guard->octets += length + qsizetype(std::strlen(name));
        if (++guard->fields > maxHeaderFields || guard->octets > maxPartHeaderOctets ||
            (isContentField(name) && length > maxContentField)) {
            guard->exceeded = true;
            g_mime_stream_set_bounds(guard->stream, 0, g_mime_stream_tell(guard->stream));
            value[0] = '\0';
        } else if (qstricmp(name, "Content-Type") == 0) {
            disguise(value);
        }
    }

    static bool isContentField(const char *name) { return qstrnicmp(name, "Content-", 8) == 0; }

    /// Writes "~essage/…" and "multipart/~igest": an attached message must come out byte for byte and not make the
    /// parser recurse, so it has to be a part like any other for GMime. delivered() takes it back.
    static void disguise(char *value)
    {
        char *slash = std::strchr(value, '/');
        if (!slash)
            return;
        for (char *at = value; at + 7 <= slash; ++at) {
            if (qstrnicmp(at, "message", 7) == 0)
                *at = '~';
        }
        char *subtype = slash + 1;
        while (*subtype == ' ' || *subtype == '\t')
            ++subtype;
        if (qstrnicmp(subtype, "digest", 6) == 0)
            *subtype = '~';
    }

    static QByteArray delivered(const QByteArray &type)
    {
        return type.startsWith("~essage/") ? QByteArray("message" + type.sliced(7)) : type;
    }
};

/// Takes the tree that GMime made apart.
class LeafCollector
{
public:
    LeafCollector(const QByteArray &buffer, const EmlLimits &limits, GMimeParserOptions *options, std::vector<MimeLeaf> &leaves)
        : m_buffer(buffer), m_limits(limits), m_options(options), m_leaves(leaves)
    {
    }

    Result<void> collect(GMimeObject *root)
    {
        struct Place {
            GMimeMultipart *multipart;
            int next;
        };
        std::vector<Place> open;
        GMimeObject *object = root;
        while (object) {
            if (GMIME_IS_MULTIPART(object)) {
                open.push_back({GMIME_MULTIPART(object), 0});
                if (open.size() > size_t(m_limits.maxDepth))
                    return tooDeep(m_limits);
                if (g_mime_multipart_get_count(GMIME_MULTIPART(object)) == 0)
                    m_partsAreUnclear = true;
            } else {
                add(object, !open.empty() && isDigest(open.back().multipart));
                if (m_leaves.size() > size_t(m_limits.maxParts))
                    return tooManyParts(m_limits);
            }
            object = nullptr;
            while (!open.empty() && !object) {
                Place &place = open.back();
                if (place.next < g_mime_multipart_get_count(place.multipart))
                    object = g_mime_multipart_get_part(place.multipart, place.next++);
                else
                    open.pop_back();
            }
        }
        return {};
    }

    /// True when a multipart had no parts, so that its text would be lost.
    bool partsAreUnclear() const { return m_partsAreUnclear; }

private:
    static bool isDigest(GMimeMultipart *multipart)
    {
        return qstricmp(g_mime_content_type_get_media_subtype(g_mime_object_get_content_type(GMIME_OBJECT(multipart))), "~igest") == 0;
    }

    void add(GMimeObject *object, bool inDigest)
    {
        MimeLeaf leaf;
        const char *written = g_mime_object_get_header(object, "Content-Type");
        // Read again only what is mended: the parser's own reading saw the field before it was decoded.
        GMimePtr<GMimeContentType> mended;
        if (const QByteArray value(written); withSubtype(value) != value)
            mended = contentTypeFrom(value, m_options);
        describe(leaf, mended ? mended.get() : g_mime_object_get_content_type(object), g_mime_object_get_content_disposition(object));
        leaf.type = HeaderGuard::delivered(leaf.type);
        // RFC 2046 5.1.5: in a digest, what does not say otherwise is a message.
        if (inDigest && !written)
            leaf.type = "message/rfc822";
        leaf.contentId = idWithoutBrackets(QString::fromUtf8(g_mime_object_get_content_id(object))).toUtf8();
        if (!GMIME_IS_PART(object)) {
            m_partsAreUnclear = true;
            return;
        }
        leaf.encoding = transferEncodingFrom(g_mime_object_get_header(object, "Content-Transfer-Encoding"));
        if (GMimeDataWrapper *wrapper = g_mime_part_get_content(GMIME_PART(object))) {
            // The content is a window on the buffer, so its bounds tell where the bytes are without copying them.
            GMimeStream *window = g_mime_data_wrapper_get_stream(wrapper);
            const qsizetype begin = std::clamp<qsizetype>(window->bound_start, 0, m_buffer.size());
            const qsizetype end =
                window->bound_end < 0 ? m_buffer.size() : std::clamp<qsizetype>(window->bound_end, begin, m_buffer.size());
            leaf.raw = QByteArrayView(m_buffer).sliced(begin, end - begin);
        }
        m_leaves.push_back(std::move(leaf));
    }

    const QByteArray &m_buffer;
    const EmlLimits &m_limits;
    GMimeParserOptions *m_options;
    std::vector<MimeLeaf> &m_leaves;
    bool m_partsAreUnclear = false;
};

struct ByteArrayRelease {
    // The bytes belong to a QByteArray, only GLib's record of them goes.
    void operator()(GByteArray *array) const { g_byte_array_free(array, FALSE); }
};

/// What GMime gets: only the fields that tell the structure, so that it reads no addresses, and the body.
QByteArray structureOf(QByteArrayView message, const HeaderBlock &header)
{
    const QByteArray head = "MIME-Version: 1.0\r\nContent-Type: " + withoutNul(header.value("Content-Type")) + "\r\n\r\n";
    QByteArray buffer;
    buffer.reserve(head.size() + message.size() - header.bodyOffset);
    buffer += head;
    buffer += message.sliced(header.bodyOffset);
    return buffer;
}

MimeLeaf wholeMessage(QByteArrayView message)
{
    MimeLeaf leaf;
    leaf.type = "message/rfc822";
    leaf.fileName = QStringLiteral("message.eml");
    leaf.disposition = MimeLeaf::Disposition::Attachment;
    leaf.raw = message;
    return leaf;
}

bool isBlank(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
}

Result<MimeLeaves> readMultipart(QByteArrayView message, const HeaderBlock &header, const EmlLimits &limits, GMimeParserOptions *options)
{
    MimeLeaves result;
    result.buffer = structureOf(message, header);
    switch (scanStructure(result.buffer, limits.maxParts)) {
    case StructureVerdict::TooDeep:
        return tooDeep(limits);
    case StructureVerdict::TooManyParts:
        return tooManyParts(limits);
    case StructureVerdict::Fine:
        break;
    }
    // GLib takes no const bytes; nobody writes through this stream.
    auto *bytes = reinterpret_cast<guint8 *>(const_cast<char *>(result.buffer.constData()));
    const std::unique_ptr<GByteArray, ByteArrayRelease> array(g_byte_array_new_take(bytes, size_t(result.buffer.size())));
    const GMimePtr<GMimeStream> stream(g_mime_stream_mem_new_with_byte_array(array.get()));
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream.get()), FALSE);
    const GMimePtr<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    g_mime_parser_set_persist_stream(parser.get(), TRUE);
    HeaderGuard guard;
    guard.stream = stream.get();
    g_mime_parser_set_header_regex(parser.get(), "", HeaderGuard::seen, &guard);
    const GMimePtr<GMimeObject> root(g_mime_parser_construct_part(parser.get(), options));
    if (guard.exceeded)
        return headerTooLarge();
    const qsizetype readUntil = qsizetype(g_mime_parser_tell(parser.get()));
    LeafCollector collector(result.buffer, limits, options, result.leaves);
    if (root) {
        if (auto collected = collector.collect(root.get()); !collected)
            return collected.failure();
    }
    const bool hasRest = readUntil >= 0 && readUntil < result.buffer.size() && !isBlank(QByteArrayView(result.buffer).sliced(readUntil));
    if (!root || hasRest || collector.partsAreUnclear())
        result.leaves.push_back(wholeMessage(message));
    return result;
}

} // namespace

bool MimeLeaf::isAttachedMessage() const
{
    return type == "message/rfc822" || type == "message/rfc2822" || type == "message/global" || type == "message/news";
}

Result<MimeLeaves> readMimeLeaves(QByteArrayView message, const HeaderBlock &header, const EmlLimits &limits)
{
    ensureGMime();
    if (header.tooLarge || header.value("Content-Type").size() > maxContentField ||
        header.value("Content-Disposition").size() > maxContentField)
        return headerTooLarge();
    const OptionsPtr options = parserOptions();
    GMimePtr<GMimeContentType> type;
    if (header.has("Content-Type"))
        type = contentTypeFrom(header.value("Content-Type"), options.get());
    if (type && g_mime_content_type_is_type(type.get(), "multipart", "*"))
        return readMultipart(message, header, limits, options.get());
    MimeLeaves result;
    result.leaves.push_back(onlyLeaf(message, header, options.get(), type.get()));
    return result;
}

} // namespace tallybridge

#pragma once

#include <QByteArray>
#include <vector>

namespace tallybridge {

/// One field of a header, unfolded (RFC 5322 2.2.3) but not decoded.
struct HeaderField {
    QByteArray name;  ///< as written
    QByteArray value; ///< without the blanks around it; may hold any byte but CR and LF

    /// Compares the name without case.
    bool is(QByteArrayView otherName) const { return name.compare(otherName, Qt::CaseInsensitive) == 0; }
};

/// The header of a message and where its body begins.
struct HeaderBlock {
    std::vector<HeaderField> fields;
    qsizetype bodyOffset = 0;
    bool tooLarge = false; ///< over the limits; fields holds what was read until then

    /// The value of the first field with this name; null when there is none.
    QByteArray value(QByteArrayView name) const;
    bool has(QByteArrayView name) const;

    /// True when some field's name begins with "X-TELEMESSAGE-".
    bool hasSourceFields() const;
    /// True when at least one field says who wrote, to whom, when or about what, or comes from the source.
    bool namesAMail() const;
};

/// Largest header in octets and fields that is read.
constexpr qsizetype maxHeaderOctets = 2 * 1024 * 1024;
constexpr size_t maxHeaderFields = 20'000;

/// Reads the header of a message. Takes any line end, a byte order mark, empty lines and an mbox "From " line before
/// the first field; lines that are no fields are passed over. When the blank line after the header is missing, the body
/// begins at the first such line.
HeaderBlock readHeaderBlock(QByteArrayView message);

/// True when a field's name begins with "X-TELEMESSAGE-", without case.
bool isSourceField(QByteArrayView name);

} // namespace tallybridge

#pragma once

#include <QString>
#include <compare>
#include <optional>

namespace tallybridge {

/// A mail address (RFC 5322 addr-spec without comments), kept in lower case so that addresses compare as mailboxes do.
class MailAddress
{
public:
    MailAddress() = default;

    /// The address when the text is well-formed: one "@", a local part of 1 to 64 octets without blanks, control characters,
    /// brackets or commas, and a domain of letters, digits, hyphens and dots (no empty label). Nothing otherwise.
    static std::optional<MailAddress> parse(QStringView text);

    bool isNull() const { return m_text.isEmpty(); }
    /// The whole address in lower case.
    const QString &text() const { return m_text; }
    QStringView localPart() const;
    QStringView domain() const;

    /// True for domains that never exist (RFC 6761): "invalid" and everything under ".invalid".
    bool isUnderInvalid() const;

    std::strong_ordering operator<=>(const MailAddress &) const = default;

private:
    QString m_text;
};

/// Hashes like its text, for QHash and std::unordered_map.
size_t qHash(const MailAddress &address, size_t seed = 0);

} // namespace tallybridge

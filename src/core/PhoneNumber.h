#pragma once

#include <QString>
#include <compare>
#include <optional>

namespace tallybridge {

/// A bare international number: 7 to 15 digits, country code first, no "+" (ITU-T E.164). Whether the number can exist is not
/// checked here; mapping/PhoneNumberParser does that with the numbering plans.
class PhoneNumber
{
public:
    PhoneNumber() = default;

    /// Takes "16174354634" or "+16174354634"; nothing for anything else.
    static std::optional<PhoneNumber> fromInternational(QStringView text);

    /// The first token of 7 to 15 ASCII digits (optional "+" before it) in a display name such as "Ann 447911123456";
    /// tokens end at blanks, commas, brackets, quotes and direction marks. A WhatsApp id "447911123456@s.whatsapp.net" is found too, and
    /// so is a number in groups behind a "+" ("+1 (617) 435-4634"); no group of it is ever taken for a number of its own.
    static std::optional<PhoneNumber> findIn(QStringView text);

    bool isNull() const { return m_digits.isEmpty(); }
    /// The digits, without "+".
    const QString &digits() const { return m_digits; }

    bool operator==(const PhoneNumber &) const = default;
    std::strong_ordering operator<=>(const PhoneNumber &) const = default;

private:
    QString m_digits;
};

} // namespace tallybridge

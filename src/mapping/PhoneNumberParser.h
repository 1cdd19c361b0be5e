#pragma once

#include "core/PhoneNumber.h"

#include <QString>
#include <optional>

namespace tallybridge {

/// Why a text is no phone number.
enum class PhoneNumberProblem { None, Empty, NotANumber, ScientificNotation, NotPossible, RegionNeeded };

/// Reads phone numbers as people and spreadsheets write them, with Google's numbering plans. Objects are cheap; one per thread.
class PhoneNumberParser
{
public:
    /// region: two-letter code (ISO 3166-1) for numbers written without country code; empty when there is none.
    explicit PhoneNumberParser(QString region = {});

    /// True when the numbering plans know the region.
    static bool isRegion(const QString &region);

    struct Parsed {
        std::optional<PhoneNumber> number;
        PhoneNumberProblem problem = PhoneNumberProblem::None;
        bool doubtful = false; ///< read, but the numbering plans do not know it as valid
    };
    /// "+44 7911 123456", "0044 7911…", "tel:…", "07911 123456" (with region), "447911123456", "447911123456@s.whatsapp.net",
    /// full-width digits, a leading apostrophe of a spreadsheet. Digits without "+" are tried as an international number first
    /// (WhatsApp ids are), then as a national one of the region.
    Parsed parse(const QString &text) const;

private:
    QString m_region;
};

} // namespace tallybridge

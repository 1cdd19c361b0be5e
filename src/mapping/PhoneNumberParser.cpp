#include "mapping/PhoneNumberParser.h"

#include <algorithm>
#include <phonenumbers/phonenumberutil.h>
#include <set>
#include <string>

namespace tallybridge {

namespace {

using i18n::phonenumbers::PhoneNumberUtil;
using PlanNumber = i18n::phonenumbers::PhoneNumber;

constexpr qsizetype longestText = 200;
constexpr qsizetype fewestNationalDigits = 4;
constexpr qsizetype mostNationalDigits = 13;

const PhoneNumberUtil &plans()
{
    return *PhoneNumberUtil::GetInstance();
}

/// One spelling for all: ASCII digits, signs and blanks; the invisible marks that chats put around numbers are gone.
QString withPlainCharacters(const QString &text)
{
    QString plain;
    for (const QChar c : text) {
        if (c.category() == QChar::Other_Format)
            continue;
        if (c.category() == QChar::Number_DecimalDigit)
            plain.append(QChar(u'0' + c.digitValue()));
        else if (c.isSpace())
            plain.append(u' ');
        else if (c.category() == QChar::Punctuation_Dash || c == QChar(0x2212))
            plain.append(u'-');
        else if (c >= QChar(0xFF01) && c <= QChar(0xFF5E))
            plain.append(QChar(c.unicode() - 0xFF00 + 0x20));
        else
            plain.append(c);
    }
    return plain.trimmed();
}

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

QString digitsOf(QStringView text)
{
    QString digits;
    for (const QChar c : text) {
        if (isAsciiDigit(c))
            digits.append(c);
    }
    return digits;
}

/// True for digits with the signs people put between them, and at most one "+", before the first digit.
bool isNumberText(QStringView text)
{
    bool digitSeen = false;
    bool plusSeen = false;
    for (const QChar c : text) {
        if (isAsciiDigit(c)) {
            digitSeen = true;
        } else if (c == u'+') {
            if (digitSeen || plusSeen)
                return false;
            plusSeen = true;
        } else if (!QStringView(u" ()[]-./\u00B7").contains(c)) {
            return false;
        }
    }
    return digitSeen;
}

struct Reading {
    std::optional<PhoneNumber> number; ///< null when there can be no such number
    bool valid = false;
    bool mobile = false; ///< valid, and the plan does not say that it is a fixed line or a service
    QString countryCode;
};

/// Countries run out of numbers and make them longer (Benin in 2024): a number longer than the plan may be newer than
/// the plan, and is read as possible.
Reading readByPlan(const QString &digits, const std::string &region)
{
    PlanNumber planned;
    if (plans().Parse(digits.toStdString(), region, &planned) != PhoneNumberUtil::NO_PARSING_ERROR)
        return {};
    const auto possible = plans().IsPossibleNumberWithReason(planned);
    const bool longer = possible == PhoneNumberUtil::TOO_LONG || possible == PhoneNumberUtil::INVALID_LENGTH;
    if (possible != PhoneNumberUtil::IS_POSSIBLE && !longer)
        return {};
    std::string e164;
    plans().Format(planned, PhoneNumberUtil::E164, &e164);
    Reading reading;
    reading.number = PhoneNumber::fromInternational(QString::fromStdString(e164));
    reading.valid = reading.number && plans().IsValidNumber(planned);
    const auto type = reading.valid ? plans().GetNumberType(planned) : PhoneNumberUtil::UNKNOWN;
    reading.mobile = type == PhoneNumberUtil::MOBILE || type == PhoneNumberUtil::FIXED_LINE_OR_MOBILE;
    reading.countryCode = QString::number(planned.country_code());
    return reading;
}

Reading readInternational(const QString &digits)
{
    Reading reading = readByPlan(u'+' + digits, "ZZ");
    // Mexico dropped the 1 of its mobile numbers and the plans drop it too, but WhatsApp's ids, and so the items, have
    // kept it.
    if (reading.number && digits.startsWith(QLatin1String("521")) && digits.size() == 13)
        reading.number = PhoneNumber::fromInternational(digits);
    return reading;
}

PhoneNumberParser::Parsed refused(PhoneNumberProblem problem)
{
    PhoneNumberParser::Parsed parsed;
    parsed.problem = problem;
    return parsed;
}

PhoneNumberParser::Parsed taken(const Reading &reading)
{
    PhoneNumberParser::Parsed parsed;
    parsed.number = reading.number;
    parsed.doubtful = parsed.number && !reading.valid;
    if (!parsed.number)
        parsed.problem = PhoneNumberProblem::NotPossible;
    return parsed;
}

QString withoutBracketedZero(QString text)
{
    const qsizetype open = text.indexOf(u'(');
    const qsizetype close = text.indexOf(u')', open);
    if (open >= 0 && close > open && text.sliced(open + 1, close - open - 1).trimmed() == QLatin1String("0"))
        text.remove(open, close - open + 1);
    return text;
}

/// "+44 (0) 7911 …": the zero in brackets is for callers within the country, though a few countries keep it.
PhoneNumberParser::Parsed parseInternational(const QString &text)
{
    const auto bareDigits = [](const QString &spelling) {
        const QString digits = digitsOf(spelling);
        return digits.startsWith(QLatin1String("00")) ? digits.sliced(2) : digits;
    };
    const QString withoutZero = withoutBracketedZero(text);
    const Reading reading = readInternational(bareDigits(withoutZero));
    if (reading.valid || withoutZero == text)
        return taken(reading);
    const Reading other = readInternational(bareDigits(text));
    return taken(other.valid || !reading.number ? other : reading);
}

/// Whether the spelling of a number without plus tells that it begins with an area code and no country code: "(473)
/// 403-1234", "131 2345 6789" where 1, but not 131, is a country code.
enum class Beginning { Unsaid, AreaCodeLikely, AreaCode };

Beginning beginningOf(const QString &text, const std::string &region, const QString &countryCode)
{
    const auto isSign = [](QChar c) { return !isAsciiDigit(c); };
    if (text.startsWith(u'(')) {
        const QString inBrackets = digitsOf(QStringView(text).first(std::max<qsizetype>(1, text.indexOf(u')'))));
        const bool ownCountry = !region.empty() && inBrackets == QString::number(plans().GetCountryCodeForRegion(region));
        return ownCountry ? Beginning::Unsaid : Beginning::AreaCode;
    }
    const auto firstSign = std::find_if(text.begin(), text.end(), isSign);
    if (firstSign == text.end() || text.left(firstSign - text.begin()) == countryCode)
        return Beginning::Unsaid;
    return Beginning::AreaCodeLikely;
}

PhoneNumberParser::Parsed parseWithoutPlus(const QString &text, const std::string &region)
{
    const QString digits = digitsOf(text);
    const bool startsWithZero = digits.startsWith(u'0');
    // No country code begins with 0.
    const Reading international = startsWithZero ? Reading{} : readInternational(digits);
    const Reading national = region.empty() ? Reading{} : readByPlan(digits, region);
    const Beginning beginning = beginningOf(text, region, international.countryCode);
    const bool nationalFirst = beginning == Beginning::AreaCode || (beginning == Beginning::AreaCodeLikely && national.mobile);
    if (national.valid && (nationalFirst || !international.valid))
        return taken(national);
    if (region.empty() && (startsWithZero || beginning == Beginning::AreaCode))
        return refused(PhoneNumberProblem::RegionNeeded);
    if (international.valid || (international.number && beginning != Beginning::AreaCode))
        return taken(international);
    if (national.number)
        return taken(national);
    const bool couldBeNational = digits.size() >= fewestNationalDigits && digits.size() <= mostNationalDigits;
    return refused(region.empty() && couldBeNational ? PhoneNumberProblem::RegionNeeded : PhoneNumberProblem::NotPossible);
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isAsciiDigit);
}

/// The number of a WhatsApp id such as "447911123456:3@s.whatsapp.net" (the part after the colon is a device).
std::optional<QString> numberOfWhatsAppId(QStringView text)
{
    const qsizetype at = text.indexOf(u'@');
    if (at < 0)
        return std::nullopt;
    const QStringView domain = text.sliced(at + 1);
    if (domain.compare(QLatin1String("s.whatsapp.net"), Qt::CaseInsensitive) != 0 &&
        domain.compare(QLatin1String("c.us"), Qt::CaseInsensitive) != 0)
        return std::nullopt;
    QStringView number = text.first(at);
    if (const qsizetype colon = number.indexOf(u':'); colon >= 0) {
        if (!isDigits(number.sliced(colon + 1)))
            return std::nullopt;
        number = number.first(colon);
    }
    if (number.startsWith(u'+'))
        number = number.sliced(1);
    return isDigits(number) ? std::optional(number.toString()) : std::nullopt;
}

QStringView withoutSign(QStringView text)
{
    return text.startsWith(u'+') || text.startsWith(u'-') ? text.sliced(1) : text;
}

qsizetype indexOfDecimalMark(QStringView text)
{
    return std::find_if(text.begin(), text.end(), [](QChar c) { return c == u'.' || c == u','; }) - text.begin();
}

/// "4.47912E+11", with "," too: what a spreadsheet makes of a number that is wider than its column.
bool isScientific(QString text)
{
    text.remove(u' ');
    const qsizetype e = text.indexOf(u'e', 0, Qt::CaseInsensitive);
    if (e < 0)
        return false;
    const QStringView mantissa = withoutSign(QStringView(text).first(e));
    const qsizetype mark = indexOfDecimalMark(mantissa);
    const bool fractionFine = mark + 1 >= mantissa.size() || isDigits(mantissa.sliced(mark + 1));
    return isDigits(mantissa.first(mark)) && fractionFine && isDigits(withoutSign(QStringView(text).sliced(e + 1)));
}

/// "447911123456.0" in two: data tools write whole numbers so. Both are empty when the text is of another form.
struct DecimalNumber {
    QString whole;
    QString fraction;
};

DecimalNumber readDecimal(const QString &text)
{
    const qsizetype mark = indexOfDecimalMark(text);
    if (mark >= text.size())
        return {};
    const QString whole = text.first(mark);
    const QString fraction = text.sliced(mark + 1);
    const QStringView digits = QStringView(whole).sliced(whole.startsWith(u'+') ? 1 : 0);
    if (digits.size() < 7 || !isDigits(digits) || fraction.size() > 2 || !isDigits(fraction))
        return {};
    return {whole, fraction};
}

QString withoutScheme(const QString &text)
{
    for (const QLatin1String scheme : {QLatin1String("tel:"), QLatin1String("whatsapp:")}) {
        if (text.startsWith(scheme, Qt::CaseInsensitive))
            return text.sliced(scheme.size()).trimmed();
    }
    return text;
}

} // namespace

PhoneNumberParser::PhoneNumberParser(QString region) : m_region(std::move(region).toUpper()) {}

bool PhoneNumberParser::isRegion(const QString &region)
{
    static const std::set<std::string> regions = [] {
        std::set<std::string> known;
        plans().GetSupportedRegions(&known);
        return known;
    }();
    return region.size() == 2 && regions.contains(region.toUpper().toStdString());
}

PhoneNumberParser::Parsed PhoneNumberParser::parse(const QString &text) const
{
    if (text.size() > longestText)
        return refused(PhoneNumberProblem::NotANumber);
    QString plain = withPlainCharacters(text);
    if (plain.startsWith(u'\''))
        plain = plain.sliced(1).trimmed();
    if (plain.isEmpty())
        return refused(PhoneNumberProblem::Empty);
    if (isScientific(plain))
        return refused(PhoneNumberProblem::ScientificNotation);
    plain = withoutScheme(plain);
    if (const auto digits = numberOfWhatsAppId(plain))
        return taken(readInternational(*digits));
    if (const DecimalNumber decimal = readDecimal(plain); !decimal.whole.isEmpty()) {
        if (decimal.fraction.count(u'0') != decimal.fraction.size())
            return refused(PhoneNumberProblem::NotANumber);
        plain = decimal.whole;
    }
    if (!isNumberText(plain))
        return refused(PhoneNumberProblem::NotANumber);
    if (plain.contains(u'+') || digitsOf(plain).startsWith(QLatin1String("00")))
        return parseInternational(plain);
    return parseWithoutPlus(plain, m_region.toStdString());
}

} // namespace tallybridge

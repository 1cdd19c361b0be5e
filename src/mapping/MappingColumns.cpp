#include "mapping/MappingColumns.h"

#include "core/MailAddress.h"
#include "mapping/IsoDate.h"
#include "mapping/SpreadsheetCell.h"

#include <algorithm>
#include <span>

namespace tallybridge {

namespace {

// Column names without blanks, signs and brackets, in lower case; the most telling first.
// clang-format off
constexpr QStringView numberNames[]{
    u"externaluserid", u"externebenutzerid", u"外部使用者識別碼", u"外部使用者id",
    u"whatsappnumber", u"whatsappmobilenumber", u"whatsappphonenumber", u"whatsappnummer", u"whatsapp號碼", u"whatsappid", u"whatsapp",
    u"msisdn",
    u"mobilenumber", u"mobilephonenumber", u"mobilephone", u"mobileno", u"mobilephoneno", u"mobile",
    u"cellphonenumber", u"cellphone", u"cellnumber", u"cell",
    u"handynummer", u"handy", u"mobilfunknummer", u"mobilnummer", u"mobiltelefonnummer", u"mobiltelefon", u"mobil",
    u"行動電話號碼", u"行動電話", u"手機號碼", u"手機", u"行動號碼", u"門號", u"手机号码", u"手机号", u"手机",
    u"phonenumber", u"phoneno", u"phone", u"telephonenumber", u"telephoneno", u"telephone",
    u"telefonnummer", u"rufnummer", u"telefon", u"telnr", u"telno", u"tel", u"電話號碼", u"電話", u"电话号码", u"电话",
    u"number", u"nummer", u"號碼", u"号码",
};
constexpr QStringView mailboxNames[]{
    u"usermailbox", u"benutzerpostfach", u"使用者信箱", u"mailbox", u"mailboxaddress", u"postfach", u"信箱", u"郵箱", u"电子邮箱", u"邮箱",
    u"userprincipalname", u"upn", u"使用者主體名稱",
    u"primarysmtpaddress", u"smtpaddress",
    u"useremailaddress", u"useremail", u"emailaddress", u"email", u"emailid", u"mailaddress", u"mail",
    u"emailadresse", u"mailadresse", u"epostadresse", u"epost",
    u"電子郵件地址", u"電子郵件信箱", u"電子郵件", u"電子信箱", u"電郵地址", u"電郵", u"电子邮件",
};
// After "Microsoft 365" these are clear too.
constexpr QStringView accountNames[]{u"", u"user", u"account", u"address", u"benutzer", u"konto", u"adresse", u"使用者", u"帳戶"};
constexpr QStringView productNames[]{u"microsoft365", u"microsoftoffice365", u"office365", u"ms365", u"m365", u"o365"};
constexpr QStringView validFromNames[]{
    u"validfrom", u"gültigab", u"gültigvon", u"gueltigab", u"gueltigvon", u"effectivefrom", u"startdate", u"start", u"from",
    u"生效日期", u"生效日", u"有效起始日", u"起始日期", u"開始日期",
};
constexpr QStringView validUntilNames[]{
    u"validuntil", u"validto", u"validtill", u"validthrough", u"gültigbis", u"gueltigbis", u"effectiveuntil", u"enddate", u"end", u"until",
    u"to", u"失效日期", u"失效日", u"有效截止日", u"截止日期", u"結束日期",
};
// clang-format on

/// The smaller, the more telling; -1 when the name is none of them.
int rankIn(std::span<const QStringView> names, QStringView name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

int mailboxRank(QStringView name)
{
    for (const QStringView product : productNames) {
        if (!name.startsWith(product))
            continue;
        const QStringView rest = name.sliced(product.size());
        if (const int rank = rankIn(mailboxNames, rest); rank >= 0)
            return rank;
        if (const int rank = rankIn(accountNames, rest); rank >= 0)
            return static_cast<int>(std::size(mailboxNames)) + rank;
    }
    const int rank = rankIn(mailboxNames, name);
    return rank < 0 ? -1 : static_cast<int>(std::size(mailboxNames) + std::size(accountNames)) + rank;
}

QString plainName(const QString &headerCell)
{
    QString name;
    QString lower = headerCell.normalized(QString::NormalizationForm_KC).toLower();
    for (qsizetype open = lower.indexOf(u'('); open >= 0; open = lower.indexOf(u'(')) {
        const qsizetype close = lower.indexOf(u')', open);
        if (close < 0)
            break;
        lower.remove(open, close - open + 1);
    }
    for (const QChar c : lower) {
        if (c.isLetterOrNumber())
            name.append(c);
    }
    return name;
}

template <typename Rank>
int bestColumn(const std::vector<QString> &names, Rank rank)
{
    int best = -1;
    int bestRank = 0;
    for (size_t column = 0; column < names.size(); ++column) {
        const int itsRank = rank(names[column]);
        if (itsRank >= 0 && (best < 0 || itsRank < bestRank)) {
            best = static_cast<int>(column);
            bestRank = itsRank;
        }
    }
    return best;
}

struct ColumnContent {
    int numbers = 0; ///< weighted: a number the plans know counts more than digits
    int addresses = 0;
    int dates = 0;
    int others = 0; ///< neither a date nor empty
};

void count(const QString &cellText, const PhoneNumberParser &parser, ColumnContent *content)
{
    const SpreadsheetCell cell = SpreadsheetCell::read(cellText);
    if (cell.text.isEmpty())
        return;
    if (readIsoDate(cell.text)) {
        ++content->dates;
        return;
    }
    ++content->others;
    const auto parsed = parser.parse(cell.text);
    // A WhatsApp id has the form of an address and is a number.
    if (parsed.number)
        content->numbers += parsed.doubtful ? 2 : 4;
    else if (parsed.problem == PhoneNumberProblem::RegionNeeded || parsed.problem == PhoneNumberProblem::ScientificNotation)
        content->numbers += 1;
    else if (MailAddress::parse(cell.text))
        ++content->addresses;
}

constexpr QStringView dayWords[]{
    u"from",   u"to",  u"till", u"until", u"through", u"thru", u"since", u"start",  u"starts", u"begin",
    u"begins", u"end", u"ends", u"ab",    u"von",     u"bis",  u"seit",  u"beginn", u"ende",   u"ablauf",
};
constexpr QStringView dayBeginnings[]{u"valid", u"until", u"expir", u"effectiv", u"gültig", u"gueltig", u"ablauf"};
constexpr QStringView daySigns[]{u"生效", u"失效", u"有效", u"截止", u"到期", u"起始", u"開始", u"开始", u"結束", u"结束"};

bool isDayWord(QStringView word)
{
    return std::find(std::begin(dayWords), std::end(dayWords), word) != std::end(dayWords) ||
           std::any_of(std::begin(dayBeginnings), std::end(dayBeginnings), [word](QStringView begin) { return word.startsWith(begin); }) ||
           std::any_of(std::begin(daySigns), std::end(daySigns), [word](QStringView sign) { return word.contains(sign); });
}

} // namespace

bool soundsLikeDay(const QString &headerCell)
{
    const QString lower = headerCell.normalized(QString::NormalizationForm_KC).toLower();
    QString word;
    for (const QChar c : lower) {
        if (c.isLetter()) {
            word += c;
            continue;
        }
        if (isDayWord(word))
            return true;
        word.clear();
    }
    return isDayWord(word);
}

MappingColumns columnsByName(const QStringList &header)
{
    std::vector<QString> names;
    for (const QString &cell : header)
        names.push_back(plainName(cell));
    const auto rankOf = [](std::span<const QStringView> known) { return [known](const QString &name) { return rankIn(known, name); }; };
    MappingColumns columns;
    columns.number = bestColumn(names, rankOf(numberNames));
    columns.mailbox = bestColumn(names, [](const QString &name) { return mailboxRank(name); });
    columns.validFrom = bestColumn(names, rankOf(validFromNames));
    columns.validUntil = bestColumn(names, rankOf(validUntilNames));
    return columns;
}

MappingColumns columnsByContent(MappingColumns known, const std::vector<CsvRow> &rows, const PhoneNumberParser &parser)
{
    std::vector<ColumnContent> contents;
    for (const CsvRow &row : rows) {
        contents.resize(std::max(contents.size(), static_cast<size_t>(row.cells.size())));
        for (qsizetype column = 0; column < row.cells.size(); ++column)
            count(row.cells[column], parser, &contents[static_cast<size_t>(column)]);
    }
    const auto columnWithMost = [&contents](auto member, int taken) {
        int best = -1;
        for (int column = 0; column < static_cast<int>(contents.size()); ++column) {
            const int amount = contents[static_cast<size_t>(column)].*member;
            if (column != taken && amount > 0 && (best < 0 || amount > contents[static_cast<size_t>(best)].*member))
                best = column;
        }
        return best;
    };
    const bool nothingNamed = known.number < 0 && known.mailbox < 0;
    if (known.mailbox < 0)
        known.mailbox = columnWithMost(&ColumnContent::addresses, known.number);
    if (known.number < 0)
        known.number = columnWithMost(&ColumnContent::numbers, known.mailbox);
    if (!nothingNamed)
        return known;
    // Leaving the days out would give a reassigned number's messages to the wrong person.
    std::vector<int> dateColumns;
    bool dateSeen = false;
    for (int column = 0; column < static_cast<int>(contents.size()); ++column) {
        const ColumnContent &content = contents[static_cast<size_t>(column)];
        if (column == known.number || column == known.mailbox || content.others > 0)
            continue;
        dateColumns.push_back(column);
        dateSeen = dateSeen || content.dates > 0;
    }
    if (dateSeen) {
        known.validFrom = dateColumns[0];
        known.validUntil = dateColumns.size() > 1 ? dateColumns[1] : -1;
    }
    return known;
}

} // namespace tallybridge

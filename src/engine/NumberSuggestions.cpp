#include "engine/NumberSuggestions.h"

#include "engine/ConnectorSettings.h"
#include "engine/ConnectorType.h"
#include "ledger/ConnectorTable.h"
#include "ledger/Ledger.h"
#include "mapping/PhoneNumberParser.h"

#include <algorithm>

namespace tallybridge {

namespace {

constexpr size_t mostSuggestions = 20;
constexpr qsizetype fewestDigits = 4;

QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.digitValue() >= 0)
            digits += QChar(u'0' + c.digitValue());
    }
    return digits;
}

/// Whether the text can be the number at all: much faster than reading it.
bool mayBe(const QString &text, const QString &lastDigits)
{
    return digitsOf(text).contains(lastDigits);
}

} // namespace

Result<std::vector<NumberSuggestion>> suggestMailboxes(const EngineContext &engine, const QString &connector, const PhoneNumber &number,
                                                       const CancelToken &cancel)
{
    auto ledger = Ledger::open(engine.ledgerPath(), Ledger::Mode::ReadOnly);
    if (!ledger)
        return ledger.failure();
    const auto record = ConnectorTable(**ledger).find(connector);
    if (!record)
        return record.failure();
    const ConnectorType *type = findConnectorType(record->type);
    if (!type)
        return Failure{FailureCode::ConnectorTypeUnknown, {record->type}, {}, false};
    const ConnectorSettings settings = ConnectorSettings::fromJson(record->settings);
    const auto destination = engine.backends->makeDestination(settings, *type);
    if (!destination)
        return destination.failure();

    const PhoneNumberParser parser(settings.defaultRegion);
    const QString lastDigits = number.digits().right(fewestDigits);
    std::vector<NumberSuggestion> suggestions;
    const auto listed =
        (*destination)
            ->listPeople(
                [&](const DirectoryPerson &person) {
                    for (const QString &text : person.numbers) {
                        if (suggestions.size() >= mostSuggestions || !mayBe(text, lastDigits) || parser.parse(text).number != number)
                            continue;
                        suggestions.push_back({person.mailbox, person.name, text});
                        return;
                    }
                },
                cancel);
    if (!listed)
        return listed.failure();
    std::sort(suggestions.begin(), suggestions.end(), [](const auto &a, const auto &b) { return a.mailbox.text() < b.mailbox.text(); });
    return suggestions;
}

} // namespace tallybridge

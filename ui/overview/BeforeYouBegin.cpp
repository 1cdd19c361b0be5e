#include "ui/overview/BeforeYouBegin.h"

#include "cli/wording/CheckText.h"

#include <QCoreApplication>

#include <algorithm>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(BeforeYouBegin)
};

using Answer = CheckResult::Answer;
using Subject = CheckResult::Subject;

const CheckResult *resultOf(const std::vector<CheckResult> &checks, Subject subject)
{
    const auto found = std::find_if(checks.begin(), checks.end(), [subject](const CheckResult &c) { return c.subject == subject; });
    return found == checks.end() ? nullptr : &*found;
}

ChecklistItem checked(const std::vector<CheckResult> &checks, Subject subject, QString text)
{
    ChecklistItem item;
    item.text = std::move(text);
    if (const CheckResult *result = resultOf(checks, subject)) {
        item.answer = result->answer;
        item.detail = checkDetail(*result);
    }
    return item;
}

} // namespace

std::vector<ChecklistItem> beforeYouBegin(const ConnectorType &type, const std::vector<CheckResult> &checks)
{
    std::vector<ChecklistItem> items;

    // Deliveries prove that the service was ordered.
    ChecklistItem order = checked(checks, Subject::Deliveries, Text::tr("Order the archiving service from TeleMessage (now Smarsh)."));
    const CheckResult *deliveries = resultOf(checks, Subject::Deliveries);
    if (deliveries && deliveries->arguments.value(0) == u"0"_s)
        order.answer = Answer::Unknown;
    if (type.id == "whatsapp"_L1) {
        order.links = {
            {Text::tr("Order the service"), u"https://www.telemessage.com/mobile-archiver/order-mobile-archiver-for-o365"_s},
            {Text::tr("Activation for Office 365"), u"https://www.telemessage.com/office365-activation-for-whatsapp-archiver"_s}};
    }
    items.push_back(std::move(order));

    ChecklistItem users;
    users.text = Text::tr("Register every user there with the same e-mail address as in Microsoft 365.");
    items.push_back(std::move(users));

    ChecklistItem app;
    if (type.id == "whatsapp"_L1) {
        app.text = Text::tr("Install the WhatsApp Phone Archiver app on the users' phones, or have them scan the QR code of the WhatsApp "
                            "Cloud Archiver.");
        app.links = {{Text::tr("WhatsApp Phone Archiver"), u"https://www.telemessage.com/mobile-archiver/whatsapp-phone-archiver-2/"_s},
                     {Text::tr("WhatsApp Cloud Archiver"),
                      u"https://www.telemessage.com/mobile-archiver/whatsapp-archiver/whatsapp-cloud-archiver/"_s}};
    } else {
        app.text = Text::tr("Set up the capture of %1 for the users at the service.").arg(QString(type.appName));
    }
    items.push_back(std::move(app));

    items.push_back(checked(checks, Subject::Source, Text::tr("Make the deliveries reachable from this computer.")));
    items.push_back(checked(checks, Subject::Consent,
                            Text::tr("Have a global administrator consent for your organisation's own app registration. A local archive "
                                     "needs no consent.")));

    ChecklistItem role;
    role.text =
        Text::tr("Give the person who sets the connector up the role \"Mailbox Import Export\" in Exchange Online. The program does "
                 "not need it technically; it is advice.");
    role.links = {{Text::tr("Role groups in Exchange Online"), u"https://docs.microsoft.com/Exchange/permissions-exo/role-groups"_s},
                  {Text::tr("Compliance centre"), u"https://compliance.microsoft.com"_s}};
    items.push_back(std::move(role));
    return items;
}

} // namespace tallybridge

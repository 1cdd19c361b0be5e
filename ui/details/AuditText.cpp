#include "ui/details/AuditText.h"

#include <QCoreApplication>

namespace tallybridge {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(AuditText)
};

QString actionText(const QString &action)
{
    const std::pair<QLatin1String, QString> known[] = {
        {QLatin1String("terms-accepted"), Text::tr("terms of service accepted")},
        {QLatin1String("connector-added"), Text::tr("connector added")},
        {QLatin1String("connector-edited"), Text::tr("connector changed")},
        {QLatin1String("connector-removed"), Text::tr("connector removed")},
        {QLatin1String("certificate-made"), Text::tr("certificate made")},
        {QLatin1String("archive-adopted"), Text::tr("archive taken over")},
        {QLatin1String("run-ended"), Text::tr("run ended")},
        {QLatin1String("copy-waived"), Text::tr("copy waived")},
        {QLatin1String("delivery-accepted"), Text::tr("delivery accepted")},
        {QLatin1String("delivery-discarded"), Text::tr("delivery discarded")},
        {QLatin1String("mapping-changed"), Text::tr("mapping changed")},
        {QLatin1String("finding-explained"), Text::tr("finding explained")},
        {QLatin1String("ledger-backed-up"), Text::tr("ledger backed up")},
        {QLatin1String("ledger-restored"), Text::tr("ledger restored")},
    };
    for (const auto &[name, text] : known) {
        if (action == name)
            return text;
    }
    return action;
}

} // namespace

QString auditText(const AuditEvent &event)
{
    const QString text = Text::tr("%1: %2").arg(event.subject, actionText(event.action));
    const QString because = event.after.value(QLatin1String("because")).toString();
    return because.isEmpty() ? text : Text::tr("%1, because: %2").arg(text, because);
}

} // namespace tallybridge

#include "cli/ProgressPrinter.h"

#include "cli/wording/Phrase.h"
#include "cli/wording/RunStateText.h"
#include "core/platform.h"

#include <QJsonDocument>

#include <algorithm>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

QJsonObject progressJson(const ProgressSnapshot &snapshot)
{
    QJsonObject json{
        {u"progress"_s, QString(progressPhaseName(snapshot.phase))},
        {u"deliveries_done"_s, snapshot.deliveriesDone},
        {u"deliveries_total"_s, snapshot.deliveriesTotal},
        {u"items_done"_s, snapshot.itemsDone},
        {u"items_total"_s, snapshot.itemsTotal},
        {u"bytes_done"_s, snapshot.bytesDone},
        {u"imported"_s, snapshot.sums.imported},
        {u"partial"_s, snapshot.sums.partial},
        {u"skipped"_s, snapshot.sums.skipped},
        {u"failed"_s, snapshot.sums.failed},
    };
    if (snapshot.waitingUntil.isValid())
        json.insert(u"waiting_until"_s, snapshot.waitingUntil.toString(Qt::ISODate));
    return json;
}

ProgressPrinter::ProgressPrinter(Console &console)
    : m_console(console), m_bar(!console.json() && !console.quiet() && platform::isErrorTerminal())
{
}

ProgressPrinter::~ProgressPrinter()
{
    clearBar();
}

void ProgressPrinter::clearBar()
{
    if (m_shown > 0)
        m_console.ask(QString(u'\r' + QString(m_shown, u' ') + u'\r'));
    m_shown = 0;
}

void ProgressPrinter::show(const ProgressSnapshot &snapshot)
{
    if (m_console.json() && !m_console.quiet()) {
        m_console.printToError(QString::fromUtf8(QJsonDocument(progressJson(snapshot)).toJson(QJsonDocument::Compact)));
        return;
    }
    if (!m_bar)
        return;
    constexpr qint64 width = 24;
    const qint64 total = std::max(snapshot.itemsTotal, snapshot.itemsDone);
    const qint64 filled = total > 0 ? snapshot.itemsDone * width / total : 0;
    QString line = QString(u'[' + QString(filled, u'#') + QString(width - filled, u'-') + u"] "_s + QString::number(snapshot.itemsDone) +
                           u" of "_s + QString::number(total) + u" items, "_s);
    line += snapshot.waitingUntil.isValid()
                ? phrase(u"waiting until %1"_s, {snapshot.waitingUntil.toLocalTime().time().toString(u"HH:mm:ss"_s)})
                : phaseText(snapshot.phase);
    if (snapshot.sums.failed > 0)
        line += QString(u", "_s + QString::number(snapshot.sums.failed) + u" failed"_s);
    // One line of an ordinary terminal, or "\r" would not reach its beginning.
    line.truncate(78);
    const qsizetype length = line.size();
    m_console.ask(QString(u'\r' + line.leftJustified(m_shown)));
    m_shown = length;
}

} // namespace tallybridge

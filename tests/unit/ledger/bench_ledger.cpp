// Prints how many items a second the ledger takes: item, open copy, and later its receipt, in transactions of 500.

#include "ledger/ConnectorTable.h"
#include "ledger/DeliveryTable.h"
#include "ledger/ItemTable.h"
#include "ledger/Ledger.h"
#include "ledger/Transaction.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <chrono>
#include <cstdio>

using namespace tallybridge;

namespace {

constexpr qint64 batch = 500;

template <typename T>
T need(Result<T> result)
{
    if (!result)
        qFatal("%s %s", failureCodeName(result.failure().code).data(), qPrintable(result.failure().detail));
    return std::move(*result);
}

void need(const Result<void> &result)
{
    if (!result)
        qFatal("%s %s", failureCodeName(result.failure().code).data(), qPrintable(result.failure().detail));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() != 3)
        return 2;
    const qint64 count = arguments[1].toLongLong();
    const auto ledger = need(Ledger::open(arguments[2], Ledger::Mode::ReadWrite));
    ItemTable items(*ledger);

    ConnectorRecord connector;
    connector.name = QStringLiteral("bench");
    connector.type = QStringLiteral("whatsapp");
    connector.id = need(ConnectorTable(*ledger).insert(connector));
    DeliveryRecord delivery;
    delivery.connectorId = connector.id;
    delivery.name = QStringLiteral("bench.zip");
    delivery.sha256 = QByteArray(32, 'd');
    delivery.id = need(DeliveryTable(*ledger).insert(delivery));
    std::vector<MailAddress> mailboxes;
    for (int i = 0; i < 1000; ++i) {
        const QString address = QLatin1String("user") + QString::number(i) + QLatin1String("@contoso.com");
        mailboxes.push_back(*MailAddress::parse(address));
    }

    auto since = std::chrono::steady_clock::now();
    const qint64 step = std::max<qint64>(batch, count / 10);
    for (qint64 first = 0; first < count; first += batch) {
        std::vector<CopyRecord> copies;
        {
            auto transaction = need(Transaction::begin(*ledger));
            for (qint64 i = first; i < first + batch; ++i) {
                ItemRecord item;
                item.connectorId = connector.id;
                item.deliveryId = delivery.id;
                item.sourceId = QString::fromLatin1(QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Md5).toHex());
                item.emlSha256 = QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Sha256);
                item.key = ItemKey::of(item.sourceId, {}, item.emlSha256);
                item.entryName = item.sourceId + QLatin1String(".eml");
                item.entryIndex = i;
                item.kind = ItemKind::Chat;
                item.time = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + i, Qt::UTC);
                item.firstEntries = 1;
                CopyRecord copy;
                copy.itemId = need(items.insertItem(item));
                copy.mailbox = mailboxes[std::size_t(i * 7919 % 1000)];
                copy.participant = QStringLiteral("447700900123");
                copy.runId = 1;
                copy.id = need(items.insertCopy(copy));
                copies.push_back(copy);
            }
            need(transaction.commit());
        }
        auto transaction = need(Transaction::begin(*ledger));
        for (CopyRecord &copy : copies) {
            copy.outcome = Outcome::Imported;
            copy.messageSha256 = QByteArray(32, 'm');
            copy.location = QStringLiteral("1790000000.0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.tallybridge");
            copy.attempts = 1;
            need(items.updateCopy(copy));
        }
        need(transaction.commit());
        if ((first + batch) % step == 0) {
            const auto now = std::chrono::steady_clock::now();
            const double seconds = std::chrono::duration<double>(now - since).count();
            std::printf("%lld items: %.0f items/s\n", static_cast<long long>(first + batch), double(step) / seconds);
            std::fflush(stdout);
            since = now;
        }
    }
    return 0;
}

#pragma once

#include "ledger/ConnectorTable.h"
#include "ledger/DeliveryTable.h"
#include "ledger/ItemTable.h"
#include "ledger/Ledger.h"
#include "ledger/Transaction.h"

#include <QCryptographicHash>
#include <QTest>

/// Fails the test when a Result holds a failure, and says which.
#define NEED(result)                                                                                                                       \
    do {                                                                                                                                   \
        const auto &needed = (result);                                                                                                     \
        QVERIFY2(needed.ok(), needed.ok() ? "" : qPrintable(failureText(needed.failure())));                                               \
    } while (false)

#define EXPECT_FAILURE(result, expected)                                                                                                   \
    do {                                                                                                                                   \
        const auto &expectedFailure = (result);                                                                                            \
        QVERIFY(!expectedFailure.ok());                                                                                                    \
        QVERIFY2(expectedFailure.failure().code == FailureCode::expected, qPrintable(failureText(expectedFailure.failure())));             \
    } while (false)

namespace tallybridge {

inline QString failureText(const Failure &failure)
{
    return failureCodeName(failure.code) + QLatin1String(" [") + failure.arguments.join(QLatin1String(", ")) + QLatin1String("] ") +
           failure.detail;
}

inline QDateTime sampleTime(qint64 milliseconds = 0)
{
    return QDateTime::fromMSecsSinceEpoch(1'790'000'000'123 + milliseconds, Qt::UTC);
}

inline QByteArray sampleHash(qint64 number)
{
    return QCryptographicHash::hash(QByteArray::number(number), QCryptographicHash::Sha256);
}

inline ItemKey sampleKey(qint64 number)
{
    return *ItemKey::fromRaw(sampleHash(number));
}

inline MailAddress sampleMailbox(const char *text)
{
    return *MailAddress::parse(QString::fromLatin1(text));
}

inline Waiver sampleWaiver()
{
    return {sampleTime(), QStringLiteral("ann"), QStringLiteral("it is known")};
}

inline ConnectorRecord sampleConnector(const QString &name)
{
    ConnectorRecord record;
    record.name = name;
    record.type = QStringLiteral("whatsapp");
    record.settings = {{QStringLiteral("source"), QStringLiteral("folder:/x")}};
    record.created = sampleTime();
    return record;
}

inline DeliveryRecord sampleDelivery(qint64 connectorId, const QString &name = QStringLiteral("d1.zip"), qint64 number = 1)
{
    DeliveryRecord record;
    record.connectorId = connectorId;
    record.name = name;
    record.sha256 = sampleHash(number);
    record.size = 5'000'000'000;
    record.date = QDate(2026, 11, 20);
    record.fileNumber = number;
    record.firstSeen = sampleTime();
    return record;
}

inline ItemRecord sampleItem(qint64 connectorId, qint64 deliveryId, qint64 number)
{
    ItemRecord record;
    record.connectorId = connectorId;
    record.deliveryId = deliveryId;
    record.key = sampleKey(number);
    record.sourceId = QLatin1String("id-") + QString::number(number);
    record.emlSha256 = sampleHash(-number);
    record.entryName = QString::number(number) + QLatin1String(".eml");
    record.entryIndex = number;
    record.kind = ItemKind::Chat;
    record.time = sampleTime(number);
    record.firstEntries = 1;
    return record;
}

} // namespace tallybridge

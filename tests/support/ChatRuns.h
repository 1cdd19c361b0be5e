#pragma once

#include "support/TestEngine.h"

#include <QTest>

namespace tallybridge::test {

using Emls = QList<QPair<QString, QByteArray>>;

/// So many chats from one of seven people to Bob: two copies each.
inline Emls chats(int count, const QString &prefix = QStringLiteral("id"))
{
    Emls emls;
    for (int i = 0; i < count; ++i) {
        const QString id = prefix + QString::number(i);
        emls.append({id + QLatin1String(".eml"),
                     TestEngine::chat(id, QStringLiteral("ann%1@contoso.example").arg(i % 7), {QStringLiteral("bob@contoso.example")})});
    }
    return emls;
}

/// The sums of a run, and that the reasons add up to what failed.
inline void compareSums(const Sums &sums, qint64 source, qint64 imported, qint64 skipped, qint64 failed)
{
    QCOMPARE(sums.availableFromSource, source);
    QCOMPARE(sums.imported, imported);
    QCOMPARE(sums.skipped, skipped);
    QCOMPARE(sums.failed, failed);
    qint64 reasons = 0;
    for (const auto &[reason, count] : sums.reasons)
        reasons += count;
    QCOMPARE(reasons, failed);
}

} // namespace tallybridge::test

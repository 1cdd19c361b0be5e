#include "core/Sha256.h"
#include "source/sftp/KnownDeliveries.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tallybridge;

namespace {

LocalSpool::Key key(int number)
{
    return {QStringLiteral("delivery %1.zip").arg(number), 1000 + number, QDateTime::fromSecsSinceEpoch(1'700'000'000 + number, Qt::UTC)};
}

} // namespace

class TestKnownDeliveries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatItIsTold()
    {
        const QTemporaryDir place;
        const QString path = place.filePath(QStringLiteral("known"));
        QVERIFY(KnownDeliveries(path).add(key(1), Sha256::of("a")).ok());
        QVERIFY(KnownDeliveries(path).add(key(2), Sha256::of("b")).ok());
        const KnownDeliveries known(path);
        QCOMPARE(known.sha256(key(1)), Sha256::of("a"));
        QCOMPARE(known.sha256(key(2)), Sha256::of("b"));
        QVERIFY(!known.sha256(key(3)));
    }

    void aLineThatWasCutOffTakesNoOtherWithIt()
    {
        const QTemporaryDir place;
        const QString path = place.filePath(QStringLiteral("known"));
        QVERIFY(KnownDeliveries(path).add(key(1), Sha256::of("a")).ok());
        QVERIFY(KnownDeliveries(path).add(key(2), Sha256::of("b")).ok());
        QFile file(path);
        QVERIFY(file.resize(file.size() - 5));
        QVERIFY(KnownDeliveries(path).add(key(3), Sha256::of("c")).ok());
        const KnownDeliveries known(path);
        QCOMPARE(known.sha256(key(1)), Sha256::of("a"));
        QVERIFY(!known.sha256(key(2)));
        QCOMPARE(known.sha256(key(3)), Sha256::of("c"));
    }
};

QTEST_APPLESS_MAIN(TestKnownDeliveries)
#include "tst_KnownDeliveries.moc"

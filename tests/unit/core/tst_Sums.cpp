#include "core/Sums.h"

#include <QtTest>

using namespace tallybridge;

class TestSums : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsUp()
    {
        Sums sums;
        QCOMPARE(sums.availableForImport(), 0);
        sums.imported = 1;
        sums.partial = 20;
        sums.skipped = 300;
        sums.addFailed(FailureReason::Unmapped);
        sums.addFailed(FailureReason::Unmapped);
        sums.addFailed(FailureReason::NoMailbox);
        QCOMPARE(sums.failed, 3);
        QCOMPARE(sums.reasons[FailureReason::Unmapped], 2);
        QCOMPARE(sums.reasons[FailureReason::NoMailbox], 1);
        QCOMPARE(sums.availableForImport(), 324);
        QVERIFY(sums == Sums(sums));
        QVERIFY(!(sums == Sums()));
    }
};

QTEST_APPLESS_MAIN(TestSums)
#include "tst_Sums.moc"

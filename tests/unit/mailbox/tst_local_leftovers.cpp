#include "LocalArchiveFixture.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

using Status = DeliveryReceipt::Status;

// What a process that was killed left in tmp.
class TestLocalLeftovers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldOnesGo()
    {
        Archive archive;
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        const QString old = leave(archive, maildirTemporaryName(now - 37 * 3600, 1, 1));
        const QString young = leave(archive, maildirTemporaryName(now - 35 * 3600, 1, 2));
        const QString foreign = leave(archive, QStringLiteral("1500000000.M1P2.host"));
        QCOMPARE(archive.deliver(job(m_ann, mail(QStringLiteral("1")))).status, Status::Written);
        QVERIFY(!QFile::exists(old));
        QVERIFY(QFile::exists(young));
        QVERIFY(QFile::exists(foreign));
        QCOMPARE(archive.mails().size(), 3);
    }

    void thoseOfTheSameWriterGoAtOnce()
    {
        Archive archive;
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        const QString own = leave(archive, maildirTemporaryName(now, newMaildirSession(7), 1));
        const QString others = leave(archive, maildirTemporaryName(now, newMaildirSession(8), 1));
        const QString foreign = leave(archive, QStringLiteral("1500000000.M1P2.host"));
        QCOMPARE(archive.deliver(job(m_ann, mail(QStringLiteral("1")))).status, Status::Written);
        QVERIFY(QFile::exists(own));
        archive.destination.setWriter(7);
        archive.session = std::move(archive.destination.openSession().value());
        QCOMPARE(archive.deliver(job(m_ann, mail(QStringLiteral("2")))).status, Status::Written);
        QVERIFY(!QFile::exists(own));
        QVERIFY(QFile::exists(others));
        QVERIFY(QFile::exists(foreign));
    }

private:
    QString leave(const Archive &archive, const QString &name) const
    {
        const QString path = archive.folderOf(m_ann) + u"/tmp/" + name;
        return writeTo(path, "half a ma") ? path : QString();
    }

    const MailAddress m_ann = address(QStringLiteral("a@x.y"));
};

QTEST_APPLESS_MAIN(TestLocalLeftovers)
#include "tst_local_leftovers.moc"

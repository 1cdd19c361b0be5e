#include "core/ItemKey.h"

#include <QSet>
#include <QtTest>
#include <map>

using namespace tallybridge;

class TestItemKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // These must never change: mails in mailboxes and rows of ledgers carry them.
    void fixedVectors_data()
    {
        QTest::addColumn<QString>("sourceId");
        QTest::addColumn<QString>("messageId");
        QTest::addColumn<QByteArray>("sha256");
        QTest::addColumn<QString>("hex");
        QByteArray counting;
        for (int i = 0; i < 32; ++i)
            counting.append(char(i));
        QTest::newRow("source id") << QStringLiteral("abc-1") << QString() << QByteArray(32, '\1')
                                   << QStringLiteral("df3a0bcd65b355e8f0043a1b1caa6e3278483c3aca2d53ddc99d6fdd57a2a0e9");
        QTest::newRow("message id") << QString() << QStringLiteral("m@x") << counting
                                    << QStringLiteral("3299f32690e293472f9568551879a9df10654673fad7a2c2eff4007d8b165666");
        QTest::newRow("neither") << QString() << QString() << QByteArray(32, '\0')
                                 << QStringLiteral("9a1b88d368b5d60eee93cae4c4a540eddda01b23dcfc6b8ea5e0d49f94907275");
        QTest::newRow("source id wins, UTF-8") << QStringLiteral("é訊") << QStringLiteral("zzz") << QByteArray(32, '\xff')
                                               << QStringLiteral("d69bdd9caf0be7ee8dcecfe6583ab5ac218d22af60b20c69bdc6dde90f618793");
    }

    void fixedVectors()
    {
        QFETCH(QString, sourceId);
        QFETCH(QString, messageId);
        QFETCH(QByteArray, sha256);
        QFETCH(QString, hex);
        const ItemKey key = ItemKey::of(sourceId, messageId, sha256);
        QCOMPARE(key.hex(), hex);
        QCOMPARE(key.raw().size(), 32);
        QCOMPARE(key.messageId(), QString(hex + QStringLiteral("@archive.tallybridge.invalid")));
        QVERIFY(*ItemKey::fromHex(hex) == key);
        QVERIFY(*ItemKey::fromHex(hex.toUpper()) == key);
        QVERIFY(*ItemKey::fromRaw(key.raw()) == key);
    }

    void differs()
    {
        const QByteArray sha(32, 'x');
        const QString id = QStringLiteral("id");
        QSet<ItemKey> keys{ItemKey::of(id, {}, sha), ItemKey::of({}, id, sha), ItemKey::of(QStringLiteral("ID"), {}, sha),
                           ItemKey::of(id, {}, QByteArray(32, 'y')), ItemKey::of({}, {}, sha)};
        QCOMPARE(keys.size(), 5);
        keys.insert(ItemKey::of(id, QStringLiteral("other message id"), sha));
        QCOMPARE(keys.size(), 5);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("hex");
        QTest::newRow("empty") << QString();
        QTest::newRow("short") << QString(63, u'a');
        QTest::newRow("long") << QString(65, u'a');
        QTest::newRow("no digit") << QString(QString(63, u'a') + u'g');
        QTest::newRow("blank in it") << QString(QString(31, u'a') + QStringLiteral("  ") + QString(31, u'a'));
        QTest::newRow("not Latin-1") << QString(64, QChar(0x0661));
        QTest::newRow("low byte of a digit") << QString(64, QChar(0x0130));
    }

    void refuses()
    {
        QFETCH(QString, hex);
        QVERIFY(!ItemKey::fromHex(hex));
        QVERIFY(!ItemKey::fromRaw(QByteArray(31, 'a')));
        QVERIFY(!ItemKey::fromRaw(QByteArray(33, 'a')));
        QVERIFY(!ItemKey::fromRaw({}));
    }

    void compares()
    {
        const ItemKey low = *ItemKey::fromRaw(QByteArray(32, '\1'));
        const ItemKey high = *ItemKey::fromRaw(QByteArray(32, '\2'));
        QVERIFY(low < high && low != high && ItemKey() < low);
        QVERIFY(ItemKey().isNull() && !low.isNull());
        std::map<ItemKey, int> sorted{{high, 2}, {low, 1}};
        QCOMPARE(sorted.begin()->second, 1);
    }
};

QTEST_APPLESS_MAIN(TestItemKey)
#include "tst_ItemKey.moc"

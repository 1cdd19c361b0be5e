#include "LocalArchiveFixture.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

class TestMaildirNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mailboxFolders_data();
    void mailboxFolders();
    void foreignFolderNames_data();
    void foreignFolderNames();
    void tooLongAddress();
    void mailFolders_data();
    void mailFolders();
    void fileNames();
    void readsFileNames_data();
    void readsFileNames();
    void temporaryNames();
};

void TestMaildirNames::mailboxFolders_data()
{
    QTest::addColumn<QString>("mailbox");
    QTest::addColumn<QString>("folder");
    QTest::newRow("plain") << "ann.lee+x@contoso.com"
                           << "ann.lee+x@contoso.com";
    QTest::newRow("case") << "Ann@Contoso.COM"
                          << "ann@contoso.com";
    QTest::newRow("climbing") << "../../x@y.z"
                              << ""; // not an address
    QTest::newRow("slash") << "a/../b@y.z"
                           << "";
    QTest::newRow("slashes") << "/etc/x@y.z"
                             << "%2Fetc%2Fx@y.z";
    QTest::newRow("percent") << "a%2Fb@y.z"
                             << "a%252fb@y.z";
    QTest::newRow("windows") << "a*b?c|d@y.z"
                             << "a%2Ab%3Fc%7Cd@y.z";
    QTest::newRow("device") << "con.ann@y.z"
                            << "%63on.ann@y.z";
    QTest::newRow("device with number") << "lpt1.x@y.z"
                                        << "%6Cpt1.x@y.z";
    QTest::newRow("no device") << "con@y.z"
                               << "con@y.z";
    QTest::newRow("no device either") << "cone.ann@y.z"
                                      << "cone.ann@y.z";
    QTest::newRow("umlaut") << QStringLiteral("m\u00fcller@y.z") << "m%C3%BCller@y.z";
    QTest::newRow("emoji") << QStringLiteral("\U0001F600@y.z") << "%F0%9F%98%80@y.z";
    QTest::newRow("tilde") << "~a@y.z"
                           << "~a@y.z";
}

void TestMaildirNames::mailboxFolders()
{
    QFETCH(QString, mailbox);
    QFETCH(QString, folder);
    const auto parsed = MailAddress::parse(mailbox);
    QCOMPARE(parsed.has_value(), !folder.isEmpty());
    if (!parsed)
        return;
    QCOMPARE(mailboxFolderName(*parsed), folder);
    QCOMPARE(mailboxOfFolderName(folder), parsed);
}

void TestMaildirNames::foreignFolderNames_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("not an address") << "lost+found";
    QTest::newRow("hidden") << ".hidden";
    QTest::newRow("upper case") << "Ann@y.z";
    QTest::newRow("needless code") << "%61nn@y.z";
    QTest::newRow("lower-case digits") << "a%2fb@y.z";
    QTest::newRow("uncoded") << QStringLiteral("m\u00fcller@y.z");
    QTest::newRow("not UTF-8") << "a%FFb@y.z";
    QTest::newRow("cut") << "ann@y.z%4";
    QTest::newRow("empty") << "";
}

void TestMaildirNames::foreignFolderNames()
{
    QFETCH(QString, folder);
    QVERIFY(!mailboxOfFolderName(folder));
}

void TestMaildirNames::tooLongAddress()
{
    const QString domain = QString(62, u'd') + u'.' + QString(60, u'd') + u'.' + QString(63, u'd') + u".org";
    const QString fits = QString(255 - domain.size() - 1, u'a') + u'@' + domain;
    QCOMPARE(fits.size(), 255);
    QCOMPARE(mailboxFolderName(address(fits)), fits);
    const MailAddress tooLong = address(u'a' + fits);
    QCOMPARE(mailboxFolderName(tooLong), QString());
    Archive archive;
    QVERIFY(archive.destination.findMailbox(tooLong, CancelToken())->isNull());
    const auto receipt = archive.deliver(job(tooLong, mail(QStringLiteral("1"))));
    QCOMPARE(receipt.status, DeliveryReceipt::Status::Failed);
    QCOMPARE(receipt.reason, FailureReason::NoMailbox);
    QVERIFY(archive.deliver(job(address(fits), mail(QStringLiteral("1")))).status == DeliveryReceipt::Status::Written);
    QCOMPARE(archive.mails().size(), 1);
}

void TestMaildirNames::mailFolders_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("folder");
    QTest::newRow("plain") << "WhatsApp Archiver"
                           << ".WhatsApp Archiver";
    QTest::newRow("ampersand and slash") << "AT&T SMS/MMS Network Archiver"
                                         << ".AT&-T SMS&,w8-MMS Network Archiver";
    QTest::newRow("dots cannot climb") << ".."
                                       << ".&,w7,Dg-"; // one run of base64
    QTest::newRow("RFC 3501 example") << QStringLiteral("\u53f0\u5317") << ".&U,BTFw-";
    QTest::newRow("surrogates") << QStringLiteral("a\U0001F600b") << ".a&2D3eAA-b";
    QTest::newRow("control") << QStringLiteral("a\nb") << ".a&,,0-b";
    QTest::newRow("blanks at the ends") << " a "
                                        << ".a";
    QTest::newRow("windows") << "a:b"
                             << ".a&,xo-b";
}

void TestMaildirNames::mailFolders()
{
    QFETCH(QString, name);
    QFETCH(QString, folder);
    QCOMPARE(maildirFolderName(name), folder);
}

void TestMaildirNames::fileNames()
{
#ifdef Q_OS_WIN
    const QString info = QStringLiteral(";2,S");
#else
    const QString info = QStringLiteral(":2,S");
#endif
    for (const bool partial : {false, true}) {
        const auto message = mail(QStringLiteral("1"), partial);
        const QString name = maildirFileName(*message);
        const QString mark = partial ? QStringLiteral("-partial") : QString();
        QCOMPARE(name, QString(u"1600000000." + message->key.hex() + mark + u".tallybridge" + info));
        const auto parsed = parseMaildirFileName(name);
        QVERIFY(parsed);
        QCOMPARE(parsed->key, message->key);
        QCOMPARE(parsed->partial, partial);
    }
    ComposedMessage before1970 = *mail(QStringLiteral("1"));
    before1970.date = QDateTime::fromSecsSinceEpoch(-5, Qt::UTC);
    QVERIFY(parseMaildirFileName(maildirFileName(before1970)));
    before1970.date = QDateTime();
    QVERIFY(parseMaildirFileName(maildirFileName(before1970)));
}

void TestMaildirNames::readsFileNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("ours");
    QTest::addColumn<bool>("partial");
    const QString key = QString(64, u'a');
    QTest::newRow("new") << QString(u"1." + key + u".tallybridge") << true << false;
    QTest::newRow("colon") << QString(u"1." + key + u".tallybridge:2,FRS") << true << false;
    QTest::newRow("semicolon") << QString(u"1." + key + u".tallybridge;2,RS") << true << false;
    QTest::newRow("sizes") << QString(u"1." + key + u".tallybridge,S=12,W=14:2,") << true << false;
    QTest::newRow("partial") << QString(u"1." + key + u"-partial.tallybridge:2,FS") << true << true;
    QTest::newRow("short key") << QString(u"1." + key.left(63) + u".tallybridge:2,S") << false << false;
    QTest::newRow("long key") << QString(u"1." + key + u"a.tallybridge:2,S") << false << false;
    QTest::newRow("not hexadecimal") << QString(u"1." + key.left(63) + u"g.tallybridge:2,S") << false << false;
    QTest::newRow("other host") << QString(u"1." + key + u".tallybridge2:2,S") << false << false;
    QTest::newRow("no time") << QString(u"." + key + u".tallybridge:2,S") << false << false;
    QTest::newRow("signed time") << QString(u"-1." + key + u".tallybridge:2,S") << false << false;
    QTest::newRow("huge time") << QString(QString(19, u'9') + u'.' + key + u".tallybridge:2,S") << false << false;
    QTest::newRow("foreign") << QStringLiteral("1700000000.M1P2.host,S=1:2,S") << false << false;
    QTest::newRow("empty") << QString() << false << false;
}

void TestMaildirNames::readsFileNames()
{
    QFETCH(QString, name);
    QFETCH(bool, ours);
    QFETCH(bool, partial);
    const auto parsed = parseMaildirFileName(name);
    QCOMPARE(parsed.has_value(), ours);
    if (parsed)
        QCOMPARE(parsed->partial, partial);
}

void TestMaildirNames::temporaryNames()
{
    const QString name = maildirTemporaryName(1'700'000'000, ~0ULL, 7);
    QCOMPARE(name, QStringLiteral("1700000000.ffffffffffffffff_7.tallybridge"));
    const auto parsed = parseMaildirTemporaryName(name);
    QVERIFY(parsed);
    QCOMPARE(parsed->time, 1'700'000'000);
    QCOMPARE(parsed->session, ~0ULL);
    for (const QStringView foreign :
         {u"1700000000.M1P2.host", u"1700000000.x_1.tallybridge", u"1700000000._1.tallybridge", u"1700000000.1_1"})
        QVERIFY(!parseMaildirTemporaryName(foreign));
    QVERIFY(isSameWriter(newMaildirSession(5), newMaildirSession(5)));
    QVERIFY(!isSameWriter(newMaildirSession(5), newMaildirSession(6)));
    QVERIFY(newMaildirSession(5) != newMaildirSession(5));
    QVERIFY(!parseMaildirFileName(name));
}

QTEST_APPLESS_MAIN(TestMaildirNames)
#include "tst_maildir_names.moc"

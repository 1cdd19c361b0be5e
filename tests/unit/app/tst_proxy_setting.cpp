#include "app/ProxySetting.h"

#include <QFile>
#include <QNetworkProxy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace tallybridge;

class ProxySettingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOnlyWhatItKnows_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("known");
        QTest::newRow("system") << QStringLiteral("system") << true;
        QTest::newRow("none") << QStringLiteral("none") << true;
        QTest::newRow("manual") << QStringLiteral("http://proxy.example:8080") << true;
        QTest::newRow("version 6") << QStringLiteral("http://[::1]:8080") << true;
        QTest::newRow("no port") << QStringLiteral("http://proxy.example") << false;
        QTest::newRow("other scheme") << QStringLiteral("socks5://proxy.example:1080") << false;
        QTest::newRow("password") << QStringLiteral("http://user:secret@proxy.example:8080") << false;
        QTest::newRow("path") << QStringLiteral("http://proxy.example:8080/x") << false;
        QTest::newRow("no host") << QStringLiteral("http://:8080") << false;
        QTest::newRow("empty") << QString() << false;
    }

    void takesOnlyWhatItKnows()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, known);
        const auto setting = ProxySetting::parse(text);
        QCOMPARE(setting.has_value(), known);
        if (known)
            QCOMPARE(setting->text(), text);
    }

    void isKeptAndRefusedWhenDamaged()
    {
        const QTemporaryDir folder;
        QCOMPARE(*ProxySetting::read(folder.path()), ProxySetting{});
        const ProxySetting manual = *ProxySetting::parse(QStringLiteral("http://proxy.example:8080"));
        QVERIFY(manual.write(folder.path()).ok());
        QCOMPARE(*ProxySetting::read(folder.path()), manual);
        QFile file(folder.filePath(QStringLiteral("network.ini")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[General]\nproxy=ftp://x\n");
        file.close();
        QCOMPARE(ProxySetting::read(folder.path()).failure().code, FailureCode::ProxySettingInvalid);
    }

    void becomesTheProxyOfTheProcess()
    {
        const QNetworkProxyQuery query(QUrl(QStringLiteral("https://graph.microsoft.com/")));
        ProxySetting::parse(QStringLiteral("http://proxy.example:8080"))->apply();
        QCOMPARE(QNetworkProxyFactory::proxyForQuery(query).value(0).hostName(), QStringLiteral("proxy.example"));
        ProxySetting{ProxySetting::Kind::None, {}, 0}.apply();
        QCOMPARE(QNetworkProxyFactory::proxyForQuery(query).value(0).type(), QNetworkProxy::NoProxy);
        ProxySetting{}.apply();
        QVERIFY(QNetworkProxyFactory::usesSystemConfiguration());
    }
};

QTEST_GUILESS_MAIN(ProxySettingTest)
#include "tst_proxy_setting.moc"

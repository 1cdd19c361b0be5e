#include "app/Application.h"
#include "app/LogSetting.h"
#include "engine/ConnectorService.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace tallybridge;

class LogSettingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isKept()
    {
        const QTemporaryDir place;
        QCOMPARE(LogSetting::read(place.path()).level, LogLevel::Information);
        QVERIFY(LogSetting{LogLevel::Details}.write(place.path()).ok());
        QCOMPARE(LogSetting::read(place.path()).level, LogLevel::Details);
    }

    void whatIsNotUnderstoodIsTheDefault()
    {
        const QTemporaryDir place;
        QFile file(place.filePath(QStringLiteral("log.ini")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[General]\nlevel=loud\n");
        file.close();
        QCOMPARE(LogSetting::read(place.path()).level, LogLevel::Information);
    }

    void aRunIsTold()
    {
        const QTemporaryDir place;
        const auto engine = Application::open(place.filePath(QStringLiteral("data")));
        QVERIFY(engine.ok());
        QDir(place.path()).mkpath(QStringLiteral("secret-folder"));
        ConnectorService service(*engine);
        ConnectorSettings settings;
        settings.source = QLatin1String("folder:") + place.filePath(QStringLiteral("secret-folder"));
        settings.destination = QStringLiteral("local:");
        settings.termsSha256 = termsSha256();
        const auto added = service.add(QStringLiteral("Secret name"), QStringLiteral("whatsapp"), settings);
        QVERIFY2(added.ok(), "the connector was not made");
        QCOMPARE(engine->log->newest(10'000), QString());
        QVERIFY(service.sync(QStringLiteral("Secret name"), {}, {}).ok());
        const QString lines = engine->log->newest(10'000);
        QVERIFY2(lines.contains(QLatin1String("INFO  sync began connector=1\n")), qPrintable(lines));
        QVERIFY2(lines.contains(QLatin1String("sync succeeded connector=1 run=1 imported=0")), qPrintable(lines));
        QVERIFY(!lines.contains(QLatin1String("ecret")));
        QVERIFY(QDir(place.path()).rename(QStringLiteral("secret-folder"), QStringLiteral("away")));
        QVERIFY(service.sync(QStringLiteral("Secret name"), {}, {}).ok());
        QVERIFY(engine->log->newest(10'000).contains(QLatin1String("ERROR sync failed connector=1 run=2")));
        QVERIFY(!engine->log->newest(10'000).contains(QLatin1String("ecret")));
    }
};

QTEST_GUILESS_MAIN(LogSettingTest)
#include "tst_log_setting.moc"

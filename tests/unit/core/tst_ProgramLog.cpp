#include "core/ProgramLog.h"

#include <QDateTime>
#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace tallybridge;

class ProgramLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesOnlyWhatItsLevelTakes()
    {
        const QTemporaryDir place;
        ProgramLog log(place.filePath(QStringLiteral("log")), LogLevel::Warnings);
        log.write(LogLevel::Information, QLatin1String("run"), QLatin1String("began"));
        QVERIFY(!QDir(place.filePath(QStringLiteral("log"))).exists());
        log.write(LogLevel::Errors, QLatin1String("run"), QLatin1String("failed"),
                  {{QLatin1String("connector"), 3}, {QLatin1String("reason"), QLatin1String("disk-full")}});
        log.setLevel(LogLevel::Details);
        log.write(LogLevel::Details, QLatin1String("http"), QLatin1String("answer"));
        const QStringList lines = log.newest(10'000).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        static const QRegularExpression first(
            QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ERROR run failed connector=3 reason=disk-full$"));
        QVERIFY2(first.match(lines[0]).hasMatch(), qPrintable(lines[0]));
        QVERIFY(lines[1].endsWith(QLatin1String("DEBUG http answer")));
    }

    void writesNothingWithoutFolder()
    {
        ProgramLog log;
        log.write(LogLevel::Errors, QLatin1String("run"), QLatin1String("failed"));
        QCOMPARE(log.newest(100), QString());
    }

    void whatOthersMadeUpIsCutAndPlain()
    {
        const LogField field =
            LogField::foreign(QLatin1String("id"), QByteArray("a b\r\nann@contoso.example=\xff" + QByteArray(1000, 'x')));
        QCOMPARE(field.text().size(), 3 + 64);
        QVERIFY(field.text().startsWith(QLatin1String("id=a_b__ann_contoso.example__x")));
    }

    void isClosedToOthers()
    {
#ifdef Q_OS_WIN
        QSKIP("the rights of Windows are not these");
#endif
        const QTemporaryDir place;
        ProgramLog log(place.filePath(QStringLiteral("log")), LogLevel::Errors);
        log.write(LogLevel::Errors, QLatin1String("run"), QLatin1String("failed"));
        const QFileInfo file(QDir(place.filePath(QStringLiteral("log"))).entryInfoList(QDir::Files).value(0));
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(file.exists());
        QVERIFY(!(file.permissions() & others));
    }

    void keepsThirtyDays()
    {
        const QTemporaryDir place;
        const QDate today = QDateTime::currentDateTimeUtc().date();
        const auto nameOf = [&place](const QDate &day) {
            return place.filePath(day.toString(QStringLiteral("yyyy-MM-dd")) + QLatin1String(".log"));
        };
        const QString foreign = place.filePath(QStringLiteral("notes.log"));
        for (const QString &name : {nameOf(today.addDays(-30)), nameOf(today.addDays(-29)), foreign})
            QVERIFY(QFile(name).open(QIODevice::WriteOnly));
        ProgramLog log(place.path(), LogLevel::Errors);
        log.write(LogLevel::Errors, QLatin1String("run"), QLatin1String("failed"));
        QVERIFY(!QFile::exists(nameOf(today.addDays(-30))));
        QVERIFY(QFile::exists(nameOf(today.addDays(-29))));
        QVERIFY(QFile::exists(foreign));
        QVERIFY(log.newest(1000).endsWith(QLatin1String("ERROR run failed\n")));
    }

    void showsTheEndInWholeLines()
    {
        const QTemporaryDir place;
        ProgramLog log(place.path(), LogLevel::Errors);
        for (int number = 0; number < 100; ++number)
            log.write(LogLevel::Errors, QLatin1String("run"), QLatin1String("failed"), {{QLatin1String("number"), number}});
        const QString end = log.newest(200);
        QVERIFY(end.size() <= 200 && !end.isEmpty());
        QVERIFY(end.endsWith(QLatin1String("number=99\n")));
        QVERIFY(end.at(0).isDigit());
    }

    void linesOfSeveralThreadsAndProgramsStayWhole()
    {
        const QTemporaryDir place;
        ProgramLog first(place.path(), LogLevel::Errors);
        [[maybe_unused]] ProgramLog second(place.path(), LogLevel::Errors);
        constexpr int each = 500;
        const auto speak = [](ProgramLog &log) {
            for (int number = 0; number < each; ++number)
                log.write(LogLevel::Errors, QLatin1String("run"), QLatin1String("failed"), {{QLatin1String("number"), number}});
        };
        {
            const std::jthread one([&] { speak(first); });
            const std::jthread two([&] { speak(first); });
#ifdef Q_OS_WIN
            // Appending is not one step there, so lines of two programs at the same moment can take each other's place (a known gap).
            const std::jthread three([&] { speak(first); });
#else
            const std::jthread three([&] { speak(second); });
#endif
        }
        const QStringList lines = first.newest(1 << 20).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3 * each);
        for (const QString &line : lines)
            QVERIFY2(line.contains(QLatin1String("ERROR run failed number=")), qPrintable(line));
    }

    void whatCannotBeWrittenStopsNothing()
    {
        const QTemporaryDir place;
        QFile file(place.filePath(QStringLiteral("log")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        ProgramLog log(file.fileName(), LogLevel::Errors);
        log.write(LogLevel::Errors, QLatin1String("run"), QLatin1String("failed"));
        QCOMPARE(log.newest(100), QString());
    }

    void levelsHaveNames()
    {
        for (const LogLevel level : {LogLevel::Errors, LogLevel::Warnings, LogLevel::Information, LogLevel::Details})
            QCOMPARE(logLevelFromName(QString(logLevelName(level))), level);
        QVERIFY(!logLevelFromName(u"everything"));
    }
};

QTEST_APPLESS_MAIN(ProgramLogTest)
#include "tst_ProgramLog.moc"

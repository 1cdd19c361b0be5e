#include "UiFixture.h"

#include "app/LogSetting.h"
#include "cli/wording/FailureText.h"
#include "core/FailureCode.h"
#include "ui/common/Appearance.h"
#include "ui/common/BackgroundPresence.h"
#include "ui/common/Language.h"
#include "ui/common/SingleInstance.h"
#include "ui/connectors/ConnectorsPage.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTextBrowser>

using namespace tallybridge;
using namespace tallybridge::test;

/// Language, appearance, settings, help, one window for each data folder.
class UiComfortTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void cleanup() { applyAppearance(AppSettings::Appearance::System); }

    void settingsAreKeptAndTakeEffect()
    {
        UiFixture ui;
        QTest::keyClick(ui.window.get(), Qt::Key_Comma, Qt::ControlModifier);
        auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        auto *appearance = dialog->findChild<QComboBox *>(QStringLiteral("appearance"));
        appearance->setFocus();
        QTest::keyClick(appearance, Qt::Key_End);
        auto *log = dialog->findChild<QComboBox *>(QStringLiteral("log"));
        QCOMPARE(log->currentIndex(), int(LogLevel::Information));
        log->setFocus();
        QTest::keyClick(log, Qt::Key_Home);
        QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(LogSetting::read(ui.engine.dataFolder).level, LogLevel::Errors);
        QCOMPARE(ui.settings->appearance(), AppSettings::Appearance::Dark);
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 100);
        applyAppearance(AppSettings::Appearance::Light);
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 200);

        AppSettings again(ui.folder() + QLatin1String("/window.ini"));
        QVERIFY(again.importsOnSchedule());
        again.setLanguage(QStringLiteral("zh_TW"));
        QCOMPARE(again.language(), QStringLiteral("zh_TW"));
        again.setLanguage(QStringLiteral("../x"));
        QCOMPARE(again.language(), QString());
    }

    void theProgramLogIsShown()
    {
        UiFixture ui;
        ui.importSample();
        ui.find<QAction>("actionLog")->trigger();
        auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        const QString text = dialog->findChild<QPlainTextEdit *>(QStringLiteral("text"))->toPlainText();
        QVERIFY2(text.contains(QLatin1String("sync with-failures connector=1 run=1 imported=296")), qPrintable(text));
        dialog->reject();
    }

    void windowComesBackWhereItWas()
    {
        UiFixture ui;
        ui.window->resize(901, 601);
        ui.window->close();
        MainWindow again(*ui.backend, *ui.settings);
        QCOMPARE(again.size(), QSize(901, 601));
    }

    void closedWindowGoesOnWhereThereIsATray()
    {
        UiFixture ui;
        int hidden = 0;
        connect(ui.window.get(), &MainWindow::wentToBackground, ui.window.get(), [&hidden] { ++hidden; });
        ui.window->setStaysWhenClosed(true);
        ui.window->close();
        QVERIFY(!ui.window->isVisible());
        QCOMPARE(hidden, 1);
        ui.window->comeToFront();
        QVERIFY(ui.window->isVisible());
        ui.window->quit();
        QVERIFY(!ui.window->isVisible());
        QCOMPARE(hidden, 1);
    }

    void noticesTellNumbersOnly()
    {
        RunRecord run;
        run.state = RunState::Succeeded;
        QCOMPARE(BackgroundPresence::noticeOf(run), QString());
        run.state = RunState::Cancelled;
        QCOMPARE(BackgroundPresence::noticeOf(run), QString());
        run.state = RunState::WithFailures;
        run.sums.failed = 13;
        run.sums.quarantined = 1;
        QCOMPARE(BackgroundPresence::noticeOf(run),
                 QStringLiteral("The import ended with failed copies: 13, deliveries in quarantine: 1. Open the window to look at them."));
        run.sums = {};
        QCOMPARE(BackgroundPresence::noticeOf(run), QStringLiteral("The import left something to look at. Open the window."));
        run.state = RunState::Failed;
        run.errorCode = QStringLiteral("source-sign-in-refused");
        run.errorArguments = QStringLiteral("[\"user\",\"host.example\"]");
        QVERIFY(!BackgroundPresence::noticeOf(run).isEmpty());
        QVERIFY(!BackgroundPresence::noticeOf(run).contains(QStringLiteral("host.example")));
    }

    void everyPageOfTheHelpIsThereInBothLanguages()
    {
        QDirIterator pages(QStringLiteral(":/help/en"));
        int links = 0;
        while (pages.hasNext()) {
            const QString page = pages.next();
            for (const QString &path : {page, QString(page).replace(QStringLiteral("/en/"), QStringLiteral("/zh_TW/"))}) {
                QFile file(path);
                QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
                auto found = QRegularExpression(QStringLiteral("\\]\\(([a-z0-9]+\\.md)\\)")).globalMatch(QString::fromUtf8(file.readAll()));
                while (found.hasNext()) {
                    QVERIFY2(QFile::exists(QFileInfo(path).path() + QLatin1Char('/') + found.next().captured(1)), qPrintable(path));
                    ++links;
                }
            }
        }
        QVERIFY(links > 20);
        QVERIFY(QFile::exists(QStringLiteral(":/help/zh_TW/microsoft365.md")));
    }

    void helpFollowsThePage()
    {
        UiFixture ui;
        const auto help = [&ui] {
            ui.window->activateWindow();
            if (!QTest::qWaitForWindowActive(ui.window.get(), patience))
                qFatal("the window does not come to the front");
            QTest::keyClick(ui.window.get(), Qt::Key_F1);
            return ui.find<QTextBrowser>("page")->toPlainText();
        };
        QVERIFY(QTest::qWaitFor([&ui] { return ui.window->desk().isLoaded(); }, patience));
        QVERIFY(help().contains(QStringLiteral("Sync now")));
        ui.find<QTabWidget>("tabs")->setCurrentIndex(0);
        QVERIFY(help().startsWith(QStringLiteral("Connector types")));
        ui.find<QTabWidget>("tabs")->setCurrentIndex(1);
        ui.importSample();
        ui.find<QTabWidget>("details")->setCurrentIndex(2);
        QVERIFY(help().startsWith(QStringLiteral("Failed copies")));
        ui.find<QTabWidget>("details")->setCurrentIndex(3);
        QVERIFY(help().startsWith(QStringLiteral("Quarantine")));
    }

    void secondStartRaisesTheFirst()
    {
        SingleInstance first(QStringLiteral("/one/folder"));
        QVERIFY(!first.isSecond());
        int raised = 0;
        connect(&first, &SingleInstance::raiseRequested, this, [&raised] { ++raised; });
        const SingleInstance second(QStringLiteral("/one/folder"));
        QVERIFY(second.isSecond());
        QVERIFY(QTest::qWaitFor([&raised] { return raised == 1; }, patience));
        const SingleInstance other(QStringLiteral("/other/folder"));
        QVERIFY(!other.isSecond());
    }

    void nothingStartsBeforeItsTime()
    {
        UiFixture ui;
        const RunRecord run = ui.importSample();
        const auto nextDue = [&] { return ui.window->desk().find(run.connectorId)->connector.nextDue; };
        QVERIFY(QTest::qWaitFor([&] { return nextDue() > ui.engine.clock->now(); }, patience));
        // Not due before tomorrow: nothing starts by itself.
        QVERIFY(!ui.window->desk().hasActivity());
    }

    // Last, because the language stays.
    void everythingIsTranslated()
    {
        loadResources();
        QVERIFY(installLanguage(*QCoreApplication::instance(), QStringLiteral("zh_TW")));
        UiFixture ui;
        QCOMPARE(ui.window->windowTitle(), QStringLiteral("資料連線器"));
        QCOMPARE(ui.find<QTabWidget>("tabs")->tabText(1), QStringLiteral("連線器"));
        for (const FailureCode code : allFailureCodes()) {
            const QString text = failureText(Failure{code, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}, {}, false});
            QVERIFY2(std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; }), qPrintable(text));
        }
        for (const QPushButton *button : ui.window->findChildren<QPushButton *>())
            QVERIFY2(button->text().isEmpty() || button->text().at(0).script() == QChar::Script_Han, qPrintable(button->text()));
        QLocale::setDefault(QLocale::c());
    }
};

QTEST_MAIN(UiComfortTest)
#include "tst_ui_comfort.moc"

// ui_screenshots FOLDER [--dark] [--language zh_TW] [--size 1024x600] [--mirrored]: imports the sample and saves a picture of every page
// and state. Run it under Xvfb (or QT_QPA_PLATFORM=offscreen) and look at what it made; QT_SCALE_FACTOR=2 for 200 %.
#include "UiFixture.h"

#include "ui/common/Appearance.h"
#include "ui/common/Language.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using namespace tallybridge;
using namespace tallybridge::test;

namespace {

class Camera
{
public:
    Camera(UiFixture &ui, QString folder) : m_ui(ui), m_folder(std::move(folder)) { QDir().mkpath(m_folder); }

    void take(QWidget &widget, const char *name)
    {
        // Tables ask for their rows when they are painted.
        widget.grab();
        m_ui.waitForAnswers();
        const QString file = QStringLiteral("%1/%2-%3.png").arg(m_folder).arg(m_count++, 2, 10, QLatin1Char('0')).arg(QLatin1String(name));
        if (!widget.grab().save(file))
            qFatal("cannot write %s", qUtf8Printable(file));
    }

private:
    UiFixture &m_ui;
    QString m_folder;
    int m_count = 1;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Application::identify();
    QCommandLineParser parser;
    const QCommandLineOption size(QStringLiteral("size"), {}, QStringLiteral("WxH"), QStringLiteral("1100x720"));
    const QCommandLineOption dark(QStringLiteral("dark"));
    const QCommandLineOption language(QStringLiteral("language"), {}, QStringLiteral("NAME"), QStringLiteral("en"));
    const QCommandLineOption mirrored(QStringLiteral("mirrored"));
    parser.addOptions({size, dark, language, mirrored});
    parser.addPositionalArgument(QStringLiteral("folder"), {});
    parser.process(application);
    const QStringList sides = parser.value(size).split(QLatin1Char('x'));

    loadResources();
    if (!installLanguage(application, parser.value(language)))
        qFatal("there is no such language");
    if (parser.isSet(dark))
        applyAppearance(AppSettings::Appearance::Dark);
    if (parser.isSet(mirrored))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    UiFixture ui;
    Camera camera(ui, parser.positionalArguments().value(0, QStringLiteral("screenshots")));
    ui.window->resize(sides.value(0).toInt(), sides.value(1).toInt());
    if (!QTest::qWaitFor([&ui] { return ui.window->desk().isLoaded(); }, patience))
        return 1;
    auto *tabs = ui.find<QTabWidget>("tabs");
    camera.take(*ui.window, "empty");
    tabs->setCurrentIndex(0);
    camera.take(*ui.window, "overview");
    QTest::keyClick(ui.find<QWidget>("types"), Qt::Key_Return);
    camera.take(*ui.window, "type");
    tabs->setCurrentIndex(1);
    ui.importSample();
    camera.take(*ui.window, "summary");
    auto *details = ui.find<QTabWidget>("details");
    const char *const names[] = {"summary", "runs", "failures", "quarantine", "log"};
    for (int i = 1; i < details->count(); ++i) {
        details->setCurrentIndex(i);
        camera.take(*ui.window, names[i]);
    }
    details->setCurrentIndex(2);
    ui.waitForAnswers();
    ui.find<QTableView>("groups")->setCurrentIndex(ui.find<QTableView>("groups")->model()->index(2, 0));
    ui.waitForAnswers();
    auto *fix = ui.find<QPushButton>("fix");
    if (!QTest::qWaitFor(
            [fix, &ui] {
                ui.find<QTableView>("copies")->setCurrentIndex(ui.find<QTableView>("copies")->model()->index(0, 0));
                return fix->isEnabled();
            },
            patience))
        return 1;
    camera.take(*ui.window, "failures-group");
    // Of the dialog that comes up, which is closed again.
    const auto picture = [&camera](const char *name) {
        if (!QTest::qWaitFor([] { return QApplication::activeModalWidget() != nullptr; }, patience))
            qFatal("no dialog for %s", name);
        auto *shown = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        camera.take(*shown, name);
        shown->reject();
        if (!QTest::qWaitFor([] { return QApplication::activeModalWidget() == nullptr; }, patience))
            qFatal("the dialog for %s stays", name);
    };
    const auto dialog = [&](QAbstractButton *button, const char *name) {
        button->click();
        picture(name);
    };
    dialog(ui.find<QPushButton>("fix"), "fix-mapping");
    dialog(ui.find<QPushButton>("waiveCopy"), "waive");
    const auto action = [&](const char *actionName, const char *name) {
        ui.window->findChild<QAction *>(QString::fromLatin1(actionName))->trigger();
        picture(name);
    };
    action("actionResync", "resync");
    action("actionVerify", "verify");
    action("actionRemove", "remove");
    action("actionSettings", "settings");
    action("actionAbout", "about");
    return 0;
}

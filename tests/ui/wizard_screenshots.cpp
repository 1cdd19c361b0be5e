// ui_wizard_screenshots FOLDER [--dark] [--translation FILE.qm] [--size 860x560]: saves a picture of every page and state of the wizard.
// Run it under Xvfb (or QT_QPA_PLATFORM=offscreen) and look at what it made; QT_SCALE_FACTOR=2 for 200 %.
#include "WizardDriver.h"

#include <QAbstractButton>
#include <QCommandLineParser>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTranslator>

using namespace tallybridge;
using namespace tallybridge::test;
using Step = ConnectorWizard::Step;

namespace {

class Camera
{
public:
    Camera(QString folder, ConnectorWizard &wizard) : m_folder(std::move(folder)), m_wizard(wizard) { QDir().mkpath(m_folder); }

    void take(const char *name)
    {
        QTest::qWait(300);
        const QString file = QStringLiteral("%1/%2-%3.png").arg(m_folder).arg(m_count++, 2, 10, QLatin1Char('0')).arg(QLatin1String(name));
        if (!m_wizard.grab().save(file))
            qFatal("cannot write %s", qUtf8Printable(file));
    }

private:
    QString m_folder;
    ConnectorWizard &m_wizard;
    int m_count = 1;
};

QPalette darkPalette()
{
    QPalette palette(QColor(0x2b, 0x2d, 0x30));
    palette.setColor(QPalette::Base, QColor(0x1e, 0x1f, 0x22));
    palette.setColor(QPalette::Text, QColor(0xe6, 0xe6, 0xe6));
    palette.setColor(QPalette::WindowText, QColor(0xe6, 0xe6, 0xe6));
    palette.setColor(QPalette::ButtonText, QColor(0xe6, 0xe6, 0xe6));
    palette.setColor(QPalette::PlaceholderText, QColor(0x9a, 0x9a, 0x9a));
    palette.setColor(QPalette::Link, QColor(0x6c, 0xb2, 0xff));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x65, 0xca));
    return palette;
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    Application::identify();
    QCommandLineParser parser;
    const QCommandLineOption size(QStringLiteral("size"), {}, QStringLiteral("WxH"));
    const QCommandLineOption dark(QStringLiteral("dark"));
    const QCommandLineOption translation(QStringLiteral("translation"), {}, QStringLiteral("FILE"));
    parser.addOptions({size, dark, translation});
    parser.addPositionalArgument(QStringLiteral("folder"), {});
    parser.process(application);
    if (parser.isSet(dark))
        QApplication::setPalette(darkPalette());
    QTranslator translator;
    if (parser.isSet(translation)) {
        if (!translator.load(parser.value(translation)))
            qFatal("cannot read the translation");
        QCoreApplication::installTranslator(&translator);
    }

    UiFixture ui;
    auto *wizard = new ConnectorWizard(*ui.backend, QString(), ui.window.get());
    if (parser.isSet(size)) {
        const QStringList sides = parser.value(size).split(QLatin1Char('x'));
        wizard->resize(sides.value(0).toInt(), sides.value(1).toInt());
    }
    wizard->open();
    if (!QTest::qWaitForWindowActive(wizard))
        return 1;
    Camera camera(parser.positionalArguments().value(0, QStringLiteral("screenshots")), *wizard);
    const QString sample = QStringLiteral(TALLYBRIDGE_SOURCE_DIR "/resources/sample");
    const WizardDriver driver(wizard);
    const auto field = [&](const char *name) { return driver.find<QLineEdit>(name); };
    const auto next = [&](Step step) {
        wizard->button(QWizard::NextButton)->click();
        if (!driver.isAt(step))
            qFatal("the wizard did not go on");
    };

    camera.take("type");
    next(Step::Terms);
    camera.take("terms");
    driver.find<QAbstractButton>("accept")->click();
    next(Step::Source);
    camera.take("source-login");
    driver.find<QAbstractButton>("folderChoice")->click();
    field("folder")->setText(sample + QStringLiteral("/none"));
    wizard->button(QWizard::NextButton)->click();
    camera.take("source-failed");
    field("folder")->setText(sample + QStringLiteral("/deliveries"));
    next(Step::Mapping);
    camera.take("mapping-empty");
    field("file")->setText(sample + QStringLiteral("/mapping.csv"));
    QTest::qWait(1000);
    camera.take("mapping");
    next(Step::Destination);
    camera.take("destination");
    field("archive")->setText(ui.folder() + QStringLiteral("/archive"));
    field("domains")->setText(QStringLiteral("contoso.example"));
    next(Step::Review);
    auto *mailboxes = driver.find<QLabel>("mailboxesCount");
    if (!QTest::qWaitFor([mailboxes] { return mailboxes->text() == QStringLiteral("11"); }, patience))
        return 1;
    camera.take("review");
    if (auto *scroll = driver.find<QScrollArea>("scroll"))
        scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    camera.take("review-end");
    return 0;
}

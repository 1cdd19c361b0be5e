#include "ServerWithKey.h"
#include "WatchedSecretStore.h"
#include "WizardDriver.h"
#include "support/LedgerRows.h"

#include "cli/wording/ReasonText.h"
#include "identity/MemorySecretStore.h"
#include "ui/common/Banner.h"
#include "ui/connectors/ConnectorModel.h"
#include "ui/details/FailureModel.h"
#include "ui/details/SumsBar.h"
#include "ui/wizard/MappingModel.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QCheckBox>
#include <QDir>
#include <QDirIterator>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSet>
#include <QTabBar>
#include <QTableView>

using namespace tallybridge;
using namespace tallybridge::test;
using namespace Qt::Literals::StringLiterals;
using Step = ConnectorWizard::Step;

namespace {

constexpr int failedCopiesTab = 2;

} // namespace

/// The wizard, worked by keyboard.
class UiWizardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_ui = std::make_unique<UiFixture>();
        installConnectorWizard(*m_ui->window, *m_ui->backend);
        QVERIFY(QTest::qWaitFor([this] { return m_ui->window->desk().isLoaded(); }, patience));
        m_sample = QStringLiteral(TALLYBRIDGE_SOURCE_DIR "/resources/sample");
        m_deliveries = m_sample + u"/deliveries"_s;
        m_mapping = m_sample + u"/mapping.csv"_s;
        m_archive = m_ui->folder() + u"/archive"_s;
    }
    void cleanup()
    {
        delete openWizard();
        m_backend.reset();
        m_ui.reset();
    }

    void wholeWizardByKeyboardToAFinishedImport()
    {
        const auto before = kept();
        ConnectorWizard *wizard = open();
        const WizardDriver driver(wizard);
        QVERIFY(driver.goTo(Step::Review, m_deliveries, m_mapping, m_archive));

        // Everything that was entered is shown, and the count comes by itself.
        auto *name = driver.find<QLineEdit>("name");
        QVERIFY(QTest::qWaitFor([name] { return name->text() == u"WhatsApp Archiver"_s; }, patience));
        QVERIFY(driver.find<QLabel>("sourceValue")->text().contains(QDir::toNativeSeparators(m_deliveries)));
        QVERIFY(driver.find<QLabel>("sourceValue")->text().contains(u"202503060000-TeleMessage_1_235500.zip"_s));
        QVERIFY(driver.find<QLabel>("mappingValue")->text().contains(u"lines used 9, not used 0"_s));
        QVERIFY(driver.find<QLabel>("destinationValue")->text().contains(u"contoso.example"_s));
        auto *items = driver.find<QLabel>("mailboxesCount");
        QVERIFY(QTest::qWaitFor([items] { return items->text() == u"11"_s; }, patience));
        QCOMPARE(driver.find<QLabel>("itemsCount")->text(), u"226"_s);
        QCOMPARE(driver.find<QLabel>("importedCount")->text(), u"296"_s);
        QCOMPARE(driver.find<QLabel>("skippedCount")->text(), u"1"_s);
        QCOMPARE(driver.find<QLabel>("failedCount")->text(), u"13"_s);
        QVERIFY(!QFileInfo::exists(m_archive));
        QCOMPARE(differences(before, kept()), QString());

        QVERIFY(driver.tabTo("name"));
        driver.key(Qt::Key_A, Qt::ControlModifier);
        driver.type(u"Office"_s);
        std::optional<RunRecord> finished;
        connect(&m_ui->window->desk(), &ConnectorDesk::runFinished, this, [&finished](qint64, const RunRecord &run) { finished = run; });
        driver.key(Qt::Key_F, Qt::AltModifier);
        QVERIFY(QTest::qWaitFor([&finished] { return finished.has_value(); }, patience));
        QCOMPARE(finished->sums.availableFromSource, 226);

        auto *table = m_ui->find<QTableView>("table");
        const auto text = [table](int column) { return table->model()->index(0, column).data().toString(); };
        QVERIFY(QTest::qWaitFor(
            [table, text] { return table->model()->rowCount() == 1 && text(ConnectorModel::Status) == u"Unsettled copies: 13"_s; },
            patience));
        QVERIFY(table->isVisible());
        QCOMPARE(text(ConnectorModel::Name), u"Office"_s);
        QCOMPARE(text(ConnectorModel::Progress), u"297 of 310 copies"_s);
        QCOMPARE(text(ConnectorModel::Imported), u"296"_s);
        QCOMPARE(text(ConnectorModel::Failed), u"13"_s);
        // The failed copies and the terms are where they belong.
        ConnectorService service(m_ui->engine);
        const auto failures = service.failures(u"Office"_s, 0, 0, 100);
        QVERIFY(failures);
        QCOMPARE(failures->size(), size_t(13));
        QCOMPARE(service.find(u"Office"_s)->settings.termsSha256, termsSha256());
        QVERIFY(QTest::qWaitFor([] { return !openWizard(); }, patience));

        // The same sums and copies in the window, by keyboard too.
        auto *bar = m_ui->find<SumsBar>("sums");
        QVERIFY(QTest::qWaitFor([bar] { return bar->equation() == u"310 copies = 296 imported + 0 partial + 1 skipped + 13 failed"_s; },
                                patience));
        auto *details = m_ui->find<QTabWidget>("details");
        details->tabBar()->setFocus();
        while (details->currentIndex() != failedCopiesTab)
            QTest::keyClick(m_ui->window->focusWidget(), Qt::Key_Right);
        auto *copies = m_ui->find<QTableView>("copies");
        QVERIFY(QTest::qWaitFor([copies] { return copies->isVisible() && copies->model()->rowCount() == 13; }, patience));
        QVERIFY(
            QTest::qWaitFor([copies] { return !copies->model()->index(12, FailureModel::Reason).data().toString().isEmpty(); }, patience));
        QMap<QString, int> reasons;
        for (int row = 0; row < 13; ++row)
            ++reasons[copies->model()->index(row, FailureModel::Reason).data().toString()];
        QMap<QString, int> expected;
        for (const auto &[reason, count] : finished->sums.reasons)
            expected[reasonText(reason)] += int(count);
        QCOMPARE(reasons, expected);
    }

    void cancelLeavesNoTrace_data()
    {
        QTest::addColumn<int>("step");
        for (const auto &[step, name] :
             {std::pair{Step::Type, "type"}, std::pair{Step::Terms, "terms"}, std::pair{Step::Source, "source"},
              std::pair{Step::Mapping, "mapping"}, std::pair{Step::Destination, "destination"}, std::pair{Step::Review, "review"}})
            QTest::newRow(name) << int(step);
    }
    void cancelLeavesNoTrace()
    {
        QFETCH(int, step);
        m_ui->importSample();
        const auto before = kept();
        const auto sample = QDir(m_sample).entryList(QDir::AllEntries);
        const auto events = ConnectorService(m_ui->engine).auditEvents(0, 1000)->size();
        ConnectorWizard *wizard = open();
        const WizardDriver driver(wizard);
        QVERIFY(driver.goTo(Step(step), m_deliveries, m_mapping, m_archive));
        driver.key(Qt::Key_Escape);
        QVERIFY(QTest::qWaitFor([] { return !openWizard(); }, patience));
        QCOMPARE(differences(before, kept()), QString());
        QCOMPARE(ConnectorService(m_ui->engine).list()->size(), size_t(1));
        QCOMPARE(ConnectorService(m_ui->engine).auditEvents(0, 1000)->size(), events);
        QVERIFY(!QFileInfo::exists(m_archive));
        QCOMPARE(QDir(m_sample).entryList(QDir::AllEntries), sample);
    }

    void termsHaveToBeAccepted()
    {
        ConnectorWizard *wizard = open();
        const WizardDriver driver(wizard);
        QVERIFY(driver.goTo(Step::Terms, {}, {}, {}));
        const QString terms = driver.find<QPlainTextEdit>("text")->toPlainText();
        QVERIFY(terms.contains(u"\n2. Your right to archive\nBy accepting you confirm"_s));
        QCOMPARE(terms.simplified(), termsText().simplified()); // only the ends of the lines are the window's
        QVERIFY(terms.count(u'\n') < termsText().count(u'\n'));
        QVERIFY(!wizard->button(QWizard::NextButton)->isEnabled());
        driver.key(Qt::Key_N, Qt::AltModifier);
        QCOMPARE(wizard->currentStep(), Step::Terms);
        QVERIFY(driver.tabTo("accept"));
        driver.key(Qt::Key_Space);
        QVERIFY(wizard->button(QWizard::NextButton)->isEnabled());
        driver.key(Qt::Key_Space);
        QVERIFY(!wizard->button(QWizard::NextButton)->isEnabled());
    }

    void wrongFolderIsSaidOnItsPage()
    {
        ConnectorWizard *wizard = open();
        const WizardDriver driver(wizard);
        QVERIFY(driver.goTo(Step::Source, {}, {}, {}));
        QVERIFY(driver.chooseFolder());
        QVERIFY(!wizard->button(QWizard::NextButton)->isEnabled());
        QVERIFY(driver.tabTo("folder"));
        driver.type(m_ui->folder() + u"/no"_s);
        auto *banner = driver.find<Banner>("banner");
        driver.key(Qt::Key_N, Qt::AltModifier);
        QVERIFY(QTest::qWaitFor([banner] { return banner->isVisible(); }, patience));
        QVERIFY(banner->text().contains(m_ui->folder()));
        // A screen reader is there, and has its words.
        QVERIFY(banner->isAncestorOf(wizard->focusWidget()));
        QCOMPARE(QAccessible::queryAccessibleInterface(wizard->focusWidget())->text(QAccessible::Name), banner->text());
        QCOMPARE(wizard->currentStep(), Step::Source);
        // Corrected input takes the complaint away.
        auto *folder = driver.find<QLineEdit>("folder");
        folder->setFocus();
        driver.key(Qt::Key_A, Qt::ControlModifier);
        driver.type(m_deliveries);
        QVERIFY(!banner->isVisible());
        QVERIFY(driver.next(Step::Mapping));
    }

    void cancelAfterTheSignInForgetsThePassword_data()
    {
        QTest::addColumn<int>("step");
        QTest::newRow("mapping") << int(Step::Mapping);
        QTest::newRow("destination") << int(Step::Destination);
        QTest::newRow("review") << int(Step::Review);
    }
    void cancelAfterTheSignInForgetsThePassword()
    {
        QFETCH(int, step);
        const auto given = std::make_shared<WatchedSecretStore>();
        const auto kept = std::make_shared<WatchedSecretStore>();
        const auto before = this->kept();
        ConnectorWizard *wizard = openWith(std::make_shared<ServerWithKey>(m_deliveries), {given, kept});
        const WizardDriver driver(wizard);
        signIn(driver, wizard);
        auto *banner = driver.find<Banner>("banner");
        QVERIFY(QTest::qWaitFor([banner] { return banner->isVisible(); }, patience));
        QCOMPARE(given->writes, 0); // not to a server nobody has accepted
        QVERIFY(driver.tabTo("acceptHostKey"));
        driver.key(Qt::Key_Space);
        QVERIFY(driver.next(Step::Mapping));
        QVERIFY(!given->isEmpty());
        for (const Step next : {Step::Destination, Step::Review}) {
            if (int(next) <= step)
                QVERIFY(driver.next(next));
        }
        driver.key(Qt::Key_Escape);
        QVERIFY(QTest::qWaitFor([] { return !openWizard(); }, patience));
        QVERIFY(QTest::qWaitFor([given] { return given->isEmpty(); }, patience));
        QVERIFY(kept->isEmpty());
        QCOMPARE(kept->writes, 0);
        QCOMPARE(differences(before, this->kept()), QString());
        QVERIFY(ConnectorService(m_ui->engine).list()->empty());
    }

    void hostKeyIsShownAndPinned_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("locked") << int(FailureCode::SecretStoreLocked) << u"is locked"_s;
        QTest::newRow("missing") << int(FailureCode::SecretStoreUnavailable) << u"no keychain"_s;
        QTest::newRow("refusing") << int(FailureCode::SecretStoreRefused) << u"refused"_s;
    }
    void hostKeyIsShownAndPinned()
    {
        QFETCH(int, code);
        QFETCH(QString, words);
        ConnectorWizard *wizard = openWith(std::make_shared<ServerWithKey>(m_deliveries),
                                           {std::make_shared<MemorySecretStore>(), std::make_shared<RefusingStore>(FailureCode(code))});
        const WizardDriver driver(wizard);
        signIn(driver, wizard);
        auto *banner = driver.find<Banner>("banner");
        QVERIFY(QTest::qWaitFor([banner] { return banner->isVisible(); }, patience));
        QCOMPARE(driver.find<QLabel>("hostKey")->text(), u"SHA256:right"_s);
        QVERIFY(driver.tabTo("acceptHostKey"));
        driver.key(Qt::Key_Space);
        QVERIFY(driver.next(Step::Mapping));
        QVERIFY(driver.next(Step::Destination));
        QVERIFY(driver.next(Step::Review));
        QVERIFY(driver.find<QLabel>("sourceValue")->text().contains(u"SHA256:right"_s));
        QVERIFY(!driver.find<QLabel>("sourceValue")->text().contains(u"secret"_s));
        // The keychain refuses: that is said, and there is a way on.
        QVERIFY(QTest::qWaitFor([wizard] { return wizard->button(QWizard::FinishButton)->isEnabled(); }, patience));
        driver.key(Qt::Key_F, Qt::AltModifier);
        auto *refused = driver.find<Banner>("banner");
        QVERIFY(QTest::qWaitFor([refused, words] { return refused->isVisible() && refused->text().contains(words); }, patience));
        QVERIFY(ConnectorService(m_ui->engine).list()->empty());
        // Who goes back and comes again is not told of it any longer.
        wizard->back();
        QVERIFY(driver.next(Step::Review));
        QVERIFY(!refused->isVisible());
        driver.key(Qt::Key_F, Qt::AltModifier);
        QVERIFY(QTest::qWaitFor([refused, words] { return refused->isVisible() && refused->text().contains(words); }, patience));
        bool created = false;
        connect(wizard, &ConnectorWizard::connectorCreated, this, [&created] { created = true; });
        refused->findChild<QPushButton *>(u"action"_s)->click();
        QVERIFY(QTest::qWaitFor([&created] { return created; }, patience));
        QCOMPARE(ConnectorService(m_ui->engine).list()->front().settings.hostKey, u"SHA256:right"_s);
    }

    void mappingFileIsShownWithItsProblems()
    {
        const QString file = m_ui->folder() + u"/bad.csv"_s;
        write(file, "External User ID,Microsoft 365 User Mailbox,Valid From,Valid Until\r\n"
                    "447911123456,ann@contoso.example,,\r\n"
                    "nonsense,ben@contoso.example,,\r\n");
        ConnectorWizard *wizard = open();
        const WizardDriver driver(wizard);
        QVERIFY(driver.goTo(Step::Mapping, m_deliveries, {}, {}));
        auto *table = driver.find<QTableView>("table");
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(wizard->currentPage(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(wizard->currentPage(), &drop);
        QVERIFY(QTest::qWaitFor([table] { return table->model()->rowCount() == 2; }, patience));
        QCOMPARE(table->model()->index(0, MappingModel::Number).data().toString(), u"+447911123456"_s);
        QCOMPARE(table->model()->index(1, MappingModel::Line).data().toString(), u"3"_s);
        QVERIFY(table->model()->index(1, MappingModel::Remark).data().toString().contains(u"nonsense"_s));
        QVERIFY(driver.tabTo("onlyProblems"));
        driver.key(Qt::Key_Space);
        QCOMPARE(table->model()->rowCount(), 1);
        // The whole sentence of the selected line, also for who has no mouse.
        QVERIFY(driver.tabTo("table"));
        driver.key(Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(driver.find<QLabel>("remark")->text(), table->model()->index(0, MappingModel::Remark).data().toString());
        QVERIFY(driver.next(Step::Destination)); // problems do not stop anybody
    }

    void nobodyMappedIsStoppedAtTheReview()
    {
        ConnectorWizard *wizard = open();
        const WizardDriver driver(wizard);
        QVERIFY(driver.goTo(Step::Mapping, m_deliveries, {}, {}));
        QVERIFY(driver.tabTo("automatic"));
        driver.key(Qt::Key_Space);
        QVERIFY(driver.next(Step::Destination));
        QVERIFY(driver.next(Step::Review));
        auto *banner = driver.find<Banner>("banner");
        QVERIFY(banner->isVisible());
        QVERIFY(!wizard->button(QWizard::FinishButton)->isEnabled());
        // Back to the page that it is about, by its own button; then nothing stands in the way.
        QVERIFY(driver.tabTo("mappingChange"));
        driver.key(Qt::Key_Space);
        QVERIFY(driver.isAt(Step::Mapping));
        driver.key(Qt::Key_A, Qt::AltModifier);
        auto *automatic = driver.find<QCheckBox>("automatic");
        QVERIFY(QTest::qWaitFor([automatic] { return automatic->isChecked(); }, patience));
        QVERIFY(driver.next(Step::Destination));
        QVERIFY(driver.next(Step::Review));
        QVERIFY(QTest::qWaitFor([wizard] { return wizard->button(QWizard::FinishButton)->isEnabled(); }, patience));
        QVERIFY(!driver.find<Banner>("banner")->isVisible());
    }

    void domainsOfNobodyStopAtTheReviewToo()
    {
        ConnectorWizard *wizard = open();
        const WizardDriver driver(wizard);
        QVERIFY(driver.goTo(Step::Destination, m_deliveries, m_mapping, {}));
        QVERIFY(driver.tabTo("domains"));
        driver.type(u"elsewhere.example"_s);
        QVERIFY(driver.next(Step::Review));
        auto *banner = driver.find<Banner>("banner");
        QVERIFY(QTest::qWaitFor([banner] { return banner->isVisible(); }, patience));
        QVERIFY(!wizard->button(QWizard::FinishButton)->isEnabled());
    }

    void takenNameIsSaidAtTheReview()
    {
        m_ui->importSample();
        ConnectorWizard *wizard = open();
        const WizardDriver driver(wizard);
        QVERIFY(driver.goTo(Step::Review, m_deliveries, m_mapping, m_archive));
        QVERIFY(driver.tabTo("name"));
        driver.key(Qt::Key_A, Qt::ControlModifier);
        driver.type(u"Sample"_s);
        driver.key(Qt::Key_F, Qt::AltModifier);
        auto *banner = driver.find<Banner>("banner");
        QVERIFY(QTest::qWaitFor([banner] { return banner->isVisible(); }, patience));
        QCOMPARE(ConnectorService(m_ui->engine).list()->size(), size_t(1));
        QCOMPARE(wizard->currentStep(), Step::Review);
    }

    void editShowsAndChangesTheSamePages()
    {
        m_ui->importSample();
        const Connector before = m_ui->window->desk().entries().front().connector;
        auto *wizard = new ConnectorWizard(*m_ui->backend, before, m_ui->window.get());
        qint64 changed = 0;
        connect(wizard, &ConnectorWizard::connectorChanged, this, [&changed](qint64 id) { changed = id; });
        wizard->open();
        const WizardDriver driver(wizard);
        QVERIFY(driver.isAt(Step::Source)); // the accepted terms are still in force
        QVERIFY(driver.find<QRadioButton>("folderChoice")->isChecked());
        QVERIFY(driver.next(Step::Mapping));
        driver.key(Qt::Key_A, Qt::AltModifier);
        auto *automatic = driver.find<QCheckBox>("automatic");
        QVERIFY(QTest::qWaitFor([automatic] { return !automatic->isChecked(); }, patience));
        QVERIFY(driver.next(Step::Destination));
        QCOMPARE(driver.find<QLineEdit>("domains")->text(), u"contoso.example"_s);
        QVERIFY(driver.next(Step::Review));
        QCOMPARE(driver.find<QLineEdit>("name")->text(), before.name);
        driver.key(Qt::Key_S, Qt::AltModifier);
        QVERIFY(QTest::qWaitFor([&changed] { return changed != 0; }, patience));
        QCOMPARE(changed, before.id);
        ConnectorSettings expected = before.settings;
        expected.automaticMapping = false;
        QCOMPARE(ConnectorService(m_ui->engine).find(before.name)->settings, expected);
    }

private:
    static ConnectorWizard *openWizard()
    {
        const auto windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (auto *wizard = qobject_cast<ConnectorWizard *>(window); wizard && wizard->isVisible())
                return wizard;
        }
        return nullptr;
    }
    /// A wizard over another source and other places for secrets.
    ConnectorWizard *openWith(std::shared_ptr<ServerWithKey> server, SecretStores secrets)
    {
        EngineContext engine = m_ui->engine;
        server->real = engine.backends;
        engine.backends = std::move(server);
        engine.secrets = std::move(secrets);
        m_backend = std::make_unique<Backend>(engine);
        auto *wizard = new ConnectorWizard(*m_backend, QString(), m_ui->window.get());
        wizard->open();
        return wizard;
    }
    /// Enters a user and a password and presses Next.
    static void signIn(const WizardDriver &driver, ConnectorWizard *wizard)
    {
        QVERIFY(driver.goTo(Step::Source, {}, {}, {}));
        QVERIFY(driver.tabTo("user"));
        driver.type(u"archive"_s);
        QVERIFY(driver.tabTo("password"));
        driver.type(u"secret"_s);
        QCOMPARE(driver.find<QLineEdit>("password")->displayText().count(u's'), 0); // nobody sees or hears it
        QVERIFY(driver.tabTo("server"));
        driver.type(u"sftp.example"_s);
        QVERIFY(QTest::qWaitFor([wizard] { return wizard->button(QWizard::NextButton)->isEnabled(); }, patience));
        driver.key(Qt::Key_N, Qt::AltModifier);
    }
    ConnectorWizard *open()
    {
        QTest::keyClick(m_ui->window.get(), Qt::Key_N, Qt::ControlModifier);
        ConnectorWizard *wizard = nullptr;
        if (!QTest::qWaitFor([&wizard] { return (wizard = openWizard()) != nullptr; }, patience))
            qFatal("the wizard did not open");
        return wizard;
    }
    /// What the program keeps: path and bytes of everything in the data folder, the rows of the ledger, the window's settings.
    QMap<QString, QByteArray> kept() const
    {
        QMap<QString, QByteArray> files;
        QDirIterator entries(m_ui->engine.dataFolder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            QFile file(entries.next());
            if (file.fileName().startsWith(m_ui->engine.ledgerPath()) || file.fileName().endsWith(u".lock"_s))
                continue;
            files.insert(file.fileName(), file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
        }
        if (QFileInfo::exists(m_ui->engine.ledgerPath()))
            files.insert(m_ui->engine.ledgerPath(), ledgerRows(m_ui->engine.ledgerPath()).join(u'\n').toLatin1());
        QFile settings(m_ui->folder() + u"/window.ini"_s);
        files.insert(settings.fileName(), settings.open(QIODevice::ReadOnly) ? settings.readAll() : QByteArray());
        return files;
    }
    /// Names what differs; of the ledger the tables whose rows came or went.
    static QString differences(const QMap<QString, QByteArray> &before, const QMap<QString, QByteArray> &after)
    {
        QStringList names;
        const auto all = before.keys() + after.keys();
        for (const QString &name : all) {
            if (before.value(name) == after.value(name) && before.contains(name) && after.contains(name))
                continue;
            names << name;
            for (const auto &[one, other] : {std::pair(before, after), std::pair(after, before)}) {
                const auto others = other.value(name).split('\n');
                const auto rows = one.value(name).split('\n');
                for (const QByteArray &row : rows) {
                    if (!others.contains(row))
                        names << QString::fromLatin1(row.left(row.indexOf('|')));
                }
            }
        }
        names.removeDuplicates();
        return names.join(u' ');
    }
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    std::unique_ptr<UiFixture> m_ui;
    std::unique_ptr<Backend> m_backend;
    QString m_sample;
    QString m_deliveries;
    QString m_mapping;
    QString m_archive;
};

QTEST_MAIN(UiWizardTest)
#include "tst_ui_wizard.moc"

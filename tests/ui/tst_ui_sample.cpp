#include "UiFixture.h"

#include "ui/connectors/ConnectorModel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTableView>

using namespace tallybridge;
using namespace tallybridge::test;

/// The way from an empty window to an imported sample, by keyboard.
class UiSampleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_ui = std::make_unique<UiFixture>();
        QVERIFY(QTest::qWaitFor([this] { return m_ui->window->desk().isLoaded(); }, patience));
    }
    void cleanup() { m_ui.reset(); }

    void emptyStateLeadsToTheSample()
    {
        auto *sample = m_ui->find<QPushButton>("emptySample");
        QVERIFY(sample->isVisible());
        // Nobody has said how to add connectors here, so nothing offers it.
        QVERIFY(!m_ui->find<QPushButton>("emptyAdd")->isVisible());
        bool finished = false;
        connect(&m_ui->window->desk(), &ConnectorDesk::runFinished, this, [&finished] { finished = true; });
        std::vector<ProgressSnapshot> snapshots;
        connect(&m_ui->window->desk(), &ConnectorDesk::activityChanged, this, [&](qint64 id) {
            if (const auto *entry = m_ui->window->desk().find(id); entry && entry->activity)
                snapshots.push_back(entry->activity->progress);
        });
        sample->setFocus();
        QTest::keyClick(sample, Qt::Key_Space);
        QVERIFY(QTest::qWaitFor([&finished] { return finished; }, patience));
        QVERIFY(!snapshots.empty());

        auto *table = m_ui->find<QTableView>("table");
        QVERIFY(QTest::qWaitFor(
            [table] {
                return table->model()->rowCount() == 1 &&
                       table->model()->index(0, ConnectorModel::Status).data().toString().contains(QStringLiteral("13"));
            },
            patience));
        const auto text = [table](int column) { return table->model()->index(0, column).data().toString(); };
        QCOMPARE(text(ConnectorModel::Name), QStringLiteral("Sample"));
        QCOMPARE(text(ConnectorModel::Type), QStringLiteral("WhatsApp Archiver"));
        QCOMPARE(text(ConnectorModel::Status), QStringLiteral("Unsettled copies: 13"));
        QCOMPARE(text(ConnectorModel::Progress), QStringLiteral("297 of 310 copies"));
        QCOMPARE(text(ConnectorModel::Imported), QStringLiteral("296"));
        QCOMPARE(text(ConnectorModel::Failed), QStringLiteral("13"));
    }

    void sampleTwiceIsOneConnector()
    {
        QCOMPARE(m_ui->importSample().sums.availableForImport(), 310);
        QCOMPARE(m_ui->importSample().sums.availableForImport(), 0);
        QCOMPARE(m_ui->window->desk().entries().size(), size_t(1));
    }

    void modelIsSound()
    {
        ConnectorModel model(m_ui->window->desk());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_ui->importSample();
        QVERIFY(QTest::qWaitFor([&model] { return model.rowCount() == 1; }, patience));
    }

    void galleryIsSearchedAndOpenedByKeyboard()
    {
        QTest::keyClick(m_ui->window.get(), Qt::Key_1, Qt::ControlModifier);
        auto *search = m_ui->find<QLineEdit>("search");
        auto *types = m_ui->find<QListView>("types");
        QVERIFY(types->model()->rowCount() >= 13);
        search->setFocus();
        QTest::keyClicks(search, QStringLiteral("telegr"));
        QCOMPARE(types->model()->rowCount(), 1);
        QVERIFY(types->model()->index(0, 0).data().toString().contains(QStringLiteral("Not verified")));
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(m_ui->find<QLabel>("title")->isVisible());
        QCOMPARE(m_ui->find<QLabel>("title")->text(), QStringLiteral("Telegram Archiver"));
        QVERIFY(m_ui->find<QLabel>("notVerified")->isVisible());
        QTest::keyClick(m_ui->window->focusWidget(), Qt::Key_Escape);
        QVERIFY(types->isVisible());
        QTest::keyClicks(search, QStringLiteral("xyz"));
        QCOMPARE(types->model()->rowCount(), 0);
        QVERIFY(m_ui->find<QLabel>("nothingFound")->isVisible());
    }

private:
    std::unique_ptr<UiFixture> m_ui;
};

QTEST_MAIN(UiSampleTest)
#include "tst_ui_sample.moc"

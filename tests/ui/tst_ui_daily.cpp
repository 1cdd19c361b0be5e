#include "UiFixture.h"

#include "ui/actions/FixMappingDialog.h"
#include "ui/actions/ReportWriter.h"
#include "ui/common/Banner.h"
#include "ui/common/TableModel.h"
#include "ui/connectors/ConnectorsPage.h"
#include "ui/details/FailureModel.h"
#include "ui/details/HistoryChart.h"
#include "ui/details/SumsBar.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTableView>

#include <source_location>

using namespace tallybridge;
using namespace tallybridge::test;

/// What an administrator does in the morning, with real keys.
class UiDailyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_ui = std::make_unique<UiFixture>();
        m_id = m_ui->importSample().connectorId;
        wait([this] { return entry().unsettledCount() == 13; });
    }
    void cleanup() { m_ui.reset(); }

    void summaryAddsUp()
    {
        auto *bar = m_ui->find<SumsBar>("sums");
        wait([bar] { return bar->accessibleDescription().startsWith(QStringLiteral("310")); });
        QCOMPARE(bar->equation(), QStringLiteral("310 copies = 296 imported + 0 partial + 1 skipped + 13 failed"));
        auto *history = m_ui->find<HistoryChart>("history");
        wait([history] { return !history->history().empty() && history->history().back().good == 297; });
        QCOMPARE(history->history().back().failed, 13);
        QCOMPARE(history->history().size(), size_t(HistoryChart::days));
    }

    void failedCopiesByReason()
    {
        showTab(2);
        auto *groups = m_ui->find<QTableView>("groups");
        auto *copies = m_ui->find<QTableView>("copies");
        wait([copies] { return copies->model()->rowCount() == 13; });
        QCOMPARE(groups->model()->rowCount(), 6);
        selectGroup(QStringLiteral("no participant has a mailbox"));
        wait([copies] { return copies->model()->rowCount() == 4; });
        wait([copies] {
            return copies->model()->index(0, FailureModel::Reason).data().toString() == QLatin1String("no participant has a mailbox");
        });
    }

    void logIsInWords()
    {
        m_ui->find<QTabWidget>("details")->setCurrentIndex(4);
        const QAbstractItemModel *entries = m_ui->find<QTableView>("entries")->model();
        wait([entries] { return entries->rowCount() > 0; });
        const QRegularExpression machineName(QStringLiteral("^[^:]+: [a-z]+-[a-z-]+$"));
        for (int row = 0; row < entries->rowCount(); ++row) {
            const QString text = entries->index(row, entries->columnCount() - 1).data().toString();
            QVERIFY2(!text.isEmpty() && !machineName.match(text).hasMatch(), qPrintable(text));
        }
    }

    void waiveWithAReason()
    {
        showTab(2);
        selectGroup(QStringLiteral("the item is encrypted with a customer key"));
        press("waiveCopy");
        QDialog *dialog = modal();
        auto *because = dialog->findChild<QLineEdit *>(QStringLiteral("because"));
        QCOMPARE(dialog->focusWidget(), because);
        QTest::keyClick(because, Qt::Key_Return);
        QVERIFY(dialog->isVisible()); // not without a reason
        QTest::keyClicks(because, QStringLiteral("no key"));
        QTest::keyClick(because, Qt::Key_Return);
        wait([this] { return entry().unsettledCount() == 12; });
        const auto events = ConnectorService(m_ui->engine).auditEvents(0, 0);
        QVERIFY(events.ok());
        QCOMPARE(events->back().action, QStringLiteral("copy-waived"));
        QCOMPARE(events->back().after.value(QLatin1String("because")).toString(), QStringLiteral("no key"));
        QVERIFY(m_ui->window->connectorsPage().banner().isVisible());
    }

    void fixMappingAndUndo()
    {
        showTab(2);
        selectGroup(QStringLiteral("the captured employee has no mailbox"));
        press("fix");
        QDialog *dialog = modal();
        QCOMPARE(dialog->findChild<QLabel *>(QStringLiteral("number"))->text(), QStringLiteral("447700900110"));
        auto *mailbox = dialog->findChild<QLineEdit *>(QStringLiteral("mailbox"));
        QTest::keyClicks(mailbox, QStringLiteral("toni.marsh@contoso.example"));
        bool retried = false;
        connect(&m_ui->window->desk(), &ConnectorDesk::runFinished, this,
                [&retried](qint64, const RunRecord &run) { retried = run.kind == RunKind::Retry && run.sums.imported > 0; });
        QTest::keyClick(mailbox, Qt::Key_Return);
        wait([&retried] { return retried; });
        wait([this] { return entry().unsettledCount() < 13 && !entry().activity; });
        const QString mapping = entry().connector.settings.mappingFile;
        QVERIFY(contentOf(mapping).contains("447700900110,toni.marsh@contoso.example"));
        const qint64 sizeBefore = QFileInfo(mapping).size();

        QPushButton *undo = nullptr;
        for (auto *banner : m_ui->window->findChildren<Banner *>())
            undo = banner->findChild<QPushButton *>(QStringLiteral("action"));
        QVERIFY(undo && undo->isVisible());
        undo->setFocus();
        QTest::keyClick(undo, Qt::Key_Space);
        // Windows replaces no file that somebody holds open, so it is read only when it has changed.
        wait([&mapping, sizeBefore] { return QFileInfo(mapping).size() != sizeBefore; });
        QVERIFY(!contentOf(mapping).contains("447700900110"));
    }

    void suggestionsAreOnlySuggestions()
    {
        FixMappingDialog dialog(*PhoneNumber::fromInternational(QStringLiteral("447700900110")), {}, m_ui->window.get());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.open();
        auto *suggestions = dialog.findChild<QComboBox *>(QStringLiteral("suggestions"));
        auto *mailbox = dialog.findChild<QLineEdit *>(QStringLiteral("mailbox"));
        auto *assign = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QVERIFY(!suggestions->isVisible());
        dialog.showSuggestions({});
        QVERIFY(!suggestions->isVisible());
        const auto address = [](const char *text) { return *MailAddress::parse(QString::fromLatin1(text)); };
        dialog.showSuggestions({{address("ann@contoso.example"), QStringLiteral("Ann"), QStringLiteral("07700 900110")},
                                {address("zoe@contoso.example"), QStringLiteral("Zoe"), QStringLiteral("+44 7700 900110")}});
        QVERIFY(suggestions->isVisible());
        QCOMPARE(mailbox->text(), QString());
        QVERIFY(!assign->isEnabled());
        QTest::keyClick(suggestions, Qt::Key_Down);
        QTest::keyClick(suggestions, Qt::Key_Down);
        QCOMPARE(mailbox->text(), QStringLiteral("zoe@contoso.example"));
        QVERIFY(suggestions->currentText().contains(QStringLiteral("+44 7700 900110")));
        QVERIFY(assign->isEnabled());
        dialog.reject();
    }

    void retryByKey()
    {
        std::optional<RunRecord> run;
        connect(&m_ui->window->desk(), &ConnectorDesk::runFinished, this, [&run](qint64, const RunRecord &record) { run = record; });
        QTest::keyClick(m_ui->window.get(), Qt::Key_R, Qt::ControlModifier);
        wait([&run] { return run.has_value(); });
        QCOMPARE(run->kind, RunKind::Retry);
        QCOMPARE(run->sums.failed, 13);
    }

    void verifyListsAndRepairs()
    {
        // Somebody deletes a mailbox from the archive.
        const QString archive = entry().connector.settings.destination.mid(6);
        QVERIFY(QDir(archive + QLatin1String("/kim.lowe@contoso.example")).removeRecursively());
        QTest::keyClick(m_ui->window.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QDialog *dialog = modal();
        QCOMPARE(dialog->findChild<QTableView *>(QStringLiteral("missing"))->model()->rowCount(), 2);
        QPushButton *repair = nullptr;
        for (auto *button : dialog->findChildren<QPushButton *>())
            repair = button->text().contains(QStringLiteral("Repair")) ? button : repair;
        QVERIFY(repair);
        std::optional<VerifyResult> repaired;
        connect(&m_ui->window->desk(), &ConnectorDesk::verifyFinished, this,
                [&repaired](qint64, const VerifyResult &result, bool repair) { repaired = repair ? std::optional(result) : repaired; });
        repair->setFocus();
        QTest::keyClick(repair, Qt::Key_Space);
        wait([&repaired] { return repaired.has_value(); });
        QCOMPARE(repaired->repaired, 2);
    }

    void stopReturnsAtOnceAndNothingIsLost()
    {
        ConnectorDesk &desk = m_ui->window->desk();
        desk.sync(m_id, QDate(2025, 1, 1), QDate(2025, 12, 31));
        QVERIFY(entry().activity.has_value());
        desk.stop(m_id);
        QVERIFY(entry().activity && entry().activity->stopping);
        wait([&desk] { return !desk.hasActivity(); });
        m_ui->importSample();
        const auto verified = ConnectorService(m_ui->engine).verify(entry().connector.name, {}, {});
        QVERIFY(verified.ok());
        QCOMPARE(verified->present, 296);
    }

    void removeTellsAndKeepsTheMails()
    {
        const QString archive = entry().connector.settings.destination.mid(6);
        m_ui->window->findChild<QAction *>(QStringLiteral("actionRemove"))->trigger();
        auto *box = qobject_cast<QMessageBox *>(modal());
        QVERIFY(box && box->informativeText().contains(archive));
        QVERIFY(box->informativeText().contains(QStringLiteral("unsettled copies: 13")));
        QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
        for (QAbstractButton *button : box->buttons()) {
            if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                QTest::keyClick(button, Qt::Key_Space);
        }
        wait([this] { return m_ui->window->desk().entries().empty(); });
        QVERIFY(m_ui->find<QPushButton>("emptySample")->isVisible());
        QVERIFY(QDir(archive + QLatin1String("/ann.archer@contoso.example")).exists());
    }

    void reportsInThreeFormats()
    {
        const auto report = ConnectorService(m_ui->engine).report(entry().connector.name, 0);
        QVERIFY(report.ok());
        const QString html = reportHtml(*report);
        QVERIFY(html.contains(QString::fromLatin1(report->auditHead.toHex())));
        QVERIFY(html.contains(QStringLiteral("310 = 296 imported + 0 partial + 1 skipped + 13 failed")));
        const std::pair<ReportFormat, QByteArray> formats[] = {
            {ReportFormat::Pdf, "%PDF-"}, {ReportFormat::Csv, "\xEF\xBB\xBFrecord,"}, {ReportFormat::Json, "{"}};
        for (const auto &[format, begin] : formats) {
            QFile file(m_ui->folder() + QLatin1String("/report"));
            QVERIFY(writeReport(*report, format, file.fileName()).ok());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().startsWith(begin));
        }
        const auto refused = writeReport(*report, ReportFormat::Pdf, m_ui->folder() + QLatin1String("/no/report.pdf"));
        QVERIFY(!refused.ok() && refused.failure().code == FailureCode::FileNotWritable);
    }

    void modelsAreSound()
    {
        FailureModel failures(*m_ui->backend);
        const QAbstractItemModelTester failureTester(&failures, QAbstractItemModelTester::FailureReportingMode::QtTest);
        failures.show(entry().connector.name, {});
        wait([&failures] { return failures.rowCount() == 13; });
        (void)failures.index(0, 0).data();
        wait([&failures] { return failures.copyAt(0) != nullptr; });
        failures.show(entry().connector.name, {Outcome::Failed, FailureReason::Unmapped});
        wait([&failures] { return failures.rowCount() == 4; });
        failures.show({}, {});
        QCOMPARE(failures.rowCount(), 0);

        TableModel table({QStringLiteral("a"), QStringLiteral("b")}, 0);
        const QAbstractItemModelTester tableTester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        table.setRows({{1, {}, {QStringLiteral("x"), qint64(1000)}}});
        table.setRows({{1, {}, {QStringLiteral("y"), qint64(2)}}, {2, {}, {}}});
        table.setRows({});
    }

private:
    const ConnectorEntry &entry() const
    {
        const ConnectorEntry *found = m_ui->window->desk().find(m_id);
        if (!found)
            qFatal("the connector is gone");
        return *found;
    }
    template <typename Condition>
    static void wait(Condition condition, std::source_location where = std::source_location::current())
    {
        if (!QTest::qWaitFor(condition, patience))
            qFatal("what had to happen by line %u did not", static_cast<unsigned>(where.line()));
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void showTab(int index) { m_ui->find<QTabWidget>("details")->setCurrentIndex(index); }
    void selectGroup(const QString &reason)
    {
        auto *groups = m_ui->find<QTableView>("groups");
        auto *copies = m_ui->find<QTableView>("copies");
        wait([groups] { return groups->model()->rowCount() > 1; });
        for (int row = 0; row < groups->model()->rowCount(); ++row) {
            if (groups->model()->index(row, 0).data().toString() == reason)
                groups->selectRow(row);
        }
        const int count = groups->model()->index(groups->currentIndex().row(), 1).data().toInt();
        wait([copies, count] { return copies->model()->rowCount() == count; });
        copies->selectRow(0);
        wait([copies] { return !copies->model()->index(0, FailureModel::Delivery).data().toString().isEmpty(); });
    }
    void press(const char *button)
    {
        auto *widget = m_ui->find<QPushButton>(button);
        QVERIFY2(widget->isEnabled(), button);
        widget->setFocus();
        QTest::keyClick(widget, Qt::Key_Space);
    }
    static QDialog *modal()
    {
        wait([] { return QApplication::activeModalWidget() != nullptr; });
        return qobject_cast<QDialog *>(QApplication::activeModalWidget());
    }

    std::unique_ptr<UiFixture> m_ui;
    qint64 m_id = 0;
};

QTEST_MAIN(UiDailyTest)
#include "tst_ui_daily.moc"

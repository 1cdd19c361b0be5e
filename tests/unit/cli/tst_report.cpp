#include "engine/ReportCsv.h"
#include "engine/ReportJson.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tallybridge;
using namespace Qt::Literals::StringLiterals;

class ReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells_data();
    void cells();
    void csvIsOneTable();
    void csvHoldsEverything();
    void json();
    void emptyJson();
    void tellsWhenTheDeviceIsFull();

private:
    static RunReport someReport();
    static QList<QStringList> rowsOf(const QByteArray &csv);
};

RunReport ReportTest::someReport()
{
    RunReport report;
    report.connector = u"=cmd|' /C calc'!A0"_s;
    report.connectorType = u"whatsapp"_s;
    report.settings.emplace();
    report.settings->source = u"folder:/in"_s;
    report.settings->domains = {u"a.example"_s, u"b.example"_s};
    report.run.id = 4;
    report.run.state = RunState::WithFailures;
    report.run.sums.availableFromSource = 9;
    report.run.sums.imported = 8;
    report.run.sums.addFailed(FailureReason::Unmapped);
    ItemTable::ListedCopy copy;
    copy.copy.id = 5;
    copy.copy.participant = u"+447700900101"_s;
    copy.copy.outcome = Outcome::Failed;
    copy.copy.reason = FailureReason::Unmapped;
    copy.item.sourceId = u"-2+3"_s;
    copy.item.entryName = u"@SUM(1)\"\r\n,x.eml"_s;
    copy.delivery = u"\t.zip"_s;
    report.failures = {copy};
    copy.copy.id = 6;
    copy.copy.waived = true;
    copy.settled = u"waived"_s;
    copy.waiver = Waiver{QDateTime(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC), u"ann"_s, u"=private"_s};
    report.waived = {copy};
    DeliveryRecord delivery;
    delivery.name = u"q.zip"_s;
    delivery.problemCode = u"manifest-count-mismatch"_s;
    delivery.problemArguments = {u"q.zip"_s, u"3"_s, u"2"_s};
    report.quarantine = {delivery};
    report.findings = {Finding{1, 1, u"day-without-delivery"_s, u"2026-11-20"_s, {}, {}}};
    report.notes = {{u"other-file"_s, {u"=x"_s}}};
    report.auditHead = QByteArray(32, '\xab');
    report.made = QDateTime(QDate(2026, 11, 22), QTime(0, 0), Qt::UTC);
    return report;
}

/// An RFC 4180 reader of its own.
QList<QStringList> ReportTest::rowsOf(const QByteArray &csv)
{
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    bool quoted = false;
    const QString text = QString::fromUtf8(csv.mid(3));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c == u'"' && i + 1 < text.size() && text[i + 1] == u'"') {
                cell += c;
                ++i;
            } else if (c == u'"') {
                quoted = false;
            } else {
                cell += c;
            }
        } else if (c == u'"') {
            quoted = true;
        } else if (c == u',' || c == u'\n') {
            row << cell;
            cell.clear();
            if (c == u'\n') {
                rows << row;
                row.clear();
            }
        } else if (c != u'\r') {
            cell += c;
        }
    }
    return rows;
}

void ReportTest::cells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");
    QTest::newRow("plain") << "ann"
                           << "ann";
    QTest::newRow("empty") << ""
                           << "";
    QTest::newRow("number") << "42"
                            << "42";
    QTest::newRow("equals") << "=1+1"
                            << "'=1+1";
    QTest::newRow("plus") << "+44"
                          << "'+44";
    QTest::newRow("minus") << "-1"
                           << "'-1";
    QTest::newRow("at") << "@SUM"
                        << "'@SUM";
    QTest::newRow("tab") << "\t=1"
                         << "\"'\t=1\"";
    QTest::newRow("carriage return") << "\r=1"
                                     << "\"'\r=1\"";
    QTest::newRow("full width") << u"\uFF1D1"_s << u"'\uFF1D1"_s;
    QTest::newRow("quote") << "a\"b"
                           << "\"a\"\"b\"";
    QTest::newRow("comma") << "a,=b"
                           << "\"a,=b\"";
    QTest::newRow("semicolon") << "a;=b"
                               << "\"a;=b\"";
    QTest::newRow("line break") << "a\nb"
                                << "\"a\nb\"";
    QTest::newRow("formula with quote") << "=A(\"x\")"
                                        << "\"'=A(\"\"x\"\")\"";
    QTest::newRow("inside") << "a=b"
                            << "a=b";
}

void ReportTest::cells()
{
    QFETCH(QString, text);
    QTEST(csvCell(text), "cell");
}

void ReportTest::csvIsOneTable()
{
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(writeReportCsv(someReport(), buffer));
    QVERIFY(buffer.data().startsWith("\xEF\xBB\xBFrecord,name,value,copy,item,participant,mailbox,outcome,reason,"
                                     "delivery,entry,since,attempts,detail,settled,waived_by,waived_at,because\r\n"));
    QVERIFY(buffer.data().endsWith("\r\n"));
    const auto rows = rowsOf(buffer.data());
    for (const QStringList &row : rows) {
        QCOMPARE(row.size(), 18);
        for (const QString &cell : row)
            QVERIFY2(cell.isEmpty() || !u"=+-@\t\r"_s.contains(cell[0]), qPrintable(cell));
    }
}

void ReportTest::csvHoldsEverything()
{
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(writeReportCsv(someReport(), buffer));
    const auto rows = rowsOf(buffer.data());
    const auto has = [&](const QStringList &beginning) {
        return std::any_of(rows.begin(), rows.end(), [&](const QStringList &row) { return row.mid(0, beginning.size()) == beginning; });
    };
    QVERIFY(has({u"setting"_s, u"run"_s, u"4"_s}));
    QVERIFY(has({u"setting"_s, u"state"_s, u"with-failures"_s}));
    QVERIFY(has({u"setting"_s, u"audit_head"_s, u"ab"_s.repeated(32)}));
    QVERIFY(has({u"setting"_s, u"originals_attached"_s, u"false"_s}));
    QVERIFY(has({u"setting"_s, u"domains"_s, u"a.example; b.example"_s}));
    QVERIFY(has({u"setting"_s, u"report_made"_s, u"2026-11-22T00:00:00Z"_s}));
    QVERIFY(has({u"sum"_s, u"available_from_source"_s, u"9"_s}));
    QVERIFY(has({u"sum"_s, u"available_for_import"_s, u"9"_s}));
    QVERIFY(has({u"sum"_s, u"imported"_s, u"8"_s}));
    QVERIFY(has({u"reason"_s, u"unmapped"_s, u"1"_s}));
    QVERIFY(has({u"failure"_s, {}, {}, u"5"_s, u"'-2+3"_s, u"'+447700900101"_s}));
    QVERIFY(has({u"waived"_s, {}, {}, u"6"_s}));
    const auto waived = std::find_if(rows.begin(), rows.end(), [](const QStringList &row) { return row[0] == u"waived"_s; });
    QCOMPARE(waived->mid(13), (QStringList{{}, u"waived"_s, u"ann"_s, u"2026-11-21T09:00:00Z"_s, u"'=private"_s}));
    QVERIFY(has({u"quarantine"_s, {}, u"q.zip; 3; 2"_s}));
    QVERIFY(has({u"finding"_s, u"day-without-delivery"_s, u"2026-11-20"_s}));
    QVERIFY(has({u"note"_s, u"other-file"_s, u"'=x"_s}));
}

void ReportTest::json()
{
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(writeReportJson(someReport(), buffer));
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(buffer.data(), &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(object[u"available_from_source"_s].toInt(), 9);
    QCOMPARE(object[u"failures"_s].toArray().size(), 1);
    QCOMPARE(object[u"failures"_s].toArray()[0].toObject()[u"entry"_s].toString(), u"@SUM(1)\"\r\n,x.eml"_s);
    QCOMPARE(object[u"waived"_s].toArray().size(), 1);
    QCOMPARE(object[u"waived"_s].toArray()[0].toObject()[u"waived"_s].toObject()[u"because"_s].toString(), u"=private"_s);
    QCOMPARE(object[u"quarantine"_s].toArray()[0].toObject()[u"arguments"_s].toArray().size(), 3);
    QCOMPARE(object[u"findings"_s].toArray().size(), 1);
    QCOMPARE(object[u"notes"_s].toArray()[0].toObject()[u"code"_s].toString(), u"other-file"_s);
    QCOMPARE(object[u"audit_head"_s].toString(), u"ab"_s.repeated(32));
    QCOMPARE(object[u"originals_attached"_s].toBool(true), false);
}

void ReportTest::emptyJson()
{
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    const RunReport empty;
    QVERIFY(writeReportJson(empty, buffer));
    const QJsonDocument document = QJsonDocument::fromJson(buffer.data());
    QVERIFY(document.isObject());
    QVERIFY(document[u"settings"_s].isNull() && document[u"originals_attached"_s].isNull());
    QVERIFY(document[u"failures"_s].toArray().isEmpty() && document[u"failures"_s].isArray());
}

void ReportTest::tellsWhenTheDeviceIsFull()
{
    QBuffer closed;
    QVERIFY(closed.open(QIODevice::ReadOnly));
    QVERIFY(!writeReportCsv(someReport(), closed));
    QVERIFY(!writeReportJson(someReport(), closed));
}

QTEST_APPLESS_MAIN(ReportTest)
#include "tst_report.moc"

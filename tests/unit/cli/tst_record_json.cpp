#include "cli/ConnectorJson.h"
#include "cli/ItemPresentation.h"
#include "cli/RunPresentation.h"
#include "engine/RecordJson.h"

#include <QJsonDocument>
#include <QTest>
#include <QTimeZone>

using namespace tallybridge;
using namespace Qt::Literals::StringLiterals;

class RecordJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void run();
    void dryRunHasNoNumber();
    void neverRun();
    void failure();
    void failureWithoutSourceId();
    void connector();
    void check();
    void verify();
    void auditEvent();
    void quarantined();
    void itemHasNoText();
    void times();
    void sumsLineAddsUp();
};

namespace {

const QStringList runKeys{u"available_for_import"_s,
                          u"available_from_source"_s,
                          u"connector"_s,
                          u"failed"_s,
                          u"finished"_s,
                          u"imported"_s,
                          u"partial"_s,
                          u"quarantined"_s,
                          u"reasons"_s,
                          u"run"_s,
                          u"skipped"_s,
                          u"started"_s,
                          u"state"_s};

QDateTime time(int second)
{
    return QDateTime(QDate(2026, 11, 22), QTime(15, 8, second), Qt::UTC);
}

RunRecord someRun()
{
    RunRecord run;
    run.id = 7;
    run.state = RunState::WithFailures;
    run.started = time(30);
    run.finished = time(59);
    run.sums.availableFromSource = 226;
    run.sums.imported = 296;
    run.sums.partial = 1;
    run.sums.skipped = 2;
    run.sums.quarantined = 4;
    for (int i = 0; i < 3; ++i)
        run.sums.addFailed(FailureReason::OwnerUnmapped);
    run.sums.addFailed(FailureReason::Unmapped);
    run.sums.reasons[FailureReason::Cancelled] = 0;
    return run;
}

ItemTable::ListedCopy someCopy()
{
    ItemTable::ListedCopy listed;
    listed.copy.id = 12;
    listed.copy.participant = u"447700900101"_s;
    listed.copy.outcome = Outcome::Failed;
    listed.copy.reason = FailureReason::NoMailbox;
    listed.copy.mailbox = *MailAddress::parse(u"ann@contoso.example");
    listed.copy.since = time(1);
    listed.copy.attempts = 2;
    listed.item.sourceId = u"id-1"_s;
    listed.item.key = ItemKey::of(u"id-1"_s, {}, QByteArray(32, 'x'));
    listed.item.entryName = u"00001.eml"_s;
    listed.delivery = u"202611200000-TeleMessage_3_0102.zip"_s;
    return listed;
}

} // namespace

void RecordJsonTest::run()
{
    const QJsonObject object = jsonRun(u"office"_s, someRun());
    QCOMPARE(object.keys(), runKeys);
    QCOMPARE(QJsonDocument(object).toJson(QJsonDocument::Compact),
             QByteArray(R"({"available_for_import":303,"available_from_source":226,"connector":"office","failed":4,)"
                        R"("finished":"2026-11-22T15:08:59Z","imported":296,"partial":1,"quarantined":4,)"
                        R"("reasons":{"owner-unmapped":3,"unmapped":1},"run":7,"skipped":2,)"
                        R"("started":"2026-11-22T15:08:30Z","state":"with-failures"})"));
}

void RecordJsonTest::dryRunHasNoNumber()
{
    RunRecord run = someRun();
    run.id = 0;
    run.finished = {};
    const QJsonObject object = jsonRun(u"office"_s, run);
    QVERIFY(object[u"run"_s].isNull());
    QVERIFY(object[u"finished"_s].isNull());
}

void RecordJsonTest::neverRun()
{
    const QJsonObject object = jsonNeverRun(u"office"_s);
    QCOMPARE(object.keys(), runKeys);
    QVERIFY(object[u"state"_s].isNull());
    QCOMPARE(object[u"imported"_s].toInt(-1), 0);
}

void RecordJsonTest::failure()
{
    QCOMPARE(QJsonDocument(jsonFailure(someCopy())).toJson(QJsonDocument::Compact),
             QByteArray(R"({"attempts":2,"copy":12,"delivery":"202611200000-TeleMessage_3_0102.zip","detail":null,"entry":"00001.eml",)"
                        R"("item":"id-1","mailbox":"ann@contoso.example","outcome":"failed","participant":"447700900101",)"
                        R"("reason":"no-mailbox","settled":null,"since":"2026-11-22T15:08:01Z","waived":null})"));
}

void RecordJsonTest::failureWithoutSourceId()
{
    auto listed = someCopy();
    listed.item.sourceId.clear();
    listed.copy.mailbox = {};
    const QJsonObject object = jsonFailure(listed);
    QCOMPARE(object[u"item"_s].toString(), listed.item.key.hex());
    QVERIFY(object[u"mailbox"_s].isNull());
}

void RecordJsonTest::connector()
{
    Connector connector;
    connector.name = u"office"_s;
    connector.type = findConnectorType(u"whatsapp");
    connector.settings.source = u"folder:/in"_s;
    connector.settings.destination = u"local:"_s;
    connector.created = time(0);
    QJsonObject object = jsonConnector(connector);
    QCOMPARE(object.keys(),
             (QStringList{u"after_import"_s, u"automatic_mapping"_s, u"bandwidth_limit"_s, u"ca_file"_s,        u"client_id"_s,
                          u"cloud"_s,        u"concurrency"_s,       u"created"_s,         u"default_region"_s, u"destination"_s,
                          u"domains"_s,      u"host_key"_s,          u"import_mime"_s,     u"last_run"_s,       u"mapping"_s,
                          u"name"_s,         u"next_run"_s,          u"original"_s,        u"proxy"_s,          u"secret_files"_s,
                          u"set_up_by"_s,    u"size_limit"_s,        u"source"_s,          u"source_timeout"_s, u"type"_s}));
    QCOMPARE(object[u"after_import"_s].toString(), u"leave"_s);
    QCOMPARE(object[u"type"_s].toString(), u"whatsapp"_s);
    QCOMPARE(object[u"size_limit"_s].toInteger(), 10485760);
    QCOMPARE(object[u"original"_s].toString(), u"hash"_s);
    QVERIFY(object[u"last_run"_s].isNull() && object[u"mapping"_s].isNull() && object[u"next_run"_s].isNull());
    connector.newestRun = someRun();
    object = jsonConnector(connector);
    QCOMPARE(object[u"last_run"_s].toObject().keys(), runKeys);
}

void RecordJsonTest::check()
{
    const QJsonObject object = jsonCheck({CheckResult::Subject::Source,
                                          CheckResult::Answer::No,
                                          {u"folder:/in"_s},
                                          Failure{FailureCode::SourceUnavailable, {u"folder:/in"_s}, {}, true}});
    QCOMPARE(object.keys(), (QStringList{u"answer"_s, u"check"_s, u"code"_s, u"detail"_s}));
    QCOMPARE(object[u"code"_s].toString(), u"source-unavailable"_s);
    QCOMPARE(object[u"check"_s].toString(), u"source"_s);
    QCOMPARE(object[u"answer"_s].toString(), u"no"_s);
    QVERIFY(object[u"detail"_s].toString().contains(u"folder:/in"_s));
}

void RecordJsonTest::verify()
{
    VerifyResult result;
    result.checked = 6;
    result.present = 3;
    result.moved = 2;
    result.missing = 1;
    QCOMPARE(QJsonDocument(jsonVerify(result)).toJson(QJsonDocument::Compact),
             QByteArray(R"({"checked":6,"missing":1,"moved":2,"present":3,"repaired":0,"unchecked":0})"));
}

void RecordJsonTest::auditEvent()
{
    AuditEvent event;
    event.id = 3;
    event.at = time(5);
    event.action = u"copy-waived"_s;
    event.after = {{u"because"_s, u"x"_s}};
    event.hash = QByteArray(32, '\x01');
    const QJsonObject object = jsonAuditEvent(event);
    QCOMPARE(object.keys(), (QStringList{u"account"_s, u"action"_s, u"after"_s, u"at"_s, u"before"_s, u"hash"_s, u"id"_s, u"subject"_s}));
    QCOMPARE(object[u"hash"_s].toString(), u"01"_s.repeated(32));
    QCOMPARE(object[u"after"_s].toObject()[u"because"_s].toString(), u"x"_s);
}

void RecordJsonTest::quarantined()
{
    DeliveryRecord delivery;
    delivery.name = u"a.zip"_s;
    delivery.sha256 = QByteArray(32, '\xff');
    delivery.problemCode = u"manifest-missing"_s;
    delivery.acceptable = true;
    const QJsonObject object = jsonQuarantined(delivery, u"why"_s);
    QCOMPARE(object.keys(),
             (QStringList{u"acceptable"_s, u"declared"_s, u"delivery"_s, u"found"_s, u"message"_s, u"reason"_s, u"sha256"_s, u"since"_s}));
}

void RecordJsonTest::itemHasNoText()
{
    Item item;
    item.text = u"geheim"_s;
    item.html = u"<p>geheim</p>"_s;
    item.attachments.push_back({u"a.jpg"_s, "image/jpeg", {}, false, QByteArray("geheim")});
    const QByteArray bytes = QJsonDocument(jsonItem(item)).toJson();
    QVERIFY(!bytes.contains("geheim"));
    QVERIFY(bytes.contains("a.jpg"));
}

void RecordJsonTest::times()
{
    QVERIFY(jsonTime({}).isNull());
    const QDateTime elsewhere(QDate(2026, 1, 1), QTime(1, 0), Qt::OffsetFromUTC, 7200);
    QCOMPARE(jsonTime(elsewhere).toString(), u"2025-12-31T23:00:00Z"_s);
}

void RecordJsonTest::sumsLineAddsUp()
{
    const QString text = runText(u"office"_s, someRun());
    QVERIFY2(text.contains(u"303 = 296 imported + 1 partial + 2 skipped + 4 failed"_s), qPrintable(text));
    QVERIFY(text.contains(u"owner-unmapped"_s));
    QVERIFY(!text.contains(u"cancelled"_s));
}

QTEST_APPLESS_MAIN(RecordJsonTest)
#include "tst_record_json.moc"

#include "support/TestEngine.h"

#include <QJsonArray>
#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

class TestConnectorEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_engine = std::make_unique<TestEngine>(); }

    void aRemovalKeepsInTheAuditWhatWasOpen()
    {
        const QString ann = QStringLiteral("ann@contoso.example");
        m_engine->mailboxes->absent = {*MailAddress::parse(ann)};
        m_engine->clock->time = QDateTime::currentDateTimeUtc().addDays(1);
        m_engine->addDelivery({{QStringLiteral("a.eml"), TestEngine::chat(QStringLiteral("a"), ann, {ann})}}, 20, 1);
        m_engine->addDelivery({{QStringLiteral("b.eml"), TestEngine::chat(QStringLiteral("b"), ann, {ann})}}, 20, 3);
        m_engine->write(TestEngine::deliveryName(20, 4), QByteArray("no ZIP"));
        m_engine->addConnector();
        m_engine->sync();
        auto service = m_engine->service();
        const auto matters = service.openMatters(QStringLiteral("wa"));
        QVERIFY(matters.ok() && !matters->isEmpty());
        const QJsonObject open = jsonOpenMatters(*matters);
        QCOMPARE(open, (QJsonObject{{QStringLiteral("failed"), QJsonObject{{QStringLiteral("unmapped"), 2}}},
                                    {QStringLiteral("partial"), 0},
                                    {QStringLiteral("quarantined"), QJsonArray{TestEngine::deliveryName(20, 4)}},
                                    {QStringLiteral("findings"), QJsonArray{QStringLiteral("file-number-gap 2026-11-20 #2")}}}));
        QVERIFY(service.remove(QStringLiteral("wa")).ok());
        const AuditEvent event = service.auditEvents(0, 0)->back();
        QCOMPARE(event.action, QStringLiteral("connector-removed"));
        QCOMPARE(event.before.value(QLatin1String("open")).toObject(), open);
    }

    void nothingIsOpenOfANewConnector()
    {
        m_engine->addConnector();
        QVERIFY(m_engine->service().openMatters(QStringLiteral("wa"))->isEmpty());
    }

    void formerSettingsOfAftercareAreRemembered()
    {
        using AfterImport = ConnectorSettings::AfterImport;
        m_engine->addConnector();
        const QString name = QStringLiteral("wa");
        const auto edited = [&](AfterImport afterImport, const QString &folder) {
            ConnectorSettings settings = m_engine->settings();
            settings.afterImport = afterImport;
            settings.afterImportFolder = folder;
            const auto connector = m_engine->service().edit(name, name, settings);
            return connector ? connector->settings : ConnectorSettings();
        };
        const QString done = QStringLiteral("done");
        const QString later = QStringLiteral("later");
        ConnectorSettings now = edited(AfterImport::Move, done);
        QVERIFY(now.formerMoveFolders.isEmpty() && !now.sourceWasChanged);
        now = edited(AfterImport::Move, later);
        QCOMPARE(now.formerMoveFolders, QStringList{done});
        QVERIFY(now.sourceWasChanged);
        now = edited(AfterImport::Leave, {});
        QCOMPARE(now.formerMoveFolders, (QStringList{later, done}));
        now = edited(AfterImport::Delete, {});
        now = edited(AfterImport::Move, done);
        QCOMPARE(now.formerMoveFolders, QStringList{later});
        QVERIFY(now.sourceWasChanged);
    }

private:
    std::unique_ptr<TestEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestConnectorEditor)
#include "tst_connectoreditor.moc"

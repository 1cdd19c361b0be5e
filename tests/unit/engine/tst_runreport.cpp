#include "support/TestEngine.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

namespace {

const QString connector = QStringLiteral("wa");

} // namespace

class TestRunReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<TestEngine>();
        m_engine->mailboxes->absent = {*MailAddress::parse(QStringLiteral("ann@contoso.example")),
                                       *MailAddress::parse(QStringLiteral("bob@contoso.example"))};
        for (const char *id : {"a", "b"})
            m_emls.append(
                {QLatin1String(id) + QLatin1String(".eml"),
                 TestEngine::chat(QLatin1String(id), QStringLiteral("ann@contoso.example"), {QStringLiteral("bob@contoso.example")})});
        m_engine->addDelivery(m_emls);
        m_engine->addConnector();
    }

    void showsTheSettingsOfItsRun()
    {
        const RunRecord first = m_engine->sync();
        ConnectorSettings changed = m_engine->settings();
        changed.sizeLimit = 4096;
        changed.attachOriginal = true;
        auto service = m_engine->service();
        QVERIFY(service.edit(connector, connector, changed).ok());
        const RunRecord second = m_engine->sync();
        QVERIFY(service.report(connector, first.id)->settings == m_engine->settings());
        QVERIFY(service.report(connector, second.id)->settings == changed);
    }

private:
    std::unique_ptr<TestEngine> m_engine;
    QList<QPair<QString, QByteArray>> m_emls;
};

QTEST_GUILESS_MAIN(TestRunReport)
#include "tst_runreport.moc"

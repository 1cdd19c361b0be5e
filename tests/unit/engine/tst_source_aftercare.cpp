#include "engine/DeliveryGaps.h"
#include "support/TestEngine.h"

#include <QDirIterator>
#include <QTest>

#include <algorithm>

using namespace tallybridge;
using namespace tallybridge::test;

namespace {

const QString connector = QStringLiteral("wa");
const QString ann = QStringLiteral("ann@contoso.example");
const QString bob = QStringLiteral("bob@contoso.example");

QByteArray chatOf(const QString &id)
{
    return TestEngine::chat(id, ann, {bob});
}

} // namespace

// What is done with deliveries at the source after their import, and what is found again there.
class TestSourceAftercare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<TestEngine>();
        m_engine->sourceBehaviour().moves = true;
        m_engine->addConnector();
    }

    void aRereadFindsWhatWasMoved()
    {
        m_engine->mailboxes->absent = {*MailAddress::parse(bob)};
        deliver();
        QCOMPARE(m_engine->sync().sums.imported, 1);
        QVERIFY(QFile::exists(m_engine->movedFolder() + name));
        m_engine->mailboxes->absent.clear();
        const SyncRequest day{QDate(2026, 11, 20), QDate(2026, 11, 20), true};
        const auto dry = m_engine->service().sync(connector, day, {});
        QVERIFY(dry.ok());
        QCOMPARE(dry->sums.imported, 1);
        const auto reread = m_engine->service().sync(connector, {day.from, day.to, false}, {});
        QVERIFY(reread.ok());
        QCOMPARE(reread->state, RunState::Succeeded);
        QCOMPARE(reread->sums.imported, 1);
        QCOMPARE(reread->sums.skipped, 1);
        QVERIFY(QFile::exists(m_engine->movedFolder() + name));
        QVERIFY(openFindings().isEmpty());
        const auto elsewhere = m_engine->service().sync(connector, {QDate(2026, 11, 21), {}, false}, {});
        QVERIFY(elsewhere.ok());
        QCOMPARE(elsewhere->sums.availableFromSource, 0);
    }

    void whatSomebodyPutThereIsNotImported()
    {
        QVERIFY(QDir().mkpath(m_engine->movedFolder()));
        m_engine->write(QStringLiteral("moved/") + name, makeDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}}));
        const auto reread = m_engine->service().sync(connector, {QDate(2026, 11, 20), {}, false}, {});
        QVERIFY(reread.ok());
        QCOMPARE(reread->sums.availableFromSource, 0);
    }

    void aRetryFindsWhatWasMoved()
    {
        m_engine->mailboxes->absent = {*MailAddress::parse(ann), *MailAddress::parse(bob)};
        deliver();
        m_engine->sync();
        QVERIFY(QFile::exists(m_engine->movedFolder() + name));
        QVERIFY(QDir(m_engine->dataFolder() + QLatin1String("/held")).removeRecursively());
        m_engine->mailboxes->absent.clear();
        const auto run = m_engine->service().retry(connector, std::nullopt, {});
        QVERIFY(run.ok());
        QCOMPARE(run->sums.imported, 2);
    }

    void aRepairFindsWhatWasMoved()
    {
        deliver();
        QCOMPARE(m_engine->sync().sums.imported, 2);
        m_engine->mailboxes->mails.clear();
        const auto verified = m_engine->service().verify(connector, {0, true}, {});
        QVERIFY(verified.ok());
        QCOMPARE(verified->repaired, 2);
    }

    void whatCannotBeMovedIsAFindingUntilItIs()
    {
        m_engine->sourceBehaviour().refuses = true;
        deliver();
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.sums.imported, 2);
        QCOMPARE(run.state, RunState::WithFailures);
        QCOMPARE(openFindings(), QStringList(QString(deliveryNotMovedKind + QLatin1Char(' ') + name)));
        QCOMPARE(noted(run, QStringLiteral("source-access-denied")), QStringList(name));
        QCOMPARE(answer(CheckResult::Subject::Findings), CheckResult::Answer::No);
        m_engine->sourceBehaviour().refuses = false;
        QCOMPARE(m_engine->sync().state, RunState::Succeeded);
        QVERIFY(openFindings().isEmpty());
        QVERIFY(QFile::exists(m_engine->movedFolder() + name));
    }

    void whatCannotBeMovedAndIsExplainedIsQuiet()
    {
        QVERIFY(QDir().mkpath(m_engine->movedFolder()));
        m_engine->write(QStringLiteral("moved/") + name, "something else");
        deliver();
        QCOMPARE(noted(m_engine->sync(), QStringLiteral("source-name-taken")), QStringList(name));
        const auto findings = m_engine->service().findings(connector);
        QVERIFY(findings.ok() && findings->size() == 1);
        QVERIFY(m_engine->service().explainFinding(connector, findings->front().id, QStringLiteral("Both are wanted")).ok());
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.state, RunState::Succeeded);
        QVERIFY(noted(run, QStringLiteral("source-name-taken")).isEmpty());
    }

    void leavingThemAgainSettlesTheFinding()
    {
        m_engine->sourceBehaviour().refuses = true;
        deliver();
        m_engine->sync();
        m_engine->sourceBehaviour().moves = false;
        QCOMPARE(m_engine->sync().state, RunState::Succeeded);
        QVERIFY(openFindings().isEmpty());
    }

    void aSourceThatWasEmptiedByImportingIsNothingOdd()
    {
        deliver();
        m_engine->sync();
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.state, RunState::Succeeded);
        QVERIFY(noted(run, QStringLiteral("source-empty")).isEmpty());
        QCOMPARE(answer(CheckResult::Subject::Deliveries), CheckResult::Answer::Yes);
    }

    void whatWasNeverImportedIsMissedInAnEmptySource()
    {
        m_engine->write(name, "no zip");
        QCOMPARE(m_engine->sync().sums.quarantined, 1);
        QVERIFY(QFile::remove(m_engine->root() + QLatin1String("/source/") + name));
        QCOMPARE(noted(m_engine->sync(), QStringLiteral("source-empty")), QStringList(QStringLiteral("1")));
        QCOMPARE(answer(CheckResult::Subject::Deliveries), CheckResult::Answer::No);
    }

    void aDeliveryStaysWhenItsHeldOriginalCannotBeOpened()
    {
        m_engine->mailboxes->absent = {*MailAddress::parse(ann), *MailAddress::parse(bob)};
        m_engine->sourceBehaviour().refuses = true;
        deliver();
        m_engine->sync();
        m_engine->sourceBehaviour().refuses = false;
        // The key is gone; damage alone would be mended from the delivery.
        QVERIFY(QDir(m_engine->dataFolder() + QLatin1String("/keys")).removeRecursively());
        const RunRecord run = m_engine->sync();
        QVERIFY(QFile::exists(m_engine->root() + QLatin1String("/source/") + name));
        QCOMPARE(noted(run, QStringLiteral("sealed-file-foreign")).size(), 1);
        QCOMPARE(openFindings().size(), 1);
    }

    void aDamagedHeldOriginalIsHeldAnewBeforeTheDeliveryLeaves()
    {
        m_engine->mailboxes->absent = {*MailAddress::parse(ann), *MailAddress::parse(bob)};
        m_engine->sourceBehaviour().refuses = true;
        deliver();
        m_engine->sync();
        m_engine->sourceBehaviour().refuses = false;
        damageHeldOriginals(*m_engine);
        m_engine->sync();
        QVERIFY(QFile::remove(m_engine->movedFolder() + name));
        m_engine->mailboxes->absent.clear();
        QCOMPARE(m_engine->service().retry(connector, std::nullopt, {})->sums.imported, 2);
    }

    void whatVanishesAfterItWasListedIsSaid()
    {
        deliver();
        m_engine->sourceBehaviour().vanishing = {name};
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.state, RunState::WithFailures);
        QCOMPARE(noted(run, deliveryVanishedKind), QStringList(name));
        QVERIFY(noted(run, QStringLiteral("unreadable-delivery")).isEmpty());
        QCOMPARE(openFindings(), QStringList(QString(deliveryVanishedKind + QLatin1Char(' ') + name)));
        m_engine->sourceBehaviour().vanishing.clear();
        QCOMPARE(m_engine->sync().state, RunState::Succeeded);
        QVERIFY(openFindings().isEmpty());
    }

    void aFolderWithTheNameOfADeliveryIsAFinding()
    {
        deliver();
        const QString folder = TestEngine::deliveryName(21);
        QVERIFY(QDir(m_engine->root() + QLatin1String("/source")).mkdir(folder));
        const auto dry = m_engine->service().sync(connector, {{}, {}, true}, {});
        QCOMPARE(dry->state, RunState::WithFailures);
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.state, RunState::WithFailures);
        QCOMPARE(noted(run, deliveryNoFileKind), QStringList(folder));
        QCOMPARE(openFindings(), QStringList(QString(deliveryNoFileKind + QLatin1Char(' ') + folder)));
        QVERIFY(QDir(m_engine->root() + QLatin1String("/source")).rmdir(folder));
        QCOMPARE(m_engine->sync().state, RunState::Succeeded);
        QVERIFY(openFindings().isEmpty());
    }

#ifdef Q_OS_UNIX
    void nobodyElseMayLookIntoTheDataFolder()
    {
        m_engine->mailboxes->absent = {*MailAddress::parse(ann), *MailAddress::parse(bob)};
        deliver();
        m_engine->sync();
        QStringList seen;
        for (QDirIterator it(m_engine->dataFolder(), QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories); it.hasNext();) {
            it.next();
            seen << it.fileName();
            const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther |
                                QFileDevice::WriteOther | QFileDevice::ExeOther;
            QVERIFY2(!(it.fileInfo().permissions() & others), qPrintable(it.filePath()));
        }
        for (const QString &folder : {QStringLiteral("locks"), QStringLiteral("held"), QStringLiteral("keys")})
            QVERIFY2(seen.contains(folder), qPrintable(folder));
    }
#endif

private:
    void deliver() const
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}});
    }

    QStringList openFindings() const
    {
        QStringList texts;
        const auto findings = m_engine->service().findings(connector);
        for (const Finding &finding : *findings) {
            if (finding.explanation.isEmpty())
                texts << QString(finding.kind + QLatin1Char(' ') + finding.subject);
        }
        return texts;
    }

    /// The first argument of each note with this code.
    QStringList noted(const RunRecord &run, const QString &code) const
    {
        QStringList found;
        const auto notes = m_engine->service().notes(run.id);
        for (const RunTable::Note &note : *notes) {
            if (note.code == code)
                found << note.arguments.value(0);
        }
        return found;
    }

    CheckResult::Answer answer(CheckResult::Subject subject) const
    {
        const auto results = m_engine->service().check(connector, {});
        const auto found =
            std::find_if(results->begin(), results->end(), [&](const CheckResult &result) { return result.subject == subject; });
        return found->answer;
    }

    const QString name = TestEngine::deliveryName();
    std::unique_ptr<TestEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestSourceAftercare)
#include "tst_source_aftercare.moc"

#include "cli/ExitCode.h"

#include <QTest>

using namespace tallybridge;
using namespace Qt::Literals::StringLiterals;

class ExitCodeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofRun_data();
    void ofRun();
    void ofFailure_data();
    void ofFailure();
    void ofDue();
    void ofVerify();
    void ofCheck();
};

namespace {

RunRecord runWith(RunState state, const Sums &sums = {}, const QString &errorCode = {})
{
    RunRecord run;
    run.state = state;
    run.sums = sums;
    run.errorCode = errorCode;
    return run;
}

Sums sums(qint64 imported, qint64 partial, qint64 skipped, qint64 failed, qint64 quarantined)
{
    Sums result;
    result.imported = imported;
    result.partial = partial;
    result.skipped = skipped;
    result.failed = failed;
    result.quarantined = quarantined;
    return result;
}

} // namespace

void ExitCodeTest::ofRun_data()
{
    QTest::addColumn<RunRecord>("run");
    QTest::addColumn<int>("expected");
    QTest::newRow("all imported") << runWith(RunState::Succeeded, sums(5, 0, 0, 0, 0)) << 0;
    QTest::newRow("all there") << runWith(RunState::Succeeded, sums(0, 0, 5, 0, 0)) << 0;
    QTest::newRow("nothing") << runWith(RunState::Succeeded) << 0;
    QTest::newRow("failed copy") << runWith(RunState::WithFailures, sums(5, 0, 0, 1, 0)) << 3;
    QTest::newRow("failed copy in a dry run") << runWith(RunState::Succeeded, sums(5, 0, 0, 1, 0)) << 3;
    QTest::newRow("partial copy") << runWith(RunState::Succeeded, sums(5, 1, 0, 0, 0)) << 3;
    QTest::newRow("quarantine") << runWith(RunState::Succeeded, sums(5, 0, 0, 0, 1)) << 3;
    QTest::newRow("cancelled") << runWith(RunState::Cancelled, sums(5, 0, 0, 1, 0), u"cancelled"_s) << 130;
    QTest::newRow("source gone") << runWith(RunState::Failed, {}, u"source-unavailable"_s) << 4;
    QTest::newRow("source gone in mid-run") << runWith(RunState::Failed, sums(5, 0, 0, 0, 0), u"source-unavailable"_s) << 4;
    QTest::newRow("destination never there") << runWith(RunState::Failed, sums(0, 0, 0, 9, 0), u"destination-unavailable"_s) << 4;
    QTest::newRow("destination lost in mid-run") << runWith(RunState::Failed, sums(1, 0, 0, 9, 0), u"destination-unavailable"_s) << 3;
    QTest::newRow("interrupted") << runWith(RunState::Interrupted) << 4;
}

void ExitCodeTest::ofRun()
{
    QFETCH(RunRecord, run);
    QTEST(int(exitCodeOf(run)), "expected");
}

void ExitCodeTest::ofFailure_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("expected");
    using C = FailureCode;
    for (const C code :
         {C::ConnectorNameTaken, C::ConnectorNotFound, C::MappingFileUnreadable, C::FileNotFound, C::RegionUnknown, C::SourceUrlInvalid,
          C::SourceNotSupported, C::DestinationUrlInvalid, C::DestinationNotSupported, C::OptionNotSupported, C::SizeLimitInvalid,
          C::DomainInvalid, C::TermsNotAccepted, C::BecauseMissing, C::CopyNotFound, C::ReasonUnknown, C::RunNotFound, C::LedgerExists})
        QTest::newRow(failureCodeName(code).data()) << int(code) << 2;
    for (const C code : {C::SourceUnavailable, C::DestinationUnavailable, C::LedgerUnavailable, C::LedgerBusy, C::LedgerNewer,
                         C::LedgerDamaged, C::ConnectorBusy, C::DiskFull, C::Internal, C::FileNotWritable})
        QTest::newRow(failureCodeName(code).data()) << int(code) << 4;
    QTest::newRow("cancelled") << int(C::Cancelled) << 130;
}

void ExitCodeTest::ofFailure()
{
    QFETCH(int, code);
    QTEST(int(exitCodeOf(Failure{FailureCode(code), {}, {}, false})), "expected");
}

void ExitCodeTest::ofDue()
{
    const DueResult good{u"a"_s, runWith(RunState::Succeeded, sums(1, 0, 0, 0, 0)), {}};
    const DueResult some{u"b"_s, runWith(RunState::WithFailures, sums(1, 0, 0, 1, 0)), {}};
    const DueResult none{u"c"_s, {}, Failure{FailureCode::SourceUrlInvalid, {u"x"_s}, {}, false}};
    const DueResult stopped{u"d"_s, runWith(RunState::Cancelled), {}};
    using Results = std::vector<DueResult>;
    QCOMPARE(exitCodeOf(Results{}), ExitCode::Success);
    QCOMPARE(exitCodeOf(Results{good}), ExitCode::Success);
    QCOMPARE(exitCodeOf(Results{some, good}), ExitCode::Unfinished);
    QCOMPARE(exitCodeOf(Results{none, some}), ExitCode::Unavailable);
    QCOMPARE(exitCodeOf(Results{good, stopped, none}), ExitCode::Cancelled);
}

void ExitCodeTest::ofVerify()
{
    VerifyResult result;
    result.checked = 3;
    result.moved = 1;
    QCOMPARE(exitCodeOf(result), ExitCode::Success);
    result.unchecked = 1;
    QCOMPARE(exitCodeOf(result), ExitCode::Unfinished);
    result.unchecked = 0;
    result.missing = 2;
    QCOMPARE(exitCodeOf(result), ExitCode::Unfinished);
    result.repaired = 1;
    QCOMPARE(exitCodeOf(result), ExitCode::Unfinished);
    result.repaired = 2;
    QCOMPARE(exitCodeOf(result), ExitCode::Success);
    result.cancelled = true;
    QCOMPARE(exitCodeOf(result), ExitCode::Cancelled);
}

void ExitCodeTest::ofCheck()
{
    using A = CheckResult::Answer;
    std::vector<CheckResult> results{{CheckResult::Subject::Source, A::Yes, {}, {}}, {CheckResult::Subject::Mailbox, A::Unknown, {}, {}}};
    QCOMPARE(exitCodeOf(results), ExitCode::Success);
    results.push_back({CheckResult::Subject::Mailbox, A::No, {}, {}});
    QCOMPARE(exitCodeOf(results), ExitCode::Unfinished);
}

QTEST_APPLESS_MAIN(ExitCodeTest)
#include "tst_exit_code.moc"

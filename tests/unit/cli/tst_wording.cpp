#include "cli/wording/CheckText.h"
#include "cli/wording/FailureText.h"
#include "cli/wording/MappingProblemText.h"
#include "cli/wording/NoteText.h"
#include "cli/wording/Phrase.h"
#include "cli/wording/ReasonText.h"
#include "cli/wording/RunStateText.h"
#include "engine/FirstTenant.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace tallybridge;
using namespace Qt::Literals::StringLiterals;

class WordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failures();
    void reasons();
    void states();
    void mappingProblems();
    void checks();
    void notes_data();
    void notes();
    void phrases();
    void hostileArguments();
    void byteArguments();
    void sizes_data();
    void sizes();

private:
    /// How many arguments each value of an enum has by the comment behind it in its header: "Name, ///< [path, limit]".
    static QMap<int, int> argumentCounts(const QString &header, const QString &enumName);
};

QMap<int, int> WordingTest::argumentCounts(const QString &header, const QString &enumName)
{
    QFile file(QString(QStringLiteral(TALLYBRIDGE_SOURCE_DIR) + u"/src/"_s + header));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    text = text.mid(text.indexOf(QString(u"enum class "_s + enumName)));
    text = text.left(text.indexOf(u"};"_s));
    static const QRegularExpression line(u"^\\s*\\w+,\\s*///<\\s*\\[([^\\]]*)\\]"_s, QRegularExpression::MultilineOption);
    QMap<int, int> counts;
    for (auto it = line.globalMatch(text); it.hasNext();) {
        const QString arguments = it.next().captured(1);
        counts[int(counts.size())] = arguments.isEmpty() ? 0 : int(arguments.count(u',')) + 1;
    }
    return counts;
}

namespace {

QStringList markers(int count)
{
    QStringList result;
    for (int i = 0; i < count; ++i)
        result << QString(u"<argument-"_s + QString::number(i + 1) + u'>');
    return result;
}

bool isSentence(const QString &text)
{
    static const QRegularExpression place(u"%\\d"_s);
    return text.size() > 10 && text.endsWith(u'.') && !text.contains(u'\n') && !text.contains(place);
}

} // namespace

void WordingTest::failures()
{
    const auto counts = argumentCounts(u"core/FailureCode.h"_s, u"FailureCode"_s);
    QCOMPARE(size_t(counts.size()), allFailureCodes().size());
    for (const FailureCode code : allFailureCodes()) {
        const QStringList arguments = markers(counts[int(code)]);
        const QString text = failureText(Failure{code, arguments, {}, false});
        const QByteArray about = QString(QString(failureCodeName(code)) + u": "_s + text).toUtf8();
        QVERIFY2(isSentence(text), about);
        QVERIFY2(!text.contains(u'?'), about);
        for (const QString &argument : arguments)
            QVERIFY2(text.contains(argument), about);
        QCOMPARE(failureText(failureCodeName(code), arguments), text);
        // Fewer arguments than promised must not break the sentence.
        QVERIFY(!failureText(Failure{code, {}, {}, false}).isEmpty());
    }
    QCOMPARE(failureText(u"no-such-code"_s, {u"a"_s, u"b"_s}), u"no-such-code a, b"_s);
}

void WordingTest::reasons()
{
    QStringList texts;
    for (const FailureReason reason : allFailureReasons()) {
        QVERIFY2(reasonText(reason).size() > 10, failureReasonName(reason).data());
        QVERIFY2(isSentence(reasonRemedy(reason)), failureReasonName(reason).data());
        QVERIFY(!texts.contains(reasonText(reason)));
        texts << reasonText(reason);
    }
}

void WordingTest::states()
{
    QStringList texts;
    for (const auto &name : {"running"_L1, "succeeded"_L1, "with-failures"_L1, "failed"_L1, "cancelled"_L1, "interrupted"_L1}) {
        const auto state = runStateFromName(QString(name));
        QVERIFY2(state, name.data());
        QVERIFY2(!runStateText(*state).isEmpty() && !texts.contains(runStateText(*state)), name.data());
        texts << runStateText(*state);
    }
    for (const auto &name : {"sync"_L1, "resync"_L1, "retry"_L1, "repair"_L1})
        QVERIFY2(!runKindText(*runKindFromName(QString(name))).isEmpty(), name.data());
    for (int phase = 0; phase <= int(ProgressSnapshot::Phase::Done); ++phase)
        QVERIFY(!phaseText(ProgressSnapshot::Phase(phase)).isEmpty());
}

void WordingTest::mappingProblems()
{
    const auto counts = argumentCounts(u"mapping/MappingFile.h"_s, u"MappingProblemKind"_s);
    QCOMPARE(size_t(counts.size()), allMappingProblemKinds().size());
    for (const MappingProblemKind kind : allMappingProblemKinds()) {
        const QStringList arguments = markers(counts[int(kind)]);
        const QString text = mappingProblemText({3, kind, arguments, false});
        QVERIFY2(isSentence(text), mappingProblemName(kind).data());
        for (const QString &argument : arguments)
            QVERIFY2(text.contains(argument), mappingProblemName(kind).data());
    }
}

void WordingTest::checks()
{
    for (int subject = 0; subject <= int(CheckResult::Subject::Findings); ++subject)
        QVERIFY(checkQuestion(CheckResult::Subject(subject)).endsWith(u'?'));
    QSet<QString> questions;
    for (const QLatin1String point : firstTenantPoints()) {
        CheckResult result{CheckResult::Subject::FirstTenant, CheckResult::Answer::Unknown, {QString(point)}, {}};
        questions << checkQuestion(result);
        QVERIFY2(!checkDetail(result).isEmpty(), point.data()); // what to do
        result.answer = CheckResult::Answer::No;
        QVERIFY(!checkDetail(result).isEmpty());
    }
    QCOMPARE(questions.size(), firstTenantPoints().size());
    QVERIFY(!questions.contains(checkQuestion(CheckResult::Subject::FirstTenant)));
    for (int answer = 0; answer <= int(CheckResult::Answer::NotNeeded); ++answer)
        QVERIFY(!checkAnswerText(CheckResult::Answer(answer)).isEmpty());
    using S = CheckResult::Subject;
    using A = CheckResult::Answer;
    QVERIFY(checkDetail({S::Deliveries, A::Yes, {u"3"_s, u"x.zip"_s}, {}}).contains(u"x.zip"_s));
    QVERIFY(!checkDetail({S::Deliveries, A::Yes, {u"0"_s, QString()}, {}}).contains(u'?'));
    QVERIFY(checkDetail({S::Deliveries, A::No, {u"3"_s, u"x.zip"_s, u"y.zip"_s, u"2"_s}, {}}).contains(u"y.zip cannot be read (2 of 3)"_s));
    QVERIFY(checkDetail({S::Deliveries, A::No, {u"0"_s, QString(), u"7"_s}, {}}).contains(u"empty, 7 deliveries"_s));
    QVERIFY(checkDetail({S::Imports, A::No, {u"2"_s, u"x.zip"_s}, {}}).contains(u"2, the first is x.zip"_s));
    QVERIFY(checkDetail({S::Mapping, A::No, {u"5"_s, u"1"_s, u"7"_s, u"mailbox-invalid"_s}, {}}).contains(u"line 7 (mailbox-invalid)"_s));
    QVERIFY(checkDetail({S::Mailbox, A::No, {u"a@b.example"_s}, {}}).contains(u"a@b.example"_s));
    QVERIFY(
        checkDetail({S::Source, A::No, {}, Failure{FailureCode::SourceUnavailable, {u"folder:/x"_s}, {}, true}}).contains(u"folder:/x"_s));
}

void WordingTest::notes_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("other-file") << 1;
    QTest::newRow("same-name-other-bytes") << 1;
    QTest::newRow("source-id-reused") << 3;
    QTest::newRow("owner-unknown-form") << 2;
    QTest::newRow("mapping-problem") << 2;
    QTest::newRow("mapping-file-missing") << 1;
    QTest::newRow("original-gone") << 2;
    QTest::newRow("original-damaged") << 2;
    QTest::newRow("original-without-key") << 2;
    QTest::newRow("delivery-note") << 2;
    QTest::newRow("young-delivery") << 1;
    QTest::newRow("unreadable-delivery") << 2;
    QTest::newRow("delivery-not-readable") << 1;
    QTest::newRow("delivery-vanished") << 1;
    QTest::newRow("delivery-no-file") << 1;
    QTest::newRow("delivery-not-moved") << 1;
    QTest::newRow("delivery-misdated") << 1;
    QTest::newRow("original-left-out") << 1;
    QTest::newRow("delivery-gone") << 1;
    QTest::newRow("source-empty") << 1;
    QTest::newRow("file-number-gap") << 1;
    QTest::newRow("day-without-delivery") << 1;
}

void WordingTest::notes()
{
    QFETCH(int, count);
    const QStringList arguments = markers(count);
    const QString text = noteText(QString::fromLatin1(QTest::currentDataTag()), arguments);
    QVERIFY2(isSentence(text), qPrintable(text));
    for (const QString &argument : arguments)
        QVERIFY2(text.contains(argument), qPrintable(text));
}

void WordingTest::phrases()
{
    QCOMPARE(phrase(u"%2 and %1"_s, {u"%2"_s, u"b"_s}), u"b and %2"_s);
    QCOMPARE(phrase(u"%1 100 %"_s, {u"a"_s}), u"a 100 %"_s);
    QCOMPARE(phrase(u"%3"_s, {u"a"_s}), u"?"_s);
    QCOMPARE(noteText(u"unheard-of"_s, {u"x"_s}), u"unheard-of x"_s);
}

void WordingTest::hostileArguments()
{
    const QString hostile = u"a\u001b[2J\nb\u202Ec\u2028d\u0007"_s;
    const QString text = failureText(Failure{FailureCode::FileNotFound, {hostile}, {}, false});
    for (const QChar c : text)
        QVERIFY(c.category() != QChar::Other_Control && c.unicode() != 0x202E && c.unicode() != 0x2028);
    QVERIFY(printable(QString(100000, u'x')).size() <= 300);
    QCOMPARE(printable(u"Zoë 日本 😀"_s), u"Zoë 日本 😀"_s);
}

void WordingTest::byteArguments()
{
    QVERIFY(failureText(Failure{FailureCode::MessageTextTooLarge, {u"20971520"_s, u"10485760"_s}, {}, false}).contains(u"20 MB"_s));
    QVERIFY(failureText(Failure{FailureCode::DeliveryEntryTooLarge, {u"1048576"_s, u"1048576"_s, u"268435456"_s}, {}, false})
                .contains(u"\"1048576\" the entry \"1048576\" is larger than 256 MB"_s));
}

void WordingTest::sizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("bytes") << qint64(512) << "512 bytes";
    QTest::newRow("whole") << qint64(10485760) << "10 MB";
    QTest::newRow("half") << qint64(1536) << "1.5 KB";
    QTest::newRow("large") << (qint64(16) << 30) << "16 GB";
}

void WordingTest::sizes()
{
    QFETCH(qint64, bytes);
    QTEST(sizeText(bytes), "text");
}

QTEST_APPLESS_MAIN(WordingTest)
#include "tst_wording.moc"

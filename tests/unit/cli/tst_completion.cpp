#include "cli/CommandTable.h"

#include <QFile>
#include <QTest>

using namespace tallybridge;
using namespace Qt::Literals::StringLiterals;

/// The completion files are written by hand; this test finds commands and options they have forgotten.
class CompletionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEverything_data();
    void knowsEverything();
};

void CompletionTest::knowsEverything_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("bash") << "tallybridgectl.bash";
    QTest::newRow("zsh") << "_tallybridgectl";
}

void CompletionTest::knowsEverything()
{
    QFETCH(QString, file);
    QFile script(QString(QStringLiteral(TALLYBRIDGE_SOURCE_DIR) + u"/src/cli/completion/"_s + file));
    QVERIFY(script.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(script.readAll());
    for (const auto &command : makeCommands()) {
        const CommandSpec spec = command->spec();
        for (const QString &word : spec.name.split(u' '))
            QVERIFY2(text.contains(word), qPrintable(word));
        for (const OptionSpec &option : spec.options)
            QVERIFY2(!option.supported || text.contains(option.name), qPrintable(QString(spec.name + u' ' + option.name)));
    }
    for (const OptionSpec &option : globalOptions())
        QVERIFY2(text.contains(option.name), qPrintable(option.name));
    for (const FailureReason reason : allFailureReasons())
        QVERIFY2(text.contains(failureReasonName(reason)), failureReasonName(reason).data());
}

QTEST_APPLESS_MAIN(CompletionTest)
#include "tst_completion.moc"

#include "app/Application.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace tallybridge;

class ApplicationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAPrivateFolder();
    void leavesAFolderInUseAsItIs();
    void refusesAFile();
};

namespace {

constexpr QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                                            QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;

} // namespace

void ApplicationTest::makesAPrivateFolder()
{
    const QTemporaryDir place;
    const QString folder = place.filePath(QStringLiteral("a/b"));
    const auto context = Application::open(QString(folder + QStringLiteral("/../b/")));
    QVERIFY(context.ok());
    QCOMPARE(context->dataFolder, folder);
    QCOMPARE(context->ledgerPath(), QString(folder + QStringLiteral("/ledger.sqlite")));
    QVERIFY(context->clock && context->backends);
    QVERIFY(!context->account.isEmpty());
    QVERIFY(QFileInfo(folder).isDir());
#ifndef Q_OS_WIN
    QCOMPARE(QFile::permissions(folder) & others, QFileDevice::Permissions());
#endif
}

void ApplicationTest::leavesAFolderInUseAsItIs()
{
#ifdef Q_OS_WIN
    QSKIP("Windows keeps access otherwise");
#endif
    const QTemporaryDir place;
    const auto all = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner | others;
    QVERIFY(QFile::setPermissions(place.path(), all));
    QFile file(place.filePath(QStringLiteral("somebody's")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(Application::open(place.path()).ok());
    QCOMPARE(QFile::permissions(place.path()) & others, others);
}

void ApplicationTest::refusesAFile()
{
    const QTemporaryDir place;
    QFile file(place.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto context = Application::open(file.fileName());
    QVERIFY(!context.ok());
    QCOMPARE(context.failure().code, FailureCode::FileNotWritable);
}

QTEST_GUILESS_MAIN(ApplicationTest)
#include "tst_application.moc"

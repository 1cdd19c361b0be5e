#include "core/platform.h"

#include <QFileInfo>
#include <QProcess>
#include <QtTest>
#include <cstdio>

using namespace tallybridge;

class TestPlatform : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString &name) const { return m_folder->filePath(name); }

    QString written(const QString &name, const QByteArray &bytes)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void lockExcludesASecondHandle()
    {
        auto first = platform::tryLock(path(QStringLiteral("lock")));
        QVERIFY(first);
        QVERIFY(*first);
        const auto second = platform::tryLock(path(QStringLiteral("lock")));
        QVERIFY(second);
        QVERIFY(!*second);
        QVERIFY(*platform::tryLock(path(QStringLiteral("other"))));
        first->reset();
        const auto third = platform::tryLock(path(QStringLiteral("lock")));
        QVERIFY(third);
        QVERIFY(*third);
    }

    void lockExcludesASecondProcess_data()
    {
        QTest::addColumn<bool>("killed");
        QTest::newRow("released when the process ends") << false;
        QTest::newRow("released when the process is killed") << true;
    }

    void lockExcludesASecondProcess()
    {
        QFETCH(bool, killed);
        QProcess holder;
        holder.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold-lock"), path(QStringLiteral("lock"))});
        QVERIFY(holder.waitForStarted());
        while (!holder.canReadLine())
            QVERIFY(holder.waitForReadyRead());
        QCOMPARE(holder.readLine().trimmed(), QByteArray("held"));
        const auto refused = platform::tryLock(path(QStringLiteral("lock")));
        QVERIFY(refused);
        QVERIFY(!*refused);
        if (killed)
            holder.kill();
        else
            holder.closeWriteChannel();
        QVERIFY(holder.waitForFinished());
        const auto taken = platform::tryLock(path(QStringLiteral("lock")));
        QVERIFY(taken);
        QVERIFY(*taken);
    }

    void lockNeedsAFolder()
    {
        const auto lock = platform::tryLock(path(QStringLiteral("nowhere/lock")));
        QVERIFY(!lock);
        QCOMPARE(lock.failure().code, FailureCode::FileNotWritable);
        QCOMPARE(lock.failure().arguments, QStringList{path(QStringLiteral("nowhere/lock"))});
    }

    void renamesOver()
    {
        const QString from = written(QStringLiteral("from"), "new");
        const QString to = written(QStringLiteral("to"), "old");
        QVERIFY(platform::renameOver(from, to));
        QCOMPARE(contentOf(to), QByteArray("new"));
        QVERIFY(!QFileInfo::exists(from));
        QVERIFY(platform::renameOver(to, path(QStringLiteral("third"))));
        QCOMPARE(contentOf(path(QStringLiteral("third"))), QByteArray("new"));
        const auto absent = platform::renameOver(path(QStringLiteral("absent")), to);
        QVERIFY(!absent);
        QCOMPARE(absent.failure().code, FailureCode::FileNotWritable);
    }

    void renamesLongAndForeignNames()
    {
        QDir deep(m_folder->path());
        for (int i = 0; i < 6; ++i) {
            const QString part = QString(50, QChar(u'a' + i));
            QVERIFY(deep.mkdir(part));
            QVERIFY(deep.cd(part));
        }
        QFile file(deep.filePath(QStringLiteral("交付 ü")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("x");
        file.close();
        const QString to = deep.filePath(QStringLiteral("訊息"));
        QVERIFY(platform::flushFile(file.fileName()));
        QVERIFY(platform::renameOver(file.fileName(), to));
        QVERIFY(platform::flushFolder(deep.path()));
        QCOMPARE(contentOf(to), QByteArray("x"));
    }

    void setsModificationTime_data()
    {
        QTest::addColumn<QDateTime>("time");
        const auto row = [](const char *tag, QDate date, QTime time) { QTest::newRow(tag) << QDateTime(date, time, Qt::UTC); };
        row("ordinary", QDate(2026, 11, 3), QTime(4, 5, 6));
        row("with milliseconds", QDate(2026, 11, 3), QTime(4, 5, 6, 789));
        row("beyond 2038", QDate(2050, 1, 1), QTime(0, 0));
        row("before 1970", QDate(1969, 12, 31), QTime(23, 59, 58, 250));
    }

    void setsModificationTime()
    {
        QFETCH(QDateTime, time);
        const QString file = written(QStringLiteral("f"), "x");
        QVERIFY(platform::setModificationTime(file, time));
        QCOMPARE(QFileInfo(file).lastModified().toUTC(), time);
        QCOMPARE(platform::setModificationTime(path(QStringLiteral("absent")), time).failure().code, FailureCode::FileNotWritable);
    }

    void flushes()
    {
        QVERIFY(platform::flushFile(written(QStringLiteral("f"), "x")));
        QVERIFY(platform::flushFolder(m_folder->path()));
        const auto all = platform::flushFileSystem(m_folder->path());
        QVERIFY(all);
#ifdef Q_OS_LINUX
        QVERIFY(*all);
        QVERIFY(!platform::flushFolder(path(QStringLiteral("nowhere"))));
        QVERIFY(!platform::flushFileSystem(path(QStringLiteral("nowhere"))));
#endif
        const auto absent = platform::flushFile(path(QStringLiteral("absent")));
        QVERIFY(!absent);
        QCOMPARE(absent.failure().code, FailureCode::FileNotWritable);
    }

    void accountName()
    {
        const QString name = platform::accountName();
        QVERIFY(!name.trimmed().isEmpty());
        QVERIFY(!name.contains(u'\n') && !name.contains(QChar::Null));
#ifdef Q_OS_UNIX
        QProcess id;
        id.start(QStringLiteral("id"), {QStringLiteral("-un")});
        QVERIFY(id.waitForFinished());
        QCOMPARE(name, QString::fromLocal8Bit(id.readAllStandardOutput()).trimmed());
#endif
    }

    void restrictsToOwner()
    {
        const QString file = written(QStringLiteral("f"), "x");
        platform::restrictToOwner(file);
        platform::restrictToOwner(m_folder->path());
        QCOMPARE(contentOf(file), QByteArray("x"));
#ifdef Q_OS_UNIX
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        QCOMPARE(QFile::permissions(file) & others, QFile::Permissions());
        QCOMPARE(QFile::permissions(m_folder->path()) & others, QFile::Permissions());
#endif
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--hold-lock")) {
        const auto lock = platform::tryLock(arguments.value(2));
        std::puts(lock && *lock ? "held" : "refused");
        std::fflush(stdout);
        while (std::getchar() != EOF) {
        }
        return 0;
    }
    TestPlatform test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_Platform.moc"

#include "LedgerSamples.h"

#include "ledger/AuditLog.h"
#include "ledger/LedgerConnection.h"
#include "ledger/LedgerFiles.h"
#include "ledger/SqlStatement.h"

#include <QTemporaryDir>

using namespace tallybridge;

class TestLedgerBackup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto ledger = Ledger::open(path(), Ledger::Mode::ReadWrite);
        NEED(ledger);
        m_ledger = std::move(*ledger);
        addConnector(*m_ledger, QStringLiteral("first"));
    }

    void cleanup()
    {
        m_ledger.reset();
        m_folder.reset();
    }

    void backupIsOneWholePrivateFile()
    {
#ifdef Q_OS_WIN
        const QString name = QStringLiteral("b'a x \U0001F600.db"); // no quotation marks in file names there
#else
        const QString name = QStringLiteral("b'a \"x\" \U0001F600.db");
#endif
        const QString file = m_folder->filePath(name);
        // What the WAL holds is in it, what another connection has not committed is not.
        const auto writer = Ledger::open(path(), Ledger::Mode::ReadWrite);
        NEED(writer);
        auto transaction = Transaction::begin(**writer);
        NEED(transaction);
        NEED(ConnectorTable(**writer).insert(sampleConnector(QStringLiteral("uncommitted"))));
        NEED(m_ledger->backup(file));
        NEED(transaction->commit());
#ifdef Q_OS_UNIX
        QVERIFY(!(QFile::permissions(file) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
#endif
        QCOMPARE(names(file), QStringList{QStringLiteral("first")});
        QCOMPARE(leftovers(), QStringList());
    }

    void whatAKilledRestoreLeftGoesAtTheNextStart()
    {
        const QString id(32, u'a');
        const QStringList left{QStringLiteral("l.db.part-") + id, QStringLiteral("l.db.part-") + id + QStringLiteral("-wal")};
        const QStringList kept{QStringLiteral("l.db.part-of-mine"), QStringLiteral("other.db.part-") + id};
        for (const QString &name : left + kept) {
            QFile file(m_folder->filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        {
            // One that is going on has files of the same kind.
            const auto restoring = lockRestoring(path());
            NEED(restoring);
            NEED(Ledger::open(path(), Ledger::Mode::ReadWrite));
            QCOMPARE(leftovers(), left + kept);
            EXPECT_FAILURE(Ledger::restore(path(), path()), LedgerBusy);
        }
        NEED(Ledger::open(path(), Ledger::Mode::ReadOnly));
        QCOMPARE(leftovers(), left + kept);
        NEED(Ledger::open(path(), Ledger::Mode::ReadWrite));
        QCOMPARE(leftovers(), kept);
    }

    void backupNeverOverwrites()
    {
        QFile file(backup());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("mine");
        file.close();
        EXPECT_FAILURE(m_ledger->backup(backup()), LedgerExists);
        EXPECT_FAILURE(m_ledger->backup(path()), LedgerExists);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArrayLiteral("mine"));
        EXPECT_FAILURE(m_ledger->backup(m_folder->filePath(QStringLiteral("none/b.db"))), FileNotWritable);
        EXPECT_FAILURE(m_ledger->backup(backup() + QLatin1String("/b.db")), FileNotWritable);
    }

    void aReaderCanBackUpToo()
    {
        const auto reader = Ledger::open(path(), Ledger::Mode::ReadOnly);
        NEED(reader);
        NEED((*reader)->backup(backup()));
        QCOMPARE(names(backup()), QStringList{QStringLiteral("first")});
        EXPECT_FAILURE(ConnectorTable(**reader).insert(sampleConnector(QStringLiteral("x"))), LedgerUnavailable);
    }

    void restoreTakesThePlaceOfTheOld()
    {
        {
            ConnectorRecord record = *ConnectorTable(*m_ledger).find(QStringLiteral("first"));
            record.needsReadBack = false;
            NEED(ConnectorTable(*m_ledger).update(record));
            NEED(ItemTable(*m_ledger).addArchiveKey(record.id, sampleMailbox("a@b.c"), sampleKey(1), false));
        }
        NEED(m_ledger->backup(backup()));
        addConnector(*m_ledger, QStringLiteral("second"));
        m_ledger.reset();
        // Only the WAL knows of this connector, as after a crash.
        const QString crashed = m_folder->filePath(QStringLiteral("crashed.db"));
        makeCrashed(crashed);
        QCOMPARE(names(backup()), QStringList{QStringLiteral("first")});

        const auto restored = Ledger::restore(backup(), crashed);
        NEED(restored);
        QVERIFY(restored->kept.startsWith(crashed + QLatin1String(".before-restore-")));
        QCOMPARE(names(crashed), QStringList{QStringLiteral("first")});
        QCOMPARE(names(restored->kept), (QStringList{QStringLiteral("first"), QStringLiteral("in the wal"), QStringLiteral("second")}));
        QCOMPARE(names(backup()), QStringList{QStringLiteral("first")});
        const auto ledger = Ledger::open(crashed, Ledger::Mode::ReadWrite);
        NEED(ledger);
        const auto connector = ConnectorTable(**ledger).find(QStringLiteral("first"));
        NEED(connector);
        QVERIFY(connector->needsReadBack);
        QVERIFY(!*ItemTable(**ledger).hasArchiveKeys(connector->id));
        QCOMPARE(AuditLog(**ledger).verify()->checked, 1);
#ifdef Q_OS_UNIX
        for (const QString &file : {crashed, restored->kept})
            QVERIFY(!(QFile::permissions(file) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
#endif
        QCOMPARE(leftovers(), QStringList());
    }

    void restoreWithoutAnOldLedger()
    {
        NEED(m_ledger->backup(backup()));
        const QString fresh = m_folder->filePath(QStringLiteral("fresh.db"));
        // The WAL of a ledger that somebody deleted must not become a part of the new one.
        QFile stale(fresh + QLatin1String("-wal"));
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.write("stale");
        stale.close();
        const auto restored = Ledger::restore(backup(), fresh);
        NEED(restored);
        QVERIFY(restored->kept.isEmpty());
        QCOMPARE(names(fresh), QStringList{QStringLiteral("first")});
    }

    void restoreReplacesADamagedLedger()
    {
        NEED(m_ledger->backup(backup()));
        m_ledger.reset();
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(9000, 'x'));
        file.close();
        const auto restored = Ledger::restore(backup(), path());
        NEED(restored);
        QCOMPARE(QFileInfo(restored->kept).size(), 9000);
        QCOMPARE(names(path()), QStringList{QStringLiteral("first")});
    }

    void restoreIsRefusedWhileSomebodyHasTheLedgerOpen_data()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("idle writer") << int(Ledger::Mode::ReadWrite);
        QTest::newRow("idle reader") << int(Ledger::Mode::ReadOnly);
    }

    void restoreIsRefusedWhileSomebodyHasTheLedgerOpen()
    {
        QFETCH(int, mode);
        NEED(m_ledger->backup(backup()));
        addConnector(*m_ledger, QStringLiteral("second"));
        m_ledger.reset();
        {
            const auto holder = Ledger::open(path(), Ledger::Mode(mode));
            NEED(holder);
            const auto refused = Ledger::restore(backup(), path());
            EXPECT_FAILURE(refused, LedgerBusy);
            QVERIFY(refused.failure().retryable);
            // The holder is none the worse for it.
            QCOMPARE(ConnectorTable(**holder).all()->size(), std::size_t(2));
            if (Ledger::Mode(mode) == Ledger::Mode::ReadWrite)
                addConnector(**holder, QStringLiteral("third"));
        }
        QCOMPARE(leftovers(), QStringList());
        NEED(Ledger::restore(backup(), path()));
        QCOMPARE(names(path()), QStringList{QStringLiteral("first")});
    }

    void restoreRefusesWhatDoesNotHold_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("code");
        QTest::newRow("newer") << QStringLiteral("PRAGMA user_version = 9") << int(FailureCode::LedgerNewer);
        QTest::newRow("other program") << QStringLiteral("PRAGMA application_id = 9") << int(FailureCode::BackupUnusable);
        QTest::newRow("audit") << QStringLiteral("UPDATE audit SET account = 'eve'") << int(FailureCode::BackupUnusable);
        QTest::newRow("audit cut") << QStringLiteral("DELETE FROM audit") << int(FailureCode::BackupUnusable);
        QTest::newRow("orphan") << QStringLiteral("INSERT INTO run_notes(run_id, code, arguments) VALUES (99, 'x', '[]')")
                                << int(FailureCode::BackupUnusable);
    }

    void restoreRefusesWhatDoesNotHold()
    {
        QFETCH(QString, sql);
        QFETCH(int, code);
        NEED(m_ledger->backup(backup()));
        {
            const auto connection = LedgerConnection::open(backup(), LedgerConnection::Access::Normal);
            NEED(connection);
            NEED((*connection)->execute(sql));
        }
        m_ledger.reset();
        const auto refused = Ledger::restore(backup(), path());
        QVERIFY(!refused);
        QCOMPARE(int(refused.failure().code), code);
        QCOMPARE(names(path()), QStringList{QStringLiteral("first")});
        QCOMPARE(leftovers(), QStringList());
    }

    void restoreRefusesDamagedBytes()
    {
        ItemTable items(*m_ledger);
        const qint64 connector = ConnectorTable(*m_ledger).find(QStringLiteral("first"))->id;
        const auto delivery = DeliveryTable(*m_ledger).insert(sampleDelivery(connector));
        NEED(delivery);
        for (int i = 0; i < 200; ++i)
            NEED(items.insertItem(sampleItem(connector, *delivery, i)));
        NEED(m_ledger->backup(backup()));
        QFile file(backup());
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray whole = file.readAll();
        // In each case the rest of the file is as it was.
        const qsizetype key = whole.indexOf(sampleKey(7).raw());
        QVERIFY(key > 0);
        file.seek(key);
        file.write(QByteArray(32, '\1'));
        file.close();
#ifndef Q_OS_WIN
        // Known gap: the SQLite built into Qt for Windows does not notice a changed key.
        EXPECT_FAILURE(Ledger::restore(backup(), m_folder->filePath(QStringLiteral("x.db"))), BackupUnusable);
#endif
        QVERIFY(file.resize(whole.size() / 2));
        EXPECT_FAILURE(Ledger::restore(backup(), m_folder->filePath(QStringLiteral("x.db"))), BackupUnusable);
        QVERIFY(file.resize(0));
        EXPECT_FAILURE(Ledger::restore(backup(), m_folder->filePath(QStringLiteral("x.db"))), BackupUnusable);
        QVERIFY(!QFileInfo::exists(m_folder->filePath(QStringLiteral("x.db"))));
        EXPECT_FAILURE(Ledger::restore(m_folder->filePath(QStringLiteral("none.db")), path()), FileNotFound);
        EXPECT_FAILURE(Ledger::restore(m_folder->path(), path()), FileNotFound);
        QCOMPARE(leftovers(), QStringList());
    }

private:
    QString path() const
    {
        return m_folder->filePath(QStringLiteral("l.db"));
    }
    QString backup() const
    {
        return m_folder->filePath(QStringLiteral("b.db"));
    }

    static void addConnector(Ledger &ledger, const QString &name)
    {
        auto transaction = Transaction::begin(ledger);
        NEED(transaction);
        NEED(ConnectorTable(ledger).insert(sampleConnector(name)));
        AuditEvent event;
        event.at = sampleTime();
        event.account = QStringLiteral("ann");
        event.action = QStringLiteral("connector-added");
        NEED(AuditLog(ledger).append(event));
        NEED(transaction->commit());
    }

    /// A copy of the ledger and its WAL, as a process leaves them that was killed.
    void makeCrashed(const QString &file) const
    {
        const auto ledger = Ledger::open(path(), Ledger::Mode::ReadWrite);
        NEED(ledger);
        addConnector(**ledger, QStringLiteral("in the wal"));
        QVERIFY(QFile::copy(path(), file));
        QVERIFY(QFile::copy(path() + QLatin1String("-wal"), file + QLatin1String("-wal")));
    }

    static QStringList names(const QString &file)
    {
        const auto ledger = Ledger::open(file, Ledger::Mode::ReadOnly);
        if (!ledger)
            return {failureText(ledger.failure())};
        QStringList names;
        const auto all = ConnectorTable(**ledger).all();
        for (const ConnectorRecord &record : *all)
            names.append(record.name);
        return names;
    }

    QStringList leftovers() const
    {
        return QDir(m_folder->path()).entryList({QStringLiteral("*.part-*")});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ledger> m_ledger;
};

QTEST_GUILESS_MAIN(TestLedgerBackup)
#include "tst_ledger_backup.moc"

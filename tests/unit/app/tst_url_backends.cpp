#include "app/UrlBackends.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tallybridge;
using namespace Qt::Literals::StringLiterals;

class UrlBackendsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalises_data();
    void normalises();
    void refusesSource_data();
    void refusesSource();
    void refusesDestination_data();
    void refusesDestination();
    void refusesOverlap_data();
    void refusesOverlap();
    void refusesOverlapThroughLink();
    void refusesMoveFolder_data();
    void refusesMoveFolder();
    void lowersDomains();
    void makesWhatItNormalised();

private:
    static ConnectorSettings settings(const QString &source, const QString &destination)
    {
        ConnectorSettings result;
        result.source = source;
        result.destination = destination;
        return result;
    }
    UrlBackends m_backends{QStringLiteral("/var/tallybridge-data"), {}, std::make_shared<SystemClock>()};
};

void UrlBackendsTest::normalises_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("destination");
    QTest::addColumn<QString>("expectedSource");
    QTest::addColumn<QString>("expectedDestination");
    const QString here = QDir::currentPath();
    QTest::newRow("sftp") << "SFTP://ann@Host.Example:22/in/"
                          << "local:"
                          << "sftp://ann@host.example/in"
                          << "local:";
    QTest::newRow("sftp, absolute path") << "sftp://CONTOSO\\ann@corp@[::1]:2222//srv/in"
                                         << "local:"
                                         << "sftp://CONTOSO\\ann@corp@[::1]:2222//srv/in"
                                         << "local:";
    QTest::newRow("sftp, login folder") << "sftp://ann@host"
                                        << "local:"
                                        << "sftp://ann@host/"
                                        << "local:";
    QTest::newRow("relative") << "folder:in"
                              << "local:out" << QString(u"folder:"_s + here + u"/in"_s) << QString(u"local:"_s + here + u"/out"_s);
#ifdef Q_OS_WIN
    QTest::newRow("absolute") << "folder:C:/srv/in"
                              << "local:C:/srv/archive"
                              << "folder:C:/srv/in"
                              << "local:C:/srv/archive";
    QTest::newRow("backslashes") << "folder:C:\\srv\\x\\..\\in"
                                 << "local:"
                                 << "folder:C:/srv/in"
                                 << "local:";
#else
    QTest::newRow("absolute") << "folder:/srv/in"
                              << "local:/srv/archive"
                              << "folder:/srv/in"
                              << "local:/srv/archive";
    QTest::newRow("default archive") << "folder:/srv/in"
                                     << "local:"
                                     << "folder:/srv/in"
                                     << "local:";
    QTest::newRow("dots") << "folder:/srv/./x/../in/"
                          << "local:/srv//archive/"
                          << "folder:/srv/in"
                          << "local:/srv/archive";
    QTest::newRow("percent is literal") << "folder:/srv/50%20off %41"
                                        << "local:/srv/%2e%2e"
                                        << "folder:/srv/50%20off %41"
                                        << "local:/srv/%2e%2e";
    QTest::newRow("scheme in capitals") << "FOLDER:/srv/In"
                                        << "Local:/srv/A"
                                        << "folder:/srv/In"
                                        << "local:/srv/A";
    QTest::newRow("colon in path") << "folder:/srv/a:b"
                                   << "local:/srv/c:d"
                                   << "folder:/srv/a:b"
                                   << "local:/srv/c:d";
    QTest::newRow("more slashes") << "folder:///srv/in"
                                  << "local:///srv/a"
                                  << "folder:/srv/in"
                                  << "local:/srv/a";
    QTest::newRow("sibling with same beginning") << "folder:/srv/in"
                                                 << "local:/srv/in-archive"
                                                 << "folder:/srv/in"
                                                 << "local:/srv/in-archive";
#endif
}

void UrlBackendsTest::normalises()
{
    QFETCH(QString, source);
    QFETCH(QString, destination);
    const auto result = m_backends.normalised(settings(source, destination));
    QVERIFY(result.ok());
    QTEST(result->source, "expectedSource");
    QTEST(result->destination, "expectedDestination");
    const auto again = m_backends.normalised(*result);
    QVERIFY(again.ok());
    QCOMPARE(*again, *result);
}

void UrlBackendsTest::refusesSource_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("argument");
    for (const QString &scheme : {u"graph"_s, u"imap"_s, u"imaps"_s})
        QTest::newRow(qPrintable(scheme)) << QString(scheme + u"://ann:geheim@host:22/in"_s) << "source-not-supported" << scheme;
    QTest::newRow("empty") << ""
                           << "source-url-invalid"
                           << "";
    QTest::newRow("no path") << "folder:"
                             << "source-url-invalid"
                             << "folder:";
    QTest::newRow("blank path") << "folder:  "
                                << "source-url-invalid"
                                << "folder:  ";
    QTest::newRow("no scheme") << "/srv/in"
                               << "source-url-invalid"
                               << "/srv/in";
    QTest::newRow("drive") << "C:\\in"
                           << "source-url-invalid"
                           << "C:\\in";
    QTest::newRow("other scheme") << "gopher://old"
                                  << "source-url-invalid"
                                  << "gopher://old";
    QTest::newRow("local is no source") << "local:/srv/in"
                                        << "source-url-invalid"
                                        << "local:/srv/in";
    QTest::newRow("NUL") << QString(QStringLiteral("folder:/srv/") + QChar(0) + QStringLiteral("x")) << "source-url-invalid"
                         << QString(QStringLiteral("folder:/srv/") + QChar(0) + QStringLiteral("x"));
    QTest::newRow("password in an sftp URL") << "sftp://ann:geheim@host/in"
                                             << "source-url-invalid"
                                             << QString(QStringLiteral("sftp://") + QChar(0x2026) + QStringLiteral("@host/in"));
    QTest::newRow("sftp without user") << "sftp://host/in"
                                       << "source-url-invalid"
                                       << "sftp://host/in";
    QTest::newRow("sftp without host") << "sftp://ann@/in"
                                       << "source-url-invalid"
                                       << QString(QStringLiteral("sftp://") + QChar(0x2026) + QStringLiteral("@/in"));
    QTest::newRow("sftp with a wrong port") << "sftp://ann@host:70000/in"
                                            << "source-url-invalid"
                                            << QString(QStringLiteral("sftp://") + QChar(0x2026) + QStringLiteral("@host:70000/in"));
    QTest::newRow("a password does not come back")
        << "ftp://ann:geheim@host/in"
        << "source-url-invalid" << QString(QStringLiteral("ftp://") + QChar(0x2026) + QStringLiteral("@host/in"));
}

void UrlBackendsTest::refusesSource()
{
    QFETCH(QString, source);
    QFETCH(QString, argument);
    const auto result = m_backends.normalised(settings(source, QStringLiteral("local:")));
    QVERIFY(!result.ok());
    QTEST(QString(failureCodeName(result.failure().code)), "code");
    QCOMPARE(result.failure().arguments, QStringList{argument});
    QVERIFY(!m_backends.makeSource(settings(source, QStringLiteral("local:"))).ok());
}

void UrlBackendsTest::refusesDestination_data()
{
    QTest::addColumn<QString>("destination");
    QTest::addColumn<QString>("code");
    QTest::newRow("graph without client id") << "graph:11111111-2222-3333-4444-555555555555"
                                             << "client-id-missing";
    QTest::newRow("graph without tenant") << "graph:"
                                          << "destination-url-invalid";
    QTest::newRow("graph with a path") << "graph:contoso.example/../other"
                                       << "destination-url-invalid";
    QTest::newRow("imaps") << "imaps://host:993"
                           << "destination-not-supported";
    QTest::newRow("imap") << "IMAP://host:143"
                          << "destination-not-supported";
    QTest::newRow("empty") << ""
                           << "destination-url-invalid";
    QTest::newRow("nowhere") << "nowhere:"
                             << "destination-url-invalid";
    QTest::newRow("path") << "/srv/archive"
                          << "destination-url-invalid";
    QTest::newRow("folder") << "folder:/srv/archive"
                            << "destination-url-invalid";
    QTest::newRow("blank") << "local: "
                           << "destination-url-invalid";
}

void UrlBackendsTest::refusesDestination()
{
    QFETCH(QString, destination);
    const auto result = m_backends.normalised(settings(QStringLiteral("folder:/srv/in"), destination));
    QVERIFY(!result.ok());
    QTEST(QString(failureCodeName(result.failure().code)), "code");
    QVERIFY(!m_backends.makeDestination(settings(QStringLiteral("folder:/srv/in"), destination), connectorTypes().front()).ok());
}

void UrlBackendsTest::refusesOverlap_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("destination");
    QTest::newRow("same") << "folder:/srv/in"
                          << "local:/srv/in/";
    QTest::newRow("archive in source") << "folder:/srv/in"
                                       << "local:/srv/in/archive";
    QTest::newRow("source in archive") << "folder:/srv/archive/in"
                                       << "local:/srv/archive";
    QTest::newRow("by dots") << "folder:/srv/in"
                             << "local:/srv/x/../in/archive";
    QTest::newRow("root") << "folder:/"
                          << "local:/srv/archive";
    QTest::newRow("default archive") << "folder:/var/tallybridge-data"
                                     << "local:";
}

void UrlBackendsTest::refusesOverlap()
{
    QFETCH(QString, source);
    QFETCH(QString, destination);
    const auto result = m_backends.normalised(settings(source, destination));
    QVERIFY(!result.ok());
    QCOMPARE(result.failure().code, FailureCode::DestinationUrlInvalid);
}

void UrlBackendsTest::refusesOverlapThroughLink()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("real")));
#ifdef Q_OS_WIN
    // QFile::link makes a shell shortcut there, which no path goes through.
    QVERIFY(QDir(folder.path()).exists(QStringLiteral("real")));
#else
    QVERIFY(QFile::link(folder.filePath(QStringLiteral("real")), folder.filePath(QStringLiteral("link"))));
    const auto result =
        m_backends.normalised(settings(QString(QStringLiteral("folder:") + folder.filePath(QStringLiteral("real"))),
                                       QString(QStringLiteral("local:") + folder.filePath(QStringLiteral("link/not/yet")))));
    QVERIFY(!result.ok());
    QCOMPARE(result.failure().code, FailureCode::DestinationUrlInvalid);
#endif
}

void UrlBackendsTest::refusesMoveFolder_data()
{
    QTest::addColumn<QString>("folder");
    for (const char *folder :
         {"", "/", ".", "..", "/srv/done", "../done", "done/..", "done/../../x", "./done", "a//b", " ", "a\\b", "a\nb"})
        QTest::newRow(folder) << QString::fromLatin1(folder);
}

void UrlBackendsTest::refusesMoveFolder()
{
    QFETCH(QString, folder);
    ConnectorSettings wanted = settings(u"sftp://ann@host/in"_s, u"local:"_s);
    wanted.afterImport = ConnectorSettings::AfterImport::Move;
    wanted.afterImportFolder = folder;
    const auto refused = m_backends.normalised(wanted);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.failure().code, FailureCode::MoveFolderInvalid);
    QCOMPARE(refused.failure().arguments, QStringList(folder));
    QVERIFY(!m_backends.makeSource(wanted).ok());
    wanted.afterImport = ConnectorSettings::AfterImport::Leave;
    QVERIFY(m_backends.normalised(wanted).ok());
    wanted.afterImport = ConnectorSettings::AfterImport::Move;
    wanted.afterImportFolder = QStringLiteral("old/…done.2/");
    QCOMPARE(m_backends.normalised(wanted)->afterImportFolder, QStringLiteral("old/…done.2"));
}

void UrlBackendsTest::lowersDomains()
{
    ConnectorSettings given = settings(QStringLiteral("folder:/srv/in"), QStringLiteral("local:"));
    given.domains = {QStringLiteral("Contoso.COM"), QStringLiteral("b.example"), QStringLiteral(" contoso.com")};
    given.mappingFile = QStringLiteral("/x.csv");
    const auto result = m_backends.normalised(given);
    QVERIFY(result.ok());
    QCOMPARE(result->domains, (QStringList{QStringLiteral("contoso.com"), QStringLiteral("b.example")}));
    QCOMPARE(result->mappingFile, given.mappingFile);
}

void UrlBackendsTest::makesWhatItNormalised()
{
    const auto result = m_backends.normalised(settings(QStringLiteral("folder:in"), QStringLiteral("local:")));
    QVERIFY(result.ok());
    QVERIFY(m_backends.makeSource(*result).ok());
    QVERIFY(m_backends.makeDestination(*result, connectorTypes().front()).ok());
}

QTEST_GUILESS_MAIN(UrlBackendsTest)
#include "tst_url_backends.moc"

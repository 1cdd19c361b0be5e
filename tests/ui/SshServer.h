#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

namespace tallybridge::test {

/// A real OpenSSH server on loopback with internal-sftp and a user of its own, who signs in with a password.
class SshServer
{
public:
    /// Why the server cannot run here; empty when it can.
    static QString obstacle()
    {
        if (!QFile::exists(QLatin1String(program)))
            return QStringLiteral("OpenSSH's server is not installed");
        if (output(QStringLiteral("id"), {QStringLiteral("-u")}).trimmed() != "0")
            return QStringLiteral("only root may start an SSH server that takes passwords");
        return {};
    }

    SshServer()
        : m_user(QStringLiteral("tb") + QString::number(QRandomGenerator::global()->generate(), 16))
        , m_password(QStringLiteral("geheim-") + QString::number(QRandomGenerator::global()->generate64(), 16))
        , m_port(freePort())
    {
        QDir().mkpath(home());
        QDir().mkpath(QStringLiteral("/run/sshd"));
        // The server's user has to get there.
        run(QStringLiteral("chmod"), {QStringLiteral("755"), m_place.path()});
        run(QStringLiteral("useradd"),
            {QStringLiteral("-M"), QStringLiteral("-d"), home(), QStringLiteral("-s"), QStringLiteral("/usr/sbin/nologin"), m_user});
        run(QStringLiteral("chpasswd"), {}, QString(m_user + QLatin1Char(':') + m_password + QLatin1Char('\n')).toUtf8());
        run(QStringLiteral("chown"), {m_user, home()});
        makeHostKey();
        start();
    }
    ~SshServer()
    {
        stop();
        QProcess::execute(QStringLiteral("userdel"), {m_user});
    }
    SshServer(const SshServer &) = delete;
    SshServer &operator=(const SshServer &) = delete;

    QString home() const { return m_place.filePath(QStringLiteral("home")); }
    QString user() const { return m_user; }
    QString password() const { return m_password; }
    int port() const { return m_port; }
    /// As ssh-keygen prints it.
    QString fingerprint() const
    {
        const QByteArray line = output(QStringLiteral("ssh-keygen"), {QStringLiteral("-lf"), hostKey() + QStringLiteral(".pub")});
        return QString::fromLatin1(line.split(' ').value(1));
    }

    void makeHostKey()
    {
        QFile::remove(hostKey());
        QFile::remove(hostKey() + QStringLiteral(".pub"));
        run(QStringLiteral("ssh-keygen"), {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"), QStringLiteral("-N"),
                                           QString(), QStringLiteral("-f"), hostKey()});
    }
    void start()
    {
        QFile file(m_place.filePath(QStringLiteral("sshd_config")));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("cannot write the server's configuration");
        file.write(
            QStringLiteral("ListenAddress 127.0.0.1:%1\nHostKey %2\nPidFile none\nStrictModes no\nAllowUsers %3\nPermitRootLogin no\n"
                           "UsePAM no\nSubsystem sftp internal-sftp -d %4\n")
                .arg(m_port)
                .arg(hostKey(), m_user, home())
                .toUtf8());
        file.close();
        m_process.setStandardErrorFile(m_place.filePath(QStringLiteral("sshd.log")), QIODevice::Append);
        m_process.start(QLatin1String(program), {QStringLiteral("-D"), QStringLiteral("-e"), QStringLiteral("-f"), file.fileName()});
        const auto answers = [this] {
            QTcpSocket probe;
            probe.connectToHost(QStringLiteral("127.0.0.1"), quint16(m_port));
            return probe.waitForConnected(1000) && probe.waitForReadyRead(1000);
        };
        if (!QTest::qWaitFor(answers, patienceOfServer))
            qFatal("sshd does not start");
    }
    void stop()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    static void run(const QString &command, const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        process.start(command, arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished() || process.exitCode() != 0)
            qFatal("%s failed: %s", qUtf8Printable(command), process.readAllStandardError().constData());
    }
    static int freePort()
    {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        return probe.serverPort();
    }

private:
    static constexpr const char *program = "/usr/sbin/sshd";
    static constexpr int patienceOfServer = 20'000;

    QString hostKey() const { return m_place.filePath(QStringLiteral("host_ed25519")); }
    static QByteArray output(const QString &command, const QStringList &arguments)
    {
        QProcess process;
        process.start(command, arguments);
        process.waitForFinished();
        return process.readAllStandardOutput();
    }

    const QTemporaryDir m_place;
    const QString m_user;
    const QString m_password;
    const int m_port;
    QProcess m_process;
};

} // namespace tallybridge::test

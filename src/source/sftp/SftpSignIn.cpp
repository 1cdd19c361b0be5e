#include "source/sftp/SftpSignIn.h"

#include <QByteArrayList>

#include <libssh/libssh.h>

#include <memory>

namespace tallybridge {

namespace {

// A dialogue that asks on and on is none that a password ends.
constexpr int mostRounds = 10;

// What the library makes of a server's wish for a new password (RFC 4252, 8).
const QLatin1String newPasswordWanted("rejected packet (type 60)");

/// A way to sign in, with the name SSH has for it.
struct Method {
    unsigned flag;
    const char *name;
};
constexpr Method methods[] = {{SSH_AUTH_METHOD_PUBLICKEY, "publickey"},
                              {SSH_AUTH_METHOD_PASSWORD, "password"},
                              {SSH_AUTH_METHOD_INTERACTIVE, "keyboard-interactive"},
                              {SSH_AUTH_METHOD_HOSTBASED, "hostbased"},
                              {SSH_AUTH_METHOD_GSSAPI_MIC, "gssapi-with-mic"}};

/// A secret with a zero behind it, as the library wants it; overwritten at the end.
class SecretText
{
public:
    explicit SecretText(const Secret &secret) : m_bytes(secret.view().toByteArray()) {}
    ~SecretText() { wipe(m_bytes); }
    SecretText(const SecretText &) = delete;
    SecretText &operator=(const SecretText &) = delete;
    const char *text() const { return m_bytes.constData(); }

private:
    QByteArray m_bytes;
};

class SignIn
{
public:
    SignIn(SshConnection &connection, const SftpCredentials &credentials)
        : m_connection(connection), m_session(connection.session()), m_credentials(credentials), m_user(connection.server().user.toUtf8())
    {
    }

    Result<void> run()
    {
        if (auto failure = judged(drive([this] { return ssh_userauth_none(m_session, user()); })))
            return *failure;
        const bool anySecret = !m_credentials.privateKey.isEmpty() || !m_credentials.password.isEmpty();
        bool tried = false;
        if (!m_done && !m_credentials.privateKey.isEmpty() && takes(SSH_AUTH_METHOD_PUBLICKEY)) {
            tried = true;
            if (auto failure = withKey())
                return *failure;
        }
        if (!m_done && !m_credentials.password.isEmpty() && takes(SSH_AUTH_METHOD_PASSWORD)) {
            tried = true;
            if (auto failure = withPassword())
                return *failure;
        }
        if (!m_done && !m_credentials.password.isEmpty() && takes(SSH_AUTH_METHOD_INTERACTIVE)) {
            tried = true;
            if (auto failure = withDialogue())
                return *failure;
        }
        if (!m_done && !anySecret && takes(SSH_AUTH_METHOD_PUBLICKEY)) {
            if (auto failure = withAgent(tried))
                return *failure;
        }
        if (m_done)
            return {};
        if (!anySecret && !tried)
            return Failure{FailureCode::SecretMissing, {QStringLiteral("password")}, {}, false};
        if (tried)
            return refused(false);
        return Failure{FailureCode::SourceSignInUnsupported, who() << offered(), m_words, false};
    }

private:
    const char *user() const { return m_user.constData(); }
    QStringList who() const { return {m_connection.serverName(), m_connection.server().user}; }
    bool takes(unsigned method) const { return unsigned(ssh_userauth_list(m_session, nullptr)) & method; }
    Failure refused(bool retryable) const { return {FailureCode::SourceSignInRefused, who(), m_words, retryable}; }
    Failure expired() const { return {FailureCode::SourcePasswordExpired, who(), m_words, false}; }

    QString offered() const
    {
        QStringList names;
        for (const Method &method : methods) {
            if (takes(method.flag))
                names << QLatin1String(method.name);
        }
        return names.join(QLatin1String(", "));
    }

    std::optional<int> drive(const std::function<int()> &call) { return m_connection.drive(SSH_AUTH_AGAIN, call); }

    // Gives the failure that ends everything; a refusal only leaves its words.
    std::optional<Failure> judged(std::optional<int> code)
    {
        if (!code)
            return m_connection.waitingFailure();
        m_done = code == SSH_AUTH_SUCCESS;
        if (m_done)
            return std::nullopt;
        m_words = m_connection.lastErrorText();
        if (m_connection.isOpen())
            return std::nullopt;
        // Servers hang up after too many tries.
        return m_connection.wasHungUp() ? refused(true) : m_connection.lost();
    }

    std::optional<Failure> withKey()
    {
        ssh_key read = nullptr;
        {
            const SecretText key(m_credentials.privateKey);
            const SecretText passphrase(m_credentials.passphrase);
            // Without any passphrase OpenSSL would ask for one at the terminal.
            if (ssh_pki_import_privkey_base64(key.text(), passphrase.text(), nullptr, nullptr, &read) != SSH_OK)
                return Failure{FailureCode::SourceKeyUnusable, who(), {}, false};
        }
        const std::unique_ptr<ssh_key_struct, decltype(&ssh_key_free)> key(read, ssh_key_free);
        const auto code = drive([&] { return ssh_userauth_publickey(m_session, user(), key.get()); });
        if (code == SSH_AUTH_ERROR && m_connection.isOpen())
            return Failure{FailureCode::SourceKeyUnusable, who(), m_connection.lastErrorText(), false};
        return judged(code);
    }

    std::optional<Failure> withPassword()
    {
        const SecretText password(m_credentials.password);
        const auto code = drive([&] { return ssh_userauth_password(m_session, user(), password.text()); });
        if (code == SSH_AUTH_ERROR && m_connection.lastErrorText().contains(newPasswordWanted))
            return expired();
        return judged(code);
    }

    std::optional<Failure> withDialogue()
    {
        const SecretText password(m_credentials.password);
        bool wantsNewPassword = false;
        std::optional<int> code;
        for (int round = 0; round <= mostRounds; ++round) {
            code = drive([this] { return ssh_userauth_kbdint(m_session, user(), nullptr); });
            if (code != SSH_AUTH_INFO)
                break;
            const int count = ssh_userauth_kbdint_getnprompts(m_session);
            for (int i = 0; i < count; ++i) {
                char shown = 0;
                const QByteArray question = ssh_userauth_kbdint_getprompt(m_session, unsigned(i), &shown);
                wantsNewPassword = wantsNewPassword || question.toLower().contains("new password");
                // A question whose answer is shown is not for the password.
                const bool answered = !shown && !wantsNewPassword && round < 2;
                ssh_userauth_kbdint_setanswer(m_session, unsigned(i), answered ? password.text() : "");
            }
        }
        if (wantsNewPassword && code != SSH_AUTH_SUCCESS)
            return expired();
        return judged(code);
    }

    std::optional<Failure> withAgent([[maybe_unused]] bool &tried)
    {
#ifdef Q_OS_WIN
        return std::nullopt; // the library knows no agent there
#else
        const auto code = drive([this] { return ssh_userauth_agent(m_session, user()); });
        auto end = judged(code);
        // Where there is no agent, or no key in it, the last refusal is still that of signing in with nothing.
        tried = code != SSH_AUTH_DENIED || m_words.contains(QLatin1String("'publickey'"));
        return end;
#endif
    }

    SshConnection &m_connection;
    const ssh_session m_session;
    const SftpCredentials &m_credentials;
    const QByteArray m_user;
    QString m_words; ///< the library's, about the last refusal
    bool m_done = false;
};

} // namespace

Result<void> signIn(SshConnection &connection, const SftpCredentials &credentials)
{
    return SignIn(connection, credentials).run();
}

} // namespace tallybridge

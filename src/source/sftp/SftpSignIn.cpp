#include "source/sftp/SftpSignIn.h"

#include <QByteArrayList>

#include <libssh2.h>

#include <cstdlib>
#include <cstring>

namespace tallybridge {

namespace {

// Servers hang up after some refused keys (OpenSSH: 6).
constexpr int mostAgentKeys = 4;

/// What the library's callback for the server's own dialogue works with.
struct Dialogue {
    QByteArrayView password;
    int rounds = 0;
    bool wantsNewPassword = false;
};

void answerDialogue(const char *, int, const char *, int, int count, const LIBSSH2_USERAUTH_KBDINT_PROMPT *prompts,
                    LIBSSH2_USERAUTH_KBDINT_RESPONSE *responses, void **abstract)
{
    auto *dialogue = static_cast<Dialogue *>(*abstract);
    ++dialogue->rounds;
    for (int i = 0; i < count; ++i) {
        const QByteArray text(reinterpret_cast<const char *>(prompts[i].text), qsizetype(prompts[i].length));
        dialogue->wantsNewPassword = dialogue->wantsNewPassword || text.toLower().contains("new password");
        responses[i].text = nullptr;
        responses[i].length = 0;
        // A question whose answer is shown is not for the password.
        if (prompts[i].echo || dialogue->wantsNewPassword || dialogue->rounds > 2)
            continue;
        // The library frees it.
        responses[i].text = static_cast<char *>(std::malloc(size_t(dialogue->password.size()) + 1));
        if (!responses[i].text)
            continue;
        std::memcpy(responses[i].text, dialogue->password.data(), size_t(dialogue->password.size()));
        responses[i].length = unsigned(dialogue->password.size());
    }
}

class SignIn
{
public:
    SignIn(SshConnection &connection, const SftpCredentials &credentials)
        : m_connection(connection), m_session(connection.session()), m_credentials(credentials), m_user(connection.server().user.toUtf8())
    {
    }

    Result<void> run()
    {
        auto methods = askMethods();
        if (!methods)
            return methods.failure();
        const bool anySecret = !m_credentials.privateKey.isEmpty() || !m_credentials.password.isEmpty();
        bool tried = false;
        if (!isDone() && !m_credentials.privateKey.isEmpty() && methods->contains("publickey")) {
            tried = true;
            if (auto failure = withKey())
                return *failure;
            // A server that wants the password too says so now.
            if (!isDone() && !m_credentials.password.isEmpty()) {
                methods = askMethods();
                if (!methods)
                    return methods.failure();
            }
        }
        if (!isDone() && !m_credentials.password.isEmpty() && methods->contains("password")) {
            tried = true;
            if (auto failure = withPassword())
                return *failure;
        }
        if (!isDone() && !m_credentials.password.isEmpty() && methods->contains("keyboard-interactive")) {
            tried = true;
            if (auto failure = withDialogue())
                return *failure;
        }
        if (!isDone() && !anySecret && methods->contains("publickey")) {
            if (auto failure = withAgent(tried))
                return *failure;
        }
        if (isDone())
            return {};
        if (!anySecret && !tried)
            return Failure{FailureCode::SecretMissing, {QStringLiteral("password")}, {}, false};
        const auto code = tried ? FailureCode::SourceSignInRefused : FailureCode::SourceSignInUnsupported;
        QStringList arguments{m_connection.serverName(), m_connection.server().user};
        if (!tried)
            arguments << QString::fromLatin1(methods->join(", "));
        return Failure{code, arguments, m_words, false};
    }

private:
    bool isDone() const { return libssh2_userauth_authenticated(m_session) != 0; }
    unsigned userLength() const { return unsigned(m_user.size()); }

    // Gives the failure that ends everything; a refusal only leaves its words.
    std::optional<Failure> judged(std::optional<qint64> code)
    {
        if (code == 0)
            return std::nullopt;
        if (auto failure = m_connection.failure(code.value_or(0))) {
            // Servers hang up after too many tries.
            if (code == LIBSSH2_ERROR_SOCKET_DISCONNECT)
                return Failure{FailureCode::SourceSignInRefused,
                               {m_connection.serverName(), m_connection.server().user},
                               m_connection.lastErrorText(),
                               true};
            return failure;
        }
        m_words = m_connection.lastErrorText();
        if (code == LIBSSH2_ERROR_PASSWORD_EXPIRED)
            return expired();
        return std::nullopt;
    }

    Failure expired() const
    {
        return {FailureCode::SourcePasswordExpired, {m_connection.serverName(), m_connection.server().user}, m_words, false};
    }

    Result<QByteArrayList> askMethods()
    {
        const char *methods = m_connection.drivePointer<const char>(
            [&]() -> const char * { return libssh2_userauth_list(m_session, m_user.constData(), userLength()); });
        if (!methods && !isDone()) {
            if (auto failure = m_connection.failure(m_connection.lastError()))
                return *failure;
        }
        return methods ? QByteArray(methods).split(',') : QByteArrayList();
    }

    std::optional<Failure> withKey()
    {
        const QByteArrayView key = m_credentials.privateKey.view();
        QByteArray passphrase = m_credentials.passphrase.view().toByteArray();
        const auto code = m_connection.drive([&]() -> qint64 {
            return libssh2_userauth_publickey_frommemory(m_session, m_user.constData(), size_t(m_user.size()), nullptr, 0, key.data(),
                                                         size_t(key.size()), passphrase.isEmpty() ? nullptr : passphrase.constData());
        });
        wipe(passphrase);
        if (code && *code != 0 && *code != LIBSSH2_ERROR_AUTHENTICATION_FAILED && *code != LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED &&
            !m_connection.failure(*code)) {
            return Failure{FailureCode::SourceKeyUnusable,
                           {m_connection.serverName(), m_connection.server().user},
                           m_connection.lastErrorText(),
                           false};
        }
        return judged(code);
    }

    std::optional<Failure> withPassword()
    {
        const QByteArrayView password = m_credentials.password.view();
        return judged(m_connection.drive([&]() -> qint64 {
            return libssh2_userauth_password_ex(m_session, m_user.constData(), userLength(), password.data(), unsigned(password.size()),
                                                nullptr);
        }));
    }

    std::optional<Failure> withDialogue()
    {
        Dialogue dialogue{m_credentials.password.view()};
        *libssh2_session_abstract(m_session) = &dialogue;
        const auto code = m_connection.drive([&]() -> qint64 {
            return libssh2_userauth_keyboard_interactive_ex(m_session, m_user.constData(), userLength(), answerDialogue);
        });
        *libssh2_session_abstract(m_session) = nullptr;
        if (dialogue.wantsNewPassword && !isDone())
            return expired();
        return judged(code);
    }

    std::optional<Failure> withAgent(bool &tried)
    {
        LIBSSH2_AGENT *agent = libssh2_agent_init(m_session);
        if (!agent)
            return std::nullopt;
        std::optional<Failure> end;
        if (libssh2_agent_connect(agent) == 0 && libssh2_agent_list_identities(agent) == 0) {
            libssh2_agent_publickey *identity = nullptr;
            libssh2_agent_publickey *former = nullptr;
            for (int i = 0; i < mostAgentKeys && !end && !isDone() && libssh2_agent_get_identity(agent, &identity, former) == 0; ++i) {
                tried = true;
                end = judged(m_connection.drive([&]() -> qint64 { return libssh2_agent_userauth(agent, m_user.constData(), identity); }));
                former = identity;
            }
        }
        libssh2_agent_disconnect(agent);
        libssh2_agent_free(agent);
        return end;
    }

    SshConnection &m_connection;
    LIBSSH2_SESSION *const m_session;
    const SftpCredentials &m_credentials;
    const QByteArray m_user;
    QString m_words; ///< the library's, about the last refusal
};

} // namespace

Result<void> signIn(SshConnection &connection, const SftpCredentials &credentials)
{
    return SignIn(connection, credentials).run();
}

} // namespace tallybridge

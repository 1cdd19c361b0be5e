#include "identity/FileSecretStore.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace tallybridge {

namespace {

Secret withoutLineBreak(const Secret &secret)
{
    QByteArrayView view = secret.view();
    if (view.endsWith('\n'))
        view.chop(1);
    if (view.endsWith('\r'))
        view.chop(1);
    return view.size() == secret.size() ? secret : Secret(view);
}

Result<Secret> readAll(QFile &file, const QString &kind)
{
    QByteArray bytes(largestSecret + 1, '\0');
    qint64 size = 0;
    while (size < bytes.size()) {
        const qint64 got = file.read(bytes.data() + size, bytes.size() - size);
        if (got <= 0)
            break;
        size += got;
    }
    const Secret secret(QByteArrayView(bytes).first(size));
    wipe(bytes);
    if (size > largestSecret)
        return Failure{FailureCode::SecretTooLarge, {kind, QString::number(largestSecret)}, {}, false};
    return secret;
}

} // namespace

Result<std::optional<Secret>> FileSecretStore::read(const SecretId &id)
{
    const std::lock_guard lock(m_mutex);
    const auto path = m_paths.constFind(id.kind);
    if (path == m_paths.constEnd())
        return std::optional<Secret>();
    const bool isText = id.kind.endsWith(QLatin1String("password")) || id.kind == QLatin1String("passphrase");
    Result<Secret> secret = Secret();
    if (*path == QLatin1String("-")) {
        if (!m_standardInput) {
            QFile input;
            if (!input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
                return Failure{FailureCode::FileNotReadable, {*path}, {}, false};
            secret = readAll(input, id.kind);
            if (!secret)
                return secret.failure();
            m_standardInput = *secret;
        }
        secret = *m_standardInput;
    } else {
        QFile file(*path);
        // Not buffered, so that no copy stays in memory that is not ours to wipe.
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return Failure{FailureCode::FileNotReadable, {*path}, file.errorString(), false};
        secret = readAll(file, id.kind);
        if (!secret)
            return secret.failure();
    }
    const Secret value = isText ? withoutLineBreak(*secret) : *secret;
    return value.isEmpty() ? std::optional<Secret>() : std::optional(value);
}

Result<void> FileSecretStore::write(const SecretId &, const Secret &)
{
    return Failure{FailureCode::SecretStoreUnavailable, {}, {}, false};
}

} // namespace tallybridge

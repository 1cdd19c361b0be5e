#pragma once

#include "core/ComposedMessage.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace tallybridge::graph {

/// What a mail was when it was written, kept with it in a property of our own, to compare with when it is read back.
struct Facts {
    bool partial = false;
    QByteArray mailSha256;         ///< of the composed mail, 32 raw bytes
    qint64 time = 0;               ///< seconds since 1970, UTC
    QByteArray subject;            ///< hash of it, 16 hexadecimal digits
    QByteArray people;             ///< hash of the addresses in From, To and Cc, 16 hexadecimal digits
    std::vector<qint64> fileSizes; ///< decoded bytes, ascending

    QString text() const;
    /// Nothing when the text is none of ours.
    static std::optional<Facts> read(const QString &text);
    static Facts of(const ComposedMessage &message);
};

/// Whether the mail's text is too long for a request and goes along as a file.
bool textIsFile(const MailContent &content);
/// The subject as it is sent: what the service takes of it.
QString sentSubject(const QString &subject);
/// The address as it is sent: one that the service takes, always the same for the same.
QString sentAddress(const QByteArray &address);

/// Whether a message as the service shows it (subject, sentDateTime, from, toRecipients, ccRecipients) is what it was.
bool isUnchanged(const Facts &facts, const QJsonObject &message);
/// Whether the sizes of its files, as the service shows them, fit: it counts some bytes more than a file has.
bool sizesFit(const Facts &facts, std::vector<qint64> shown);

} // namespace tallybridge::graph

#pragma once

#include "core/ComposedMessage.h"

#include <memory>
#include <vector>

namespace tallybridge::graph {

/// A file on its way into a mail. Its bytes stay where they are in the composed mail, or are held here.
class File
{
public:
    File(std::shared_ptr<const ComposedMessage> message, const MailFilePart &part);
    File(QString name, QByteArray type, QByteArray content);

    const QString &name() const { return m_name; }
    const QByteArray &type() const { return m_type; }
    const QByteArray &contentId() const { return m_contentId; }
    qint64 size() const { return m_size; }

    /// In base64 without line ends.
    QByteArray base64() const;
    /// Decoded bytes from `from` on; fewer at the end.
    QByteArray bytes(qint64 from, qint64 length) const;

private:
    QString m_name;
    QByteArray m_type;
    QByteArray m_contentId;
    qint64 m_size = 0;
    std::shared_ptr<const ComposedMessage> m_message; ///< null: m_content
    qsizetype m_encodedAt = 0;
    qsizetype m_encodedSize = 0;
    QByteArray m_content;
};

} // namespace tallybridge::graph

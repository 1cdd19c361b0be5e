#include "message/MailBody.h"

#include "message/Charset.h"
#include "message/HeaderBlock.h"
#include "message/HeaderText.h"
#include "message/HtmlText.h"
#include "message/LineEnds.h"
#include "message/SafeFileName.h"

namespace tallybridge {

namespace {

QString bodyText(const MimeLeaf &leaf)
{
    QString text = textFrom(leaf.content(), leaf.charset);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    return withLineFeeds(std::move(text));
}

/// True when the leaf may be a body. A named text counts only as the very first leaf, because names belong to files.
bool mayBeBody(const MimeLeaf &leaf, bool isFirst)
{
    return leaf.disposition != MimeLeaf::Disposition::Attachment && (leaf.fileName.isEmpty() || isFirst);
}

bool isFile(const MimeLeaf &leaf)
{
    const bool isFurtherBody = leaf.fileName.isEmpty() && leaf.disposition != MimeLeaf::Disposition::Attachment &&
                               leaf.type.startsWith("text/") && leaf.type != "text/vcard" && leaf.type != "text/x-vcard";
    return !isFurtherBody && !leaf.type.endsWith("-signature");
}

Attachment attachmentFrom(const MimeLeaf &leaf, size_t position)
{
    Attachment attachment;
    attachment.fileName = leaf.fileName;
    attachment.mimeType = leaf.type;
    attachment.contentId = leaf.contentId;
    attachment.isInline = leaf.disposition == MimeLeaf::Disposition::Inline;
    attachment.content = leaf.content();
    if (attachment.fileName.isEmpty() && leaf.isAttachedMessage()) {
        const QString subject = headerText(readHeaderBlock(attachment.content).value("Subject"));
        attachment.fileName = safeFileName(subject.isEmpty() ? QStringLiteral("message") : subject, "message/rfc822");
        if (!attachment.fileName.endsWith(QLatin1String(".eml")))
            attachment.fileName += QLatin1String(".eml");
    } else if (attachment.fileName.isEmpty() && leaf.type == "text/plain") {
        attachment.fileName = QLatin1String("text-") + QString::number(position) + QLatin1String(".txt");
    } else if (attachment.fileName.isEmpty() && leaf.type == "text/html") {
        attachment.fileName = QLatin1String("text-") + QString::number(position) + QLatin1String(".html");
    }
    return attachment;
}

} // namespace

MailBody readBody(const std::vector<MimeLeaf> &leaves)
{
    MailBody body;
    bool hasText = false;
    bool hasHtml = false;
    for (size_t i = 0; i < leaves.size(); ++i) {
        const MimeLeaf &leaf = leaves[i];
        const bool bodyLike = mayBeBody(leaf, i == 0);
        if (bodyLike && !hasText && leaf.type == "text/plain") {
            hasText = true;
            body.text = bodyText(leaf);
        } else if (bodyLike && !hasHtml && leaf.type == "text/html") {
            hasHtml = true;
            body.html = bodyText(leaf);
        } else {
            body.attachments.push_back(attachmentFrom(leaf, i + 1));
            if (isFile(leaf))
                body.fileTypes.push_back(leaf.type);
        }
    }
    if (!hasText && hasHtml)
        body.text = wordsOfHtml(body.html);
    return body;
}

} // namespace tallybridge

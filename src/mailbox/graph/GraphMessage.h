#pragma once

#include "mailbox/graph/GraphFile.h"

namespace tallybridge::graph {

/// What is sent to make one mail.
struct Draftless {
    QByteArray body;         ///< JSON of the create call, with the files that fit into it
    std::vector<File> files; ///< to be added one by one afterwards; then the mail is pending until they are there
    size_t inlineFiles = 0;  ///< files in body
};

/// The create call of a mail that is received, not a draft, with its own dates (MAPI properties, because Graph ignores the fields for
/// them). messageClass: "IPM.Note" or the connector type's.
Draftless createCall(const std::shared_ptr<const ComposedMessage> &message, const QString &messageClass);

/// The JSON of one file, for a create call or a POST of its own; its content has to be below the limit of a request.
QByteArray fileJson(const File &file);

/// The most that one request may hold is 4 MB; ours end well below.
inline constexpr qint64 mostRequestBytes = 3'400'000;
/// Files below this go in a request of their own, others through an upload session.
inline constexpr qint64 leastUploadedFile = 3 << 20;

} // namespace tallybridge::graph

#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <vector>

namespace tallybridge::graph {

/// An answer of Microsoft Graph. Whatever a server sends, reading it has bounds: in depth those of Qt's JSON reader, in size HttpRequest's.
struct Reply {
    int status = 0;
    QJsonObject body;
    QString errorCode;                  ///< error.code, letters, digits and dots only, at most 80; empty when there is none
    std::chrono::seconds retryAfter{0}; ///< 0: the service does not say
    bool sent = true;                   ///< false: our own limiter kept it back (status 429), the service has not seen it

    bool isSuccess() const { return status >= 200 && status < 300; }
    bool isThrottled() const { return status == 429; }
    /// 5xx and the like: it may or may not have been carried out, and may work later.
    bool isTransient() const { return status >= 500 || status == 408 || status == 0; }
    /// The id of what was created: only 201 with an id says that it was.
    QString createdId() const;
};

Reply readReply(int status, const QByteArray &body);

/// An id as Graph gives it: printable ASCII without blanks, at most 1024 characters; empty when the text is none.
QString readId(const QJsonValue &value);

/// The objects of a list answer, and the address of the next page (empty: none).
struct Page {
    std::vector<QJsonObject> items;
    QString next;
};
Page readPage(const QJsonObject &body);

/// The value of an extended property that was expanded; empty when there is none. The id compares without case but for its name.
QString propertyOf(const QJsonObject &object, QLatin1String id);

/// A text in a filter: in quotes, quotes in it doubled.
QString quoted(const QString &text);

/// Percent-encoded for one part of a path or a value of a query.
QString encoded(const QString &text);

} // namespace tallybridge::graph

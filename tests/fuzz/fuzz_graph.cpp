#include "identity/ConsentOutcome.h"
#include "identity/LoopbackRequest.h"
#include "identity/TokenClaims.h"
#include "identity/TokenSource.h"
#include "mailbox/graph/GraphFacts.h"
#include "mailbox/graph/GraphLookup.h"
#include "mailbox/graph/GraphReply.h"
#include "mailbox/graph/GraphUpload.h"
#include "net/HttpMessage.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace tallybridge;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void requireId(const QString &id)
{
    require(id.size() <= 1024 && !id.contains(QLatin1Char(' ')) && !id.contains(QLatin1Char('\n')));
}

} // namespace

/// Whatever a server answers, ids are ids, numbers are in their ranges, and nothing is created without 201.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const graph::Reply reply = graph::readReply(size % 2 == 0 ? 201 : 200, bytes);
    requireId(reply.createdId());
    require(reply.status == 201 || reply.createdId().isEmpty());
    require(reply.errorCode.size() <= 80);
    const graph::Page page = graph::readPage(reply.body);
    for (const QJsonObject &item : page.items) {
        const graph::OurMail mail = graph::readOurMail(item);
        requireId(mail.id);
        require(mail.key.isNull() || mail.key.raw().size() == 32);
        if (mail.facts) {
            graph::isUnchanged(*mail.facts, item);
            require(!graph::Facts::read(mail.facts->text()) || mail.facts->text().size() <= 40'000);
        }
    }
    const qint64 offset = graph::nextOffset(reply.body, 1000);
    require(offset >= -1 && offset < 1000);
    if (const auto facts = graph::Facts::read(QString::fromUtf8(bytes)))
        graph::sizesFit(*facts, facts->fileSizes);
    require(challengeClaims(bytes).size() <= 4096);
    const auto pause = retryAfterOf(bytes, bytes);
    require(pause.count() >= 0 && pause.count() <= 86'400);
    const LoopbackRequest request = LoopbackRequest::read(bytes, 1234);
    require(request.answer.fields.size() <= LoopbackRequest::mostFields);
    require(request.kind == LoopbackRequest::Kind::Answer || !request.answer.isRefusal() ||
            request.kind == LoopbackRequest::Kind::Malformed);
    require(ConsentOutcome::of(request.answer).errorCode.size() <= 60);
    const TokenClaims claims = TokenClaims::read(bytes);
    require(claims.roles.size() <= 100 && claims.name.size() <= 256);
    return 0;
}

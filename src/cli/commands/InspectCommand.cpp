#include "cli/commands/InspectCommand.h"

#include "cli/ItemPresentation.h"
#include "cli/JsonArrayWriter.h"
#include "cli/RunPresentation.h"
#include "cli/Table.h"
#include "cli/wording/FailureText.h"
#include "cli/wording/Phrase.h"
#include "core/ByteSource.h"
#include "delivery/DeliveryReader.h"
#include "engine/RecordJson.h"
#include "message/EmlReader.h"

#include <QFileInfo>

#include <optional>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 maxEmlBytes = 256LL << 20;
constexpr size_t rowsPerTable = 200;

bool looksLikeZip(const QString &path, const QByteArray &start)
{
    return start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06") ||
           QFileInfo(path).suffix().compare("zip"_L1, Qt::CaseInsensitive) == 0;
}

QStringList itemHeaders()
{
    return {u"ENTRY"_s, u"KIND"_s, u"TIME"_s, u"SOURCE ID"_s, u">PEOPLE"_s, u">FILES"_s, u">SIZE"_s, u"PROBLEM"_s};
}

/// Whether some line of the first ones is a header field that mails have; other texts have colons too.
bool looksLikeMail(const QString &path, const QByteArray &eml)
{
    if (QFileInfo(path).suffix().compare("eml"_L1, Qt::CaseInsensitive) == 0)
        return true;
    constexpr int linesLookedAt = 200;
    const QByteArray head = eml.left(64 << 10).toLower();
    qsizetype begin = 0;
    for (int line = 0; line < linesLookedAt && begin < head.size(); ++line) {
        const QByteArrayView rest = QByteArrayView(head).sliced(begin);
        for (const char *field : {"from:", "to:", "date:", "subject:", "message-id:", "mime-version:", "received:", "x-telemessage-"}) {
            if (rest.startsWith(field))
                return true;
        }
        const qsizetype end = head.indexOf('\n', begin);
        if (end < 0)
            break;
        begin = end + 1;
    }
    return false;
}

/// Prints what a delivery holds entry by entry, so that memory stays flat.
class DeliveryInspection
{
public:
    DeliveryInspection(Session &session, const QString &path)
        : m_console(session.console()), m_cancel(session.cancelToken()), m_name(QFileInfo(path).fileName())
    {
    }

    ExitCode run(const std::shared_ptr<ByteSource> &source)
    {
        const auto sha256 = sha256Of(*source, m_cancel);
        if (!sha256)
            return m_console.fail(sha256.failure());
        m_sha256 = QString::fromLatin1(sha256->toHex());
        auto reader = DeliveryReader::open(source, m_name);
        if (!reader)
            return refuse(reader.failure());
        const auto contents = reader->check(m_cancel);
        if (!contents)
            return refuse(contents.failure());
        return show(*reader, *contents);
    }

private:
    /// A file that is not even a ZIP is still an answer; one that cannot be read is none.
    ExitCode refuse(const Failure &failure)
    {
        const QString code = failureCodeName(failure.code);
        if (!code.startsWith(u"delivery-"_s))
            return m_console.fail(failure);
        DeliveryContents nothing;
        nothing.problem = failure;
        begin(nothing);
        m_items.close("");
        end(nothing);
        return ExitCode::Unfinished;
    }

    void begin(const DeliveryContents &contents)
    {
        const auto &problem = contents.problem;
        const QJsonObject head{
            {u"type"_s, u"delivery"_s},
            {u"name"_s, m_name},
            {u"sha256"_s, m_sha256},
            {u"declared"_s, contents.declaredCount()},
            {u"found"_s, contents.foundCount()},
            {u"holds"_s, !problem},
            {u"reason"_s, problem ? QJsonValue(QString(failureCodeName(problem->code))) : QJsonValue()},
        };
        if (m_console.json()) {
            QByteArray opening = QJsonDocument(head).toJson(QJsonDocument::Compact);
            opening.chop(1); // the lists follow inside the same object
            m_console.raw(opening + ",\"items\":");
        }
        m_console.print(phrase(u"Delivery %1\n  SHA-256 %2\n  Messages declared by the manifest: %3, found: %4"_s,
                               {m_name, m_sha256, QString::number(contents.declaredCount()), QString::number(contents.foundCount())}));
        m_console.print(problem ? QString(u"  It does not hold: "_s + failureText(*problem)) : u"  It holds."_s);
    }

    void end(const DeliveryContents &contents)
    {
        if (m_console.json()) {
            const QByteArray others = QJsonDocument(QJsonArray::fromStringList(contents.otherEntries)).toJson(QJsonDocument::Compact);
            m_console.raw(",\"other\":" + others + "}\n");
        }
        if (!contents.otherEntries.isEmpty()) {
            QString text = u"Other entries, not read:\n"_s;
            for (const QString &entry : contents.otherEntries)
                text += QString(u"  "_s + printable(entry) + u'\n');
            m_console.print(text);
        }
        for (const QString &note : contents.notes)
            m_console.print(QString(u"Note: "_s + printable(note)));
    }

    ExitCode show(DeliveryReader &reader, const DeliveryContents &contents)
    {
        begin(contents);
        bool anyProblem = contents.problem.has_value();
        Table table(itemHeaders());
        size_t rows = 0;
        for (const DeliveryEntry &entry : contents.items) {
            if (m_cancel.isCancelled())
                return m_console.fail(Failure{FailureCode::Cancelled, {}, {}, false});
            if (m_console.isOutputGone())
                break;
            std::optional<Failure> problem;
            const std::optional<Item> item = contents.acceptable ? read(reader, entry, problem) : std::nullopt;
            if (!contents.acceptable)
                problem = contents.problem;
            anyProblem = anyProblem || problem;
            add(entry, item, problem, table);
            if (++rows % rowsPerTable == 0) {
                m_console.print(table.text());
                table = Table(itemHeaders());
            }
        }
        if (!table.isEmpty())
            m_console.print(table.text());
        m_items.close("");
        end(contents);
        return anyProblem ? ExitCode::Unfinished : ExitCode::Success;
    }

    std::optional<Item> read(DeliveryReader &reader, const DeliveryEntry &entry, std::optional<Failure> &problem)
    {
        const auto eml = reader.read(entry);
        if (!eml) {
            problem = eml.failure();
            return {};
        }
        auto item = readEml(*eml);
        if (item)
            return std::move(*item);
        problem = item.failure();
        return {};
    }

    void add(const DeliveryEntry &entry, const std::optional<Item> &item, const std::optional<Failure> &problem, Table &table)
    {
        QJsonObject object;
        if (item) {
            object = jsonItem(*item);
        } else {
            for (const auto &key : {"kind"_L1, "time"_L1, "source_id"_L1})
                object.insert(key, QJsonValue());
            object.insert("participants"_L1, QJsonArray());
            object.insert("attachments"_L1, QJsonArray());
        }
        const QString code = problem ? QString(failureCodeName(problem->code)) : QString();
        object.insert("entry"_L1, entry.name);
        object.insert("size"_L1, entry.size);
        object.insert("problem"_L1, jsonText(code));
        m_items.add(object);
        if (m_console.json())
            return;
        table.add({entry.name, item ? QString(itemKindName(item->kind)) : u"-"_s, item ? timeText(item->time) : u"-"_s,
                   item ? item->sourceId : QString(), QString::number(item ? item->participants.size() : 0),
                   QString::number(item ? item->attachments.size() : 0), sizeText(entry.size), code});
    }

    Console &m_console;
    CancelToken m_cancel;
    QString m_name;
    QString m_sha256;
    JsonArrayWriter m_items{m_console};
};

/// The text with each line made safe for a terminal.
QString safeText(const QString &text)
{
    QString result;
    for (const QStringView line : QStringView(text).split(u'\n'))
        result += QString(printable(QString(line.toString().remove(u'\r')).replace(u'\t', u' '), text.size() + 3) + u'\n');
    return result;
}

ExitCode inspectEml(const QString &path, ByteSource &source, bool withText, Console &console)
{
    const QString name = QFileInfo(path).fileName();
    if (source.size() > maxEmlBytes)
        return console.fail(Failure{FailureCode::FileTooLarge, {path, QString::number(maxEmlBytes)}, {}, false});
    QByteArray eml(source.size(), Qt::Uninitialized);
    for (qint64 done = 0; done < eml.size();) {
        const auto length = source.readAt(done, eml.data() + done, eml.size() - done);
        if (!length)
            return console.fail(length.failure());
        if (*length == 0) {
            eml.truncate(done);
            break;
        }
        done += *length;
    }
    if (!looksLikeMail(path, eml)) {
        return console.fail(ExitCode::Usage, failureCodeName(FailureCode::MessageNotMail),
                            phrase(u"The file \"%1\" is neither a delivery (ZIP) nor a message (EML); name one of these."_s, {path}));
    }
    const EmlIdentity identity = readEmlIdentity(eml);
    const auto item = readEml(eml);
    QJsonObject object = item ? jsonItem(*item) : QJsonObject{{u"source_id"_s, jsonText(identity.sourceId)}};
    object.insert("type"_L1, u"item"_s);
    object.insert("name"_L1, name);
    object.insert("sha256"_L1, QString::fromLatin1(identity.emlSha256.toHex()));
    object.insert("key"_L1, identity.key.hex());
    object.insert("size"_L1, eml.size());
    object.insert("problem"_L1, item ? QJsonValue() : QJsonValue(QString(failureCodeName(item.failure().code))));
    Table table({QString(), QString()});
    table.add({u"File"_s, name});
    table.add({u"SHA-256"_s, QString::fromLatin1(identity.emlSha256.toHex())});
    table.add({u"Source id"_s, identity.sourceId});
    table.add({u"Message-ID"_s, identity.messageId});
    if (!item) {
        console.document(object);
        console.print(table.text());
        console.print(failureText(item.failure()));
        return ExitCode::Unfinished;
    }
    object.insert("subject"_L1, jsonText(item->subject));
    object.insert("thread"_L1, jsonText(item->threadId));
    object.insert("group"_L1, jsonText(item->groupName));
    object.insert("owner"_L1, jsonText(item->owner));
    object.insert("journal_wrapped"_L1, item->journalWrapped);
    if (withText)
        object.insert("text"_L1, item->text);
    table.add({u"Kind"_s, itemKindName(item->kind)});
    table.add({u"Time"_s, timeText(item->time)});
    table.add({u"Subject"_s, item->subject});
    table.add({u"Owner"_s, item->owner});
    if (!item->groupName.isEmpty())
        table.add({u"Group"_s, item->groupName});
    for (const Participant &participant : item->participants) {
        const bool isFrom = participant.role == Participant::Role::From;
        table.add({isFrom ? u"From"_s : participant.role == Participant::Role::To ? u"To"_s : u"Cc"_s, participantText(participant)});
    }
    for (const Attachment &attachment : item->attachments)
        table.add({u"Attachment"_s, QString(attachment.fileName + u", "_s + sizeText(attachment.content.size()))});
    console.document(object);
    console.print(table.text());
    if (withText)
        console.print(QString(u'\n' + safeText(item->text)));
    return ExitCode::Success;
}

} // namespace

CommandSpec InspectCommand::spec() const
{
    return {u"inspect"_s,
            u"show what a ZIP or EML holds, without importing it"_s,
            {{u"FILE"_s, u"a delivery (ZIP) or a message (EML)"_s}},
            {{u"--text"_s, {}, u"print the text of the message too (EML only)"_s}},
            {u"inspect 202611200000-TeleMessage_3_0102.zip"_s, u"inspect message.eml --text"_s},
            u"A delivery that does not hold, or a message that cannot be read, ends with exit code 3."_s};
}

ExitCode InspectCommand::run(const Arguments &arguments, Session &session) const
{
    const QString path = arguments.word(0);
    const auto source = openFile(path);
    if (!source)
        return session.console().fail(source.failure());
    QByteArray start(4, '\0');
    const auto length = (*source)->readAt(0, start.data(), start.size());
    if (!length)
        return session.console().fail(length.failure());
    start.truncate(*length);
    if (!looksLikeZip(path, start))
        return inspectEml(path, **source, arguments.has("--text"_L1), session.console());
    if (arguments.has("--text"_L1))
        return session.console().failUsage(u"The option --text is for a single message (EML)."_s, u"inspect"_s);
    return DeliveryInspection(session, path).run(*source);
}

} // namespace tallybridge

#pragma once

#include "cli/ExitCode.h"
#include "core/Failure.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <cstdio>

namespace tallybridge {

/// Standard output and standard error, in UTF-8. With --json standard output gets one document and nothing else.
class Console
{
public:
    Console(bool json, bool quiet) : m_json(json), m_quiet(quiet) {}

    bool json() const { return m_json; }
    bool quiet() const { return m_quiet; }

    /// A result for people; with --json it is left out.
    void print(const QString &lines);
    /// A sentence about what was done; left out with --json and --quiet.
    void tell(const QString &sentence);
    /// The JSON document; left out without --json.
    void document(const QJsonObject &object);
    void document(const QJsonArray &array);
    /// Bytes of a document or file that is written bit by bit.
    void raw(const QByteArray &bytes);

    /// A remark on standard error; a JSON line with --json; left out with --quiet.
    void warn(const QString &sentence);
    /// A sentence about what is being done, on standard error; left out with --json and --quiet.
    void remark(const QString &sentence);
    /// A JSON line on standard error.
    void progress(const QJsonObject &object);
    /// A question on standard error, without line break.
    void ask(const QString &question);
    /// Lines on standard error as they are (the terms of service).
    void printToError(const QString &lines);

    /// Says why it cannot go on and gives the exit code for it.
    ExitCode fail(const Failure &failure);
    /// The same with words of one's own; command: whose --help tells more.
    ExitCode failUsage(const QString &sentence, const QString &command);
    ExitCode fail(ExitCode exitCode, const QString &code, const QString &sentence, const QString &detail = {});

    /// Flushes. False when standard output took less than it was given (a full disk); a reader that went away ("|
    /// head") is no failure.
    bool finish();
    /// True when nobody reads standard output any more.
    bool isOutputGone() const { return m_outputGone; }

private:
    void write(std::FILE *stream, const QByteArray &bytes);

    bool m_json;
    bool m_quiet;
    bool m_outputBegun = false;
    bool m_outputGone = false;
    bool m_outputFailed = false;
};

} // namespace tallybridge

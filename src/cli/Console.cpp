#include "cli/Console.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/Phrase.h"

#include <QJsonDocument>

#include <cerrno>
#include <cstdio>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isGone(int error)
{
#ifdef Q_OS_WIN
    // Windows says EINVAL where the reading end of a pipe was closed.
    return error == EPIPE || error == EINVAL;
#else
    return error == EPIPE;
#endif
}

QByteArray line(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).append('\n');
}

} // namespace

void Console::write(std::FILE *stream, const QByteArray &bytes)
{
    const bool isOutput = stream == stdout;
    if (isOutput && (m_outputGone || m_outputFailed))
        return;
    errno = 0;
    if (std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream) == size_t(bytes.size()) || !isOutput)
        return;
    (isGone(errno) ? m_outputGone : m_outputFailed) = true;
}

bool Console::finish()
{
    errno = 0;
    if (!m_outputGone && !m_outputFailed && std::fflush(stdout) != 0)
        (isGone(errno) ? m_outputGone : m_outputFailed) = true;
    return !m_outputFailed;
}

void Console::print(const QString &lines)
{
    if (m_json)
        return;
    QByteArray bytes = lines.toUtf8();
    if (!bytes.endsWith('\n'))
        bytes.append('\n');
    write(stdout, bytes);
}

void Console::tell(const QString &sentence)
{
    if (!m_quiet)
        print(sentence);
}

void Console::raw(const QByteArray &bytes)
{
    m_outputBegun = true;
    write(stdout, bytes);
}

void Console::document(const QJsonObject &object)
{
    if (m_json)
        raw(line(object));
}

void Console::document(const QJsonArray &array)
{
    if (m_json)
        raw(QJsonDocument(array).toJson(QJsonDocument::Compact).append('\n'));
}

void Console::printToError(const QString &lines)
{
    QByteArray bytes = lines.toUtf8();
    if (!bytes.endsWith('\n'))
        bytes.append('\n');
    write(stderr, bytes);
}

void Console::warn(const QString &sentence)
{
    if (m_quiet)
        return;
    if (m_json)
        write(stderr, line({{u"warning"_s, sentence}}));
    else
        printToError(QString(u"tallybridgectl: warning: "_s + sentence));
}

void Console::remark(const QString &sentence)
{
    if (!m_json && !m_quiet)
        printToError(sentence);
}

void Console::progress(const QJsonObject &object)
{
    write(stderr, line(object));
}

void Console::ask(const QString &question)
{
    write(stderr, question.toUtf8());
    std::fflush(stderr);
}

ExitCode Console::fail(const Failure &failure)
{
    return fail(exitCodeOf(failure), failureCodeName(failure.code), failureText(failure), failure.detail);
}

ExitCode Console::failUsage(const QString &sentence, const QString &command)
{
    const QString pointer = command.isEmpty() ? u"tallybridgectl --help"_s : QString(u"tallybridgectl "_s + command + u" --help"_s);
    return fail(ExitCode::Usage, u"usage"_s, QString(sentence + u" See \""_s + pointer + u"\"."_s));
}

ExitCode Console::fail(ExitCode exitCode, const QString &code, const QString &sentence, const QString &detail)
{
    if (m_json) {
        const QJsonObject error{{u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, sentence}}}};
        // Half a document cannot be taken back; then standard output stays visibly broken and the reason goes beside
        // it.
        write(m_outputBegun ? stderr : stdout, line(error));
        m_outputBegun = true;
    } else {
        std::fflush(stdout);
        printToError(QString(u"tallybridgectl: "_s + sentence));
        if (!detail.isEmpty() && !m_quiet)
            printToError(QString(u"  Technical detail: "_s + printable(detail)));
    }
    return exitCode;
}

} // namespace tallybridge

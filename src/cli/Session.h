#pragma once

#include "cli/Arguments.h"
#include "cli/Console.h"
#include "cli/GivenSecrets.h"
#include "cli/InterruptWatcher.h"
#include "cli/ProgressPrinter.h"
#include "engine/ConnectorService.h"

#include <memory>
#include <optional>

namespace tallybridge {

/// What a command works with. The data folder is touched only when a command asks for the service.
class Session
{
public:
    Session(Console &console, QString dataFolder);

    Console &console() { return m_console; }
    /// Takes the secrets that options of the command name (none is read yet). Call it before service().
    void takeSecrets(const Arguments &arguments);
    /// A secret for this call only.
    void giveSecret(const QString &kind, const Secret &secret);
    /// What was given for this kind; nothing when nothing was. Failures: FileNotReadable, SecretTooLarge.
    Result<std::optional<Secret>> givenSecret(const QString &kind) const { return m_secrets->read({{}, kind}); }
    /// Failures: FileNotWritable.
    Result<ConnectorService *> service();
    /// A token that Ctrl-C cancels; ask for it only where Ctrl-C must not simply end the process.
    CancelToken cancelToken();
    /// A control that Ctrl-C cancels and that shows progress.
    RunControl runControl();
    /// Takes the progress off the terminal, before a summary is printed.
    void endProgress() { m_progress.reset(); }

private:
    Console &m_console;
    QString m_dataFolder;
    std::shared_ptr<GivenSecrets> m_secrets;
    std::optional<ConnectorService> m_service;
    CancelToken m_token;
    std::unique_ptr<InterruptWatcher> m_watcher;
    std::unique_ptr<ProgressPrinter> m_progress;
};

} // namespace tallybridge

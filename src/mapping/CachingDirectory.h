#pragma once

#include "mapping/Directory.h"

#include <QHash>
#include <QSet>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace tallybridge {

/// Remembers what another directory answered, for one run. An address is asked for once, however many threads want it
/// at the same time; failures are not remembered, the next one who wants the address asks again. Any thread may ask.
class CachingDirectory : public Directory
{
public:
    explicit CachingDirectory(std::shared_ptr<Directory> directory);

    Result<MailAddress> findMailbox(const MailAddress &address) override;

private:
    std::shared_ptr<Directory> m_directory;
    std::mutex m_mutex;
    std::condition_variable m_answered;
    QHash<MailAddress, MailAddress> m_answers; ///< guarded by m_mutex
    QSet<MailAddress> m_asking;                ///< guarded by m_mutex
};

} // namespace tallybridge

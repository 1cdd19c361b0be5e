#include "mapping/CachingDirectory.h"

namespace tallybridge {

namespace {

// More addresses than any organisation has; items can carry any number of made-up ones.
constexpr qsizetype mostAnswers = 1'000'000;

} // namespace

CachingDirectory::CachingDirectory(std::shared_ptr<Directory> directory) : m_directory(std::move(directory)) {}

Result<MailAddress> CachingDirectory::findMailbox(const MailAddress &address)
{
    std::unique_lock lock(m_mutex);
    m_answered.wait(lock, [this, &address] { return !m_asking.contains(address); });
    if (const auto known = m_answers.constFind(address); known != m_answers.constEnd())
        return *known;
    m_asking.insert(address);
    lock.unlock();
    Result<MailAddress> answer = m_directory->findMailbox(address);
    lock.lock();
    m_asking.remove(address);
    if (answer && m_answers.size() < mostAnswers)
        m_answers.insert(address, *answer);
    m_answered.notify_all();
    return answer;
}

} // namespace tallybridge

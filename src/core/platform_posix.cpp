#include "core/platform.h"

#include <QFile>
#include <QFileInfo>

#include <chrono>
#include <csignal>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace tallybridge::platform {

namespace {

Failure writeFailure(const QString &path)
{
    const int error = errno;
    const bool full = error == ENOSPC || error == EDQUOT;
    return {full ? FailureCode::DiskFull : FailureCode::FileNotWritable, {path}, QString::fromLocal8Bit(std::strerror(error)), true};
}

class Descriptor
{
public:
    Descriptor(const QString &path, int flags) : m_fd(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0600)) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

class PosixLock : public FileLock
{
public:
    explicit PosixLock(const QString &path) : m_descriptor(path, O_RDWR | O_CREAT) {}

    Descriptor m_descriptor;
};

bool flushDescriptor(int fd)
{
#ifdef Q_OS_MACOS
    // fsync() of macOS leaves the data in the drive's cache.
    if (::fcntl(fd, F_FULLFSYNC) == 0)
        return true;
#endif
    return ::fsync(fd) == 0;
}

void (*interruptHandler)() = nullptr;

void handleSignal(int)
{
    interruptHandler();
}

} // namespace

Result<std::unique_ptr<FileLock>> tryLock(const QString &path)
{
    auto lock = std::make_unique<PosixLock>(path);
    if (lock->m_descriptor.get() < 0)
        return writeFailure(path);
    for (int attempt = 0;; ++attempt) {
        if (::flock(lock->m_descriptor.get(), LOCK_EX | LOCK_NB) == 0)
            return std::unique_ptr<FileLock>(std::move(lock));
        if (errno != EWOULDBLOCK && errno != EINTR)
            return writeFailure(path);
        if (attempt == 25)
            return std::unique_ptr<FileLock>();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

Result<void> flushFile(const QString &path)
{
    const Descriptor file(path, O_RDONLY);
    if (file.get() < 0 || !flushDescriptor(file.get()))
        return writeFailure(path);
    return {};
}

Result<void> flushFolder(const QString &path)
{
    const Descriptor folder(path, O_RDONLY | O_DIRECTORY);
    if (folder.get() < 0 || !flushDescriptor(folder.get()))
        return writeFailure(path);
    return {};
}

Result<bool> flushFileSystem(const QString &folder)
{
#ifdef Q_OS_LINUX
    const Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY);
    if (descriptor.get() < 0 || ::syncfs(descriptor.get()) != 0)
        return writeFailure(folder);
    return true;
#else
    Q_UNUSED(folder)
    return false;
#endif
}

Result<void> renameOver(const QString &from, const QString &to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return writeFailure(to);
    return {};
}

Result<void> setModificationTime(const QString &path, const QDateTime &time)
{
    const qint64 milliseconds = time.toMSecsSinceEpoch();
    timespec times[2];
    times[0].tv_sec = 0;
    times[0].tv_nsec = UTIME_OMIT;
    times[1].tv_sec = time_t(milliseconds / 1000);
    times[1].tv_nsec = long(milliseconds % 1000) * 1'000'000;
    if (::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), times, 0) != 0)
        return writeFailure(path);
    return {};
}

QString accountName()
{
    passwd entry{};
    passwd *found = nullptr;
    char buffer[4096];
    if (::getpwuid_r(::getuid(), &entry, buffer, sizeof buffer, &found) == 0 && found)
        return QString::fromLocal8Bit(found->pw_name);
    return QString::number(::getuid());
}

void restrictToOwner(const QString &path)
{
    const bool folder = QFileInfo(path).isDir();
    ::chmod(QFile::encodeName(path).constData(), folder ? 0700 : 0600);
}

void prepareConsole()
{
    // "… | head" must not kill a run in the middle.
    std::signal(SIGPIPE, SIG_IGN);
}

bool isErrorTerminal()
{
    return ::isatty(STDERR_FILENO) == 1;
}

bool isInputTerminal()
{
    return ::isatty(STDIN_FILENO) == 1;
}

void onInterrupt(void (*handler)())
{
    interruptHandler = handler;
    struct sigaction action = {};
    action.sa_handler = handleSignal;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

} // namespace tallybridge::platform

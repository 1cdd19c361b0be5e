#include "core/platform.h"

#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#ifdef Q_OS_LINUX
#include <sys/syscall.h>
#elif defined(Q_OS_MACOS)
#include <pthread/qos.h>
#endif
#include <termios.h>
#include <thread>
#include <unistd.h>

namespace tallybridge::platform {

namespace {

constexpr qsizetype longestHiddenLine = 4096;

Failure writeFailure(const QString &path)
{
    const int error = errno;
    // EFBIG is what a limit on the account's files gives.
    const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    const bool forbidden = error == EACCES || error == EPERM || error == EROFS || error == ENOTDIR || error == EISDIR;
    return {full ? FailureCode::DiskFull : FailureCode::FileNotWritable, {path}, QString::fromLocal8Bit(std::strerror(error)), !forbidden};
}

Failure readFailure(const QString &path, FailureCode absent)
{
    const int error = errno;
    return {error == ENOENT ? absent : FailureCode::FileNotReadable, {path}, QString::fromLocal8Bit(std::strerror(error)), true};
}

std::array<timespec, 2> onlyModified(const QDateTime &time)
{
    const qint64 milliseconds = time.toMSecsSinceEpoch();
    std::array<timespec, 2> times{};
    times[0].tv_nsec = UTIME_OMIT;
    times[1].tv_sec = time_t(milliseconds / 1000);
    times[1].tv_nsec = long(milliseconds % 1000) * 1'000'000;
    if (times[1].tv_nsec < 0) {
        times[1].tv_sec -= 1;
        times[1].tv_nsec += 1'000'000'000;
    }
    return times;
}

bool writeAll(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(fd, bytes.data(), size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
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

class PosixFileSystemFlush : public FileSystemFlush
{
public:
    explicit PosixFileSystemFlush(const QString &folder) : m_folder(folder), m_descriptor(folder, O_RDONLY | O_DIRECTORY) {}

    Result<bool> flush() override
    {
#ifdef Q_OS_LINUX
        if (::syncfs(m_descriptor.get()) != 0)
            return writeFailure(m_folder);
        return true;
#else
        return false;
#endif
    }

    const QString m_folder;
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

Result<bool> makeFolder(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), 0700) == 0)
        return true;
    if (errno != EEXIST)
        return writeFailure(path);
    struct stat status = {};
    if (::stat(name.constData(), &status) == 0 && S_ISDIR(status.st_mode))
        return false;
    errno = ENOTDIR;
    return writeFailure(path);
}

Result<void> listFolder(const QString &path, const std::function<bool(const QString &, bool)> &visit)
{
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(::opendir(QFile::encodeName(path).constData()), ::closedir);
    if (!folder)
        return readFailure(path, FailureCode::FolderNotFound);
    for (;;) {
        errno = 0;
        const dirent *entry = ::readdir(folder.get());
        if (!entry) {
            if (errno != 0)
                return readFailure(path, FailureCode::FolderNotFound);
            return {};
        }
        if (std::strcmp(entry->d_name, ".") == 0 || std::strcmp(entry->d_name, "..") == 0)
            continue;
        bool isFolder = entry->d_type == DT_DIR;
        if (!isFolder && entry->d_type != DT_REG) {
            struct stat status = {};
            if (::fstatat(::dirfd(folder.get()), entry->d_name, &status, 0) != 0)
                continue;
            isFolder = S_ISDIR(status.st_mode);
            if (!isFolder && !S_ISREG(status.st_mode))
                continue;
        }
        if (!visit(QFile::decodeName(entry->d_name), isFolder))
            return {};
    }
}

Result<quint64> fileSystemOf(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return readFailure(path, FailureCode::FileNotFound);
    return quint64(status.st_dev);
}

Result<void> writeNewFile(const QString &path, QByteArrayView bytes, const QDateTime &modified)
{
    const QByteArray name = QFile::encodeName(path);
    const int fd = ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return writeFailure(path);
    bool written = writeAll(fd, bytes) && ::futimens(fd, onlyModified(modified).data()) == 0;
    int error = errno;
    // Network file systems report a full disk only here.
    if (::close(fd) != 0 && written && errno != EINTR) {
        written = false;
        error = errno;
    }
    if (written)
        return {};
    ::unlink(name.constData());
    errno = error;
    return writeFailure(path);
}

Result<void> removeFile(const QString &path)
{
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return writeFailure(path);
    return {};
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

Result<std::unique_ptr<FileSystemFlush>> openFileSystem(const QString &folder)
{
    auto fileSystem = std::make_unique<PosixFileSystemFlush>(folder);
    if (fileSystem->m_descriptor.get() < 0)
        return writeFailure(folder);
    return std::unique_ptr<FileSystemFlush>(std::move(fileSystem));
}

Result<bool> flushFileSystem(const QString &folder)
{
    const auto fileSystem = openFileSystem(folder);
    if (!fileSystem)
        return fileSystem.failure();
    return fileSystem.value()->flush();
}

Result<void> renameOver(const QString &from, const QString &to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return writeFailure(to);
    return {};
}

Result<bool> renameNew(const QString &from, const QString &to)
{
    const QByteArray oldName = QFile::encodeName(from);
    const QByteArray newName = QFile::encodeName(to);
#if defined(Q_OS_LINUX)
    int result = ::renameat2(AT_FDCWD, oldName.constData(), AT_FDCWD, newName.constData(), RENAME_NOREPLACE);
    const bool unknown = result != 0 && (errno == EINVAL || errno == ENOSYS);
#elif defined(Q_OS_MACOS)
    int result = ::renamex_np(oldName.constData(), newName.constData(), RENAME_EXCL);
    const bool unknown = result != 0 && (errno == EINVAL || errno == ENOTSUP);
#else
    int result = -1;
    const bool unknown = true;
#endif
    if (unknown) {
        // Network file systems often know no exclusive rename, but a hard link is exclusive everywhere.
        result = ::link(oldName.constData(), newName.constData());
        if (result == 0)
            ::unlink(oldName.constData());
    }
    if (result == 0)
        return true;
    if (errno == EEXIST)
        return false;
    return writeFailure(to);
}

Result<void> setModificationTime(const QString &path, const QDateTime &time)
{
    if (::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), onlyModified(time).data(), 0) != 0)
        return writeFailure(path);
    return {};
}

void giveWay()
{
#ifdef Q_OS_MACOS
    ::pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0);
#elif defined(Q_OS_LINUX)
    // On Linux a nice value belongs to a thread, not to its process (setpriority(2), "C library/kernel differences").
    constexpr int niceness = 5;
    ::setpriority(PRIO_PROCESS, id_t(::syscall(SYS_gettid)), niceness);
#endif
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

std::optional<QByteArray> readHiddenLine()
{
    termios shown{};
    if (::tcgetattr(STDIN_FILENO, &shown) != 0)
        return std::nullopt;
    termios hidden = shown;
    hidden.c_lflag &= ~tcflag_t(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    // One read() gives one line; stdio would keep a copy.
    QByteArray line(longestHiddenLine, '\0');
    const ssize_t got = ::read(STDIN_FILENO, line.data(), size_t(line.size()));
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    if (got <= 0)
        return std::nullopt;
    line.truncate(got);
    if (line.endsWith('\n'))
        line.chop(1);
    return line;
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

#include "core/platform.h"

#include <QDir>
#include <QFile>

#include <chrono>
#include <thread>

#include <windows.h>
#include <fcntl.h>
#include <io.h>

namespace tallybridge::platform {

namespace {

const wchar_t *wide(const QString &text)
{
    return reinterpret_cast<const wchar_t *>(text.utf16());
}

QString nativeLongPath(const QString &path)
{
    // "\\?\" lifts the limit of 260 characters, which an address and a Maildir name together can pass.
    const QString native = QDir::toNativeSeparators(QDir(path).absolutePath());
    return native.startsWith(QLatin1String("\\\\")) ? native : QLatin1String("\\\\?\\") + native;
}

Failure writeFailure(const QString &path)
{
    const DWORD error = ::GetLastError();
    const bool full = error == ERROR_DISK_FULL || error == ERROR_HANDLE_DISK_FULL;
    return {full ? FailureCode::DiskFull : FailureCode::FileNotWritable, {path},
            QLatin1String("Windows error ") + QString::number(error), true};
}

class Handle
{
public:
    Handle(const QString &path, DWORD access, DWORD disposition, DWORD flags = FILE_ATTRIBUTE_NORMAL)
        : m_handle(::CreateFileW(wide(nativeLongPath(path)), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                 disposition, flags, nullptr))
    {
    }
    ~Handle()
    {
        if (valid())
            ::CloseHandle(m_handle);
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    bool valid() const { return m_handle != INVALID_HANDLE_VALUE; }
    HANDLE get() const { return m_handle; }

private:
    HANDLE m_handle;
};

class WindowsLock : public FileLock
{
public:
    explicit WindowsLock(const QString &path) : m_file(path, GENERIC_READ | GENERIC_WRITE, OPEN_ALWAYS) {}

    Handle m_file;
};

void (*interruptHandler)() = nullptr;

BOOL WINAPI handleConsole(DWORD)
{
    interruptHandler();
    return TRUE;
}

} // namespace

Result<std::unique_ptr<FileLock>> tryLock(const QString &path)
{
    auto lock = std::make_unique<WindowsLock>(path);
    if (!lock->m_file.valid())
        return writeFailure(path);
    for (int attempt = 0;; ++attempt) {
        OVERLAPPED place = {};
        if (::LockFileEx(lock->m_file.get(), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &place))
            return std::unique_ptr<FileLock>(std::move(lock));
        const DWORD error = ::GetLastError();
        if (error != ERROR_LOCK_VIOLATION && error != ERROR_IO_PENDING)
            return writeFailure(path);
        if (attempt == 25)
            return std::unique_ptr<FileLock>();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

Result<void> flushFile(const QString &path)
{
    const Handle file(path, GENERIC_WRITE, OPEN_EXISTING);
    if (!file.valid() || !::FlushFileBuffers(file.get()))
        return writeFailure(path);
    return {};
}

Result<void> flushFolder(const QString &)
{
    // NTFS journals names by itself and offers no call for it.
    return {};
}

Result<bool> flushFileSystem(const QString &)
{
    // Flushing a whole volume needs administrator rights.
    return false;
}

Result<void> renameOver(const QString &from, const QString &to)
{
    if (!::MoveFileExW(wide(nativeLongPath(from)), wide(nativeLongPath(to)), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
        return writeFailure(to);
    return {};
}

Result<void> setModificationTime(const QString &path, const QDateTime &time)
{
    // FILETIME counts 100 ns since 1601-01-01.
    const qint64 ticks = time.toMSecsSinceEpoch() * 10'000 + 116'444'736'000'000'000LL;
    FILETIME fileTime;
    fileTime.dwLowDateTime = DWORD(quint64(ticks) & 0xffffffffu);
    fileTime.dwHighDateTime = DWORD(quint64(ticks) >> 32);
    const Handle file(path, FILE_WRITE_ATTRIBUTES, OPEN_EXISTING);
    if (!file.valid() || !::SetFileTime(file.get(), nullptr, nullptr, &fileTime))
        return writeFailure(path);
    return {};
}

QString accountName()
{
    wchar_t user[257];
    DWORD length = 257;
    if (!::GetUserNameW(user, &length))
        return QStringLiteral("unknown");
    const QString name = QString::fromWCharArray(user);
    const QString domain = qEnvironmentVariable("USERDOMAIN");
    return domain.isEmpty() ? name : domain + QLatin1Char('\\') + name;
}

void restrictToOwner(const QString &)
{
    // The profile folder, where the data folder lies by default, is closed to other accounts already.
}

void prepareConsole()
{
    ::SetConsoleOutputCP(CP_UTF8);
    ::_setmode(1, _O_BINARY);
    ::_setmode(2, _O_BINARY);
}

bool isErrorTerminal()
{
    return ::_isatty(2) != 0;
}

bool isInputTerminal()
{
    return ::_isatty(0) != 0;
}

void onInterrupt(void (*handler)())
{
    interruptHandler = handler;
    ::SetConsoleCtrlHandler(handleConsole, TRUE);
}

} // namespace tallybridge::platform

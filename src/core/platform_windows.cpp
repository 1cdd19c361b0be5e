#include "core/platform.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>

#include <fcntl.h>
#include <io.h>
#include <windows.h>

#ifdef __MINGW32__
extern "C" int __cxa_thread_atexit(void (*)(void *), void *, void *);
#endif

namespace tallybridge::platform {

namespace {

constexpr size_t longestHiddenLine = 4096;

#ifdef __MINGW32__
// MinGW frees its emulated thread-local storage when a thread ends, and without this early registration may do so before Qt's thread_local
// destructors have run: threads that used Qt SQL then crash now and then at their end.
const int threadExitRegistered = __cxa_thread_atexit([](void *) {}, nullptr, nullptr);
// The libraries of a window use such storage before this file can register anything; the only destructor that then fails is that of the
// stack QRegularExpression keeps for its JIT compiler, in every thread that opened a database.
const bool regexpJitOff = qputenv("QT_ENABLE_REGEXP_JIT", "0");
#endif

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
    const bool forbidden = error == ERROR_ACCESS_DENIED || error == ERROR_WRITE_PROTECT || error == ERROR_DIRECTORY;
    return {full ? FailureCode::DiskFull : FailureCode::FileNotWritable,
            {path},
            QLatin1String("Windows error ") + QString::number(error),
            !forbidden};
}

Failure readFailure(const QString &path, FailureCode absent)
{
    const DWORD error = ::GetLastError();
    const bool notThere = error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND;
    return {notThere ? absent : FailureCode::FileNotReadable, {path}, QLatin1String("Windows error ") + QString::number(error), true};
}

FILETIME fileTimeOf(const QDateTime &time)
{
    // FILETIME counts 100 ns since 1601-01-01.
    const qint64 ticks = time.toMSecsSinceEpoch() * 10'000 + 116'444'736'000'000'000LL;
    FILETIME fileTime;
    fileTime.dwLowDateTime = DWORD(quint64(ticks) & 0xffffffffu);
    fileTime.dwHighDateTime = DWORD(quint64(ticks) >> 32);
    return fileTime;
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

class WindowsFileSystemFlush : public FileSystemFlush
{
public:
    // Flushing a whole volume needs administrator rights.
    Result<bool> flush() override { return false; }
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

Result<bool> makeFolder(const QString &path)
{
    if (::CreateDirectoryW(wide(nativeLongPath(path)), nullptr))
        return true;
    if (::GetLastError() != ERROR_ALREADY_EXISTS)
        return writeFailure(path);
    const DWORD attributes = ::GetFileAttributesW(wide(nativeLongPath(path)));
    if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY))
        return false;
    ::SetLastError(ERROR_DIRECTORY);
    return writeFailure(path);
}

Result<void> listFolder(const QString &path, const std::function<bool(const QString &, bool)> &visit)
{
    WIN32_FIND_DATAW entry;
    const HANDLE search = ::FindFirstFileW(wide(nativeLongPath(path) + QLatin1String("\\*")), &entry);
    if (search == INVALID_HANDLE_VALUE)
        return readFailure(path, FailureCode::FolderNotFound);
    bool wanted = true;
    do {
        const QString name = QString::fromWCharArray(entry.cFileName);
        if (name != QLatin1String(".") && name != QLatin1String(".."))
            wanted = visit(name, (entry.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0);
    } while (wanted && ::FindNextFileW(search, &entry));
    const DWORD error = wanted ? ::GetLastError() : DWORD(ERROR_NO_MORE_FILES);
    ::FindClose(search);
    ::SetLastError(error);
    if (error != ERROR_NO_MORE_FILES)
        return readFailure(path, FailureCode::FolderNotFound);
    return {};
}

Result<quint64> fileSystemOf(const QString &path)
{
    const Handle handle(path, 0, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS);
    BY_HANDLE_FILE_INFORMATION information;
    if (!handle.valid() || !::GetFileInformationByHandle(handle.get(), &information))
        return readFailure(path, FailureCode::FileNotFound);
    return quint64(information.dwVolumeSerialNumber);
}

Result<void> writeNewFile(const QString &path, QByteArrayView bytes, const QDateTime &modified)
{
    Failure failure;
    {
        const Handle file(path, GENERIC_WRITE, CREATE_NEW);
        if (!file.valid())
            return writeFailure(path);
        bool written = true;
        while (written && !bytes.isEmpty()) {
            DWORD count = 0;
            const DWORD part = DWORD(std::min<qsizetype>(bytes.size(), 16 << 20));
            written = ::WriteFile(file.get(), bytes.data(), part, &count, nullptr) && count > 0;
            bytes = bytes.sliced(count);
        }
        const FILETIME fileTime = fileTimeOf(modified);
        if (written && ::SetFileTime(file.get(), nullptr, nullptr, &fileTime))
            return {};
        failure = writeFailure(path);
    }
    ::DeleteFileW(wide(nativeLongPath(path)));
    return failure;
}

Result<void> removeFile(const QString &path)
{
    if (!::DeleteFileW(wide(nativeLongPath(path))) && ::GetLastError() != ERROR_FILE_NOT_FOUND && ::GetLastError() != ERROR_PATH_NOT_FOUND)
        return writeFailure(path);
    return {};
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
    return WindowsFileSystemFlush().flush();
}

Result<std::unique_ptr<FileSystemFlush>> openFileSystem(const QString &)
{
    return std::unique_ptr<FileSystemFlush>(std::make_unique<WindowsFileSystemFlush>());
}

Result<void> renameOver(const QString &from, const QString &to)
{
    if (!::MoveFileExW(wide(nativeLongPath(from)), wide(nativeLongPath(to)), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
        return writeFailure(to);
    return {};
}

Result<bool> renameNew(const QString &from, const QString &to)
{
    if (::MoveFileExW(wide(nativeLongPath(from)), wide(nativeLongPath(to)), MOVEFILE_WRITE_THROUGH))
        return true;
    if (::GetLastError() == ERROR_ALREADY_EXISTS || ::GetLastError() == ERROR_FILE_EXISTS)
        return false;
    return writeFailure(to);
}

Result<void> setModificationTime(const QString &path, const QDateTime &time)
{
    const FILETIME fileTime = fileTimeOf(time);
    const Handle file(path, FILE_WRITE_ATTRIBUTES, OPEN_EXISTING);
    if (!file.valid() || !::SetFileTime(file.get(), nullptr, nullptr, &fileTime))
        return writeFailure(path);
    return {};
}

void giveWay()
{
    ::SetThreadPriority(::GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL);
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

std::optional<QByteArray> readHiddenLine()
{
    const HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD shown = 0;
    if (!GetConsoleMode(input, &shown))
        return std::nullopt;
    SetConsoleMode(input, (shown | ENABLE_LINE_INPUT | ENABLE_PROCESSED_INPUT) & ~DWORD(ENABLE_ECHO_INPUT));
    std::wstring line(longestHiddenLine, L'\0');
    DWORD got = 0;
    const bool worked = ReadConsoleW(input, line.data(), DWORD(line.size()), &got, nullptr);
    SetConsoleMode(input, shown);
    if (!worked || got == 0)
        return std::nullopt;
    while (got > 0 && (line[got - 1] == L'\n' || line[got - 1] == L'\r'))
        --got;
    QByteArray bytes = QString::fromWCharArray(line.data(), int(got)).toUtf8();
    SecureZeroMemory(line.data(), line.size() * sizeof(wchar_t));
    return bytes;
}

void onInterrupt(void (*handler)())
{
    interruptHandler = handler;
    ::SetConsoleCtrlHandler(handleConsole, TRUE);
}

} // namespace tallybridge::platform

#pragma once

#include "core/Result.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QString>
#include <functional>
#include <memory>
#include <optional>

/// What differs between Linux, macOS and Windows; one file per platform implements it (platform_posix.cpp, platform_windows.cpp).
namespace tallybridge::platform {

/// A lock that other processes respect and that the operating system releases when the process ends, however it ends.
class FileLock
{
public:
    virtual ~FileLock() = default;
};

/// Takes the lock on the file (made when absent); null when somebody else holds it. Tries again for up to a quarter of a second,
/// because readers test the lock for an instant. Failures: FileNotWritable.
Result<std::unique_ptr<FileLock>> tryLock(const QString &path);

/// Makes a folder that only the acting account may enter; false when it is there already. The folder above must exist.
/// Failures: FileNotWritable (retryable unless the account may not), DiskFull.
Result<bool> makeFolder(const QString &path);

/// Calls visit with the name of each file and folder in a folder, until visit returns false. What is neither (pipes, devices) and what
/// has vanished meanwhile is passed over. Failures: FolderNotFound, FileNotReadable.
Result<void> listFolder(const QString &path, const std::function<bool(const QString &name, bool isFolder)> &visit);

/// Which file system a file or folder lies on: equal numbers mean the same one. Failures: FileNotFound.
Result<quint64> fileSystemOf(const QString &path);

/// Writes a new file that only the acting account may read, with this modification time; not durable yet. A file that
/// is there is never touched, and what could not be written to its end is removed. Failures: FileNotWritable (retryable
/// unless the account may not), DiskFull.
Result<void> writeNewFile(const QString &path, QByteArrayView bytes, const QDateTime &modified);

/// Removes a file; one that is not there is no failure. Failures: FileNotWritable.
Result<void> removeFile(const QString &path);

/// Makes the data of one file durable. Failures: FileNotWritable, DiskFull.
Result<void> flushFile(const QString &path);

/// Makes the entries (names) of a folder durable; does nothing where the system does that by itself.
Result<void> flushFolder(const QString &path);

/// Makes everything written below the folder's file system durable in one call; returns false where the system has no such call
/// (then flush file by file).
Result<bool> flushFileSystem(const QString &folder);

/// Flushes a whole file system. Open it before writing: a write error that another program's flush meets first is still reported here.
class FileSystemFlush
{
public:
    virtual ~FileSystemFlush() = default;
    /// As flushFileSystem().
    virtual Result<bool> flush() = 0;
};

/// Opens the file system a folder lies on for flushing. Failures: FileNotWritable.
Result<std::unique_ptr<FileSystemFlush>> openFileSystem(const QString &folder);

/// Renames within a file system and takes the place of what has the new name, in one step.
Result<void> renameOver(const QString &from, const QString &to);

/// Renames within a file system unless something has the new name already: false then, and nothing has changed.
/// Failures: FileNotWritable, DiskFull.
Result<bool> renameNew(const QString &from, const QString &to);

/// Sets a file's modification time. Failures: FileNotWritable.
Result<void> setModificationTime(const QString &path, const QDateTime &time);

/// Lets the calling thread give way to threads of the usual priority; on Linux so do the threads it starts. Where the system refuses,
/// nothing changes.
void giveWay();

/// Name of the operating system account that acts, e.g. "CONTOSO\\ann" or "ann".
QString accountName();

/// Lets only the acting account read the file or folder, as far as the system knows such a thing.
void restrictToOwner(const QString &path);

/// Makes the standard streams ready for UTF-8 bytes as they are, and lets a write to a pipe that nobody reads any more fail instead of
/// ending the process. Call it first in main().
void prepareConsole();

/// True when standard error is a terminal.
bool isErrorTerminal();

/// True when standard input is a terminal.
bool isInputTerminal();

/// Reads a line from the terminal without showing it; nothing when standard input is no terminal or it was ended. At most 4,096 bytes,
/// without the line break. The caller wipes it.
std::optional<QByteArray> readHiddenLine();

/// Calls handler (from a thread of its own or a signal-safe place) when the user asks the process to stop (Ctrl-C, SIGTERM).
void onInterrupt(void (*handler)());

} // namespace tallybridge::platform

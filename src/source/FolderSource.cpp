#include "source/FolderSource.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>

namespace tallybridge {

FolderSource::FolderSource(QString folder) : m_folder(std::move(folder)) {}

Result<SourceListing> FolderSource::list(const CancelToken &cancel)
{
    const auto unavailable = [this](const QString &detail) { return Failure{FailureCode::SourceUnavailable, {m_folder}, detail, true}; };
    // The standard's iterator tells an unreadable folder (a share that went away) from an empty one; Qt's does not.
    std::error_code error;
    std::filesystem::directory_iterator entry(QFileInfo(m_folder).filesystemAbsoluteFilePath(), error);
    SourceListing listing;
    while (!error && entry != std::filesystem::directory_iterator()) {
        if (cancel.isCancelled())
            return Failure{FailureCode::Cancelled, {}, {}, true};
        const QFileInfo file(entry->path());
        // isFile() looks through a symbolic link, and is false for pipes, devices and links that lead nowhere.
        auto name = DeliveryName::parse(file.fileName());
        if (name && file.isFile())
            listing.deliveries.push_back({*std::move(name), file.size(), file.lastModified().toUTC()});
        else if (name && (file.exists() || file.isSymLink()))
            listing.noFiles.append(file.fileName());
        else if (!name && !file.isDir())
            listing.otherFiles.append(file.fileName());
        entry.increment(error);
    }
    if (error)
        return unavailable(QString::fromLocal8Bit(error.message().c_str()));
    std::sort(listing.deliveries.begin(), listing.deliveries.end(),
              [](const SourceDelivery &a, const SourceDelivery &b) { return a.name < b.name; });
    listing.otherFiles.sort();
    listing.noFiles.sort();
    return listing;
}

Result<std::shared_ptr<ByteSource>> FolderSource::open(const QString &deliveryName, const CancelToken &cancel)
{
    if (cancel.isCancelled())
        return Failure{FailureCode::Cancelled, {}, {}, true};
    if (!DeliveryName::parse(deliveryName))
        return Failure{FailureCode::InvalidArgument, {QStringLiteral("deliveryName"), deliveryName}, {}, false};
    auto file = openFile(QDir(m_folder).filePath(deliveryName));
    // In a folder that nobody may look into, no file can be told to be gone.
    const QFileInfo folder(m_folder);
    if (!file && !(folder.isDir() && folder.isReadable() && folder.isExecutable()))
        return Failure{FailureCode::SourceUnavailable, {m_folder}, file.failure().detail, true};
    return file;
}

} // namespace tallybridge

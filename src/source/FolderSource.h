#pragma once

#include "source/DeliverySource.h"

namespace tallybridge {

/// A folder of deliveries, also on a mounted share. Sub-folders are not looked into; files are never changed. Files with other names, and
/// those with a temporary suffix (".part", ".tmp", ".filepart" …), are other files.
class FolderSource : public DeliverySource
{
public:
    explicit FolderSource(QString folder);

    Result<SourceListing> list(const CancelToken &cancel) override;
    /// Also fails with InvalidArgument: a name that is not a DeliveryName is refused, so that no path gets here.
    Result<std::shared_ptr<ByteSource>> open(const QString &deliveryName, const CancelToken &cancel) override;

private:
    QString m_folder;
};

} // namespace tallybridge

#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

namespace tallybridge {

/// One entry of a From, To or Cc value.
struct AddressEntry {
    QString displayName; ///< decoded
    QString address;     ///< what stands where the address belongs, decoded; may be anything, also empty
};

/// Splits the unfolded value of an address header (RFC 5322 3.4), groups flattened. Made for hostile and sloppy lists:
/// no entry is ever lost or merged into another one's address, quotes and brackets that never close count as letters,
/// time is linear.
std::vector<AddressEntry> readAddressList(QByteArrayView value);

} // namespace tallybridge

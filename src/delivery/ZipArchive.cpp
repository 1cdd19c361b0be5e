#include "delivery/ZipArchive.h"

#include "delivery/ZipView.h"

#include <zip.h>

namespace tallybridge {

namespace {

/// Serves libzip's commands on a ZipView (see zip_source_function(3)).
zip_int64_t serve(void *user, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    auto &view = *static_cast<ZipView *>(user);
    switch (command) {
    case ZIP_SOURCE_OPEN:
        view.position = 0;
        return 0;
    case ZIP_SOURCE_READ: {
        const qint64 got = view.readAt(view.position, static_cast<char *>(data), qint64(length));
        if (got > 0)
            view.position += got;
        return got;
    }
    case ZIP_SOURCE_SEEK: {
        const zip_int64_t target =
            zip_source_seek_compute_offset(zip_uint64_t(view.position), zip_uint64_t(view.size()), data, length, nullptr);
        if (target < 0)
            return -1;
        view.position = target;
        return 0;
    }
    case ZIP_SOURCE_TELL:
        return view.position;
    case ZIP_SOURCE_STAT: {
        auto *stat = static_cast<zip_stat_t *>(data);
        zip_stat_init(stat);
        stat->size = zip_uint64_t(view.size());
        stat->valid = ZIP_STAT_SIZE;
        return zip_int64_t(sizeof *stat);
    }
    case ZIP_SOURCE_ERROR: {
        const int codes[2] = {ZIP_ER_READ, 0};
        std::copy_n(codes, 2, static_cast<int *>(data));
        return zip_int64_t(sizeof codes);
    }
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_SEEKABLE;
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    default:
        return -1;
    }
}

struct DiscardArchive {
    void operator()(zip_t *archive) const { zip_discard(archive); }
};

struct CloseEntry {
    void operator()(zip_file_t *file) const { zip_fclose(file); }
};

QString words(zip_error_t *error)
{
    const QString text = QString::fromUtf8(zip_error_strerror(error));
    zip_error_fini(error);
    return text;
}

} // namespace

struct ZipArchive::Private {
    Private(std::shared_ptr<ByteSource> bytes, ZipDirectory table, QString name)
        : delivery(std::move(name))
        , directory(std::move(table))
        , sourceSize(bytes->size())
        , view(std::move(bytes), directory.records())
        , buffer(256 << 10, Qt::Uninitialized)
    {
    }

    /// The failure of the source when there was one; else the given one.
    Failure reason(Failure other)
    {
        auto failure = view.takeFailure();
        if (!failure)
            return other;
        if (failure->code == FailureCode::DeliveryChanged)
            failure->arguments = {delivery};
        return *failure;
    }

    QString delivery;
    ZipDirectory directory;
    qint64 sourceSize;
    ZipView view;
    QByteArray buffer;
    std::unique_ptr<zip_t, DiscardArchive> archive; // goes first: it reads through the view
};

ZipArchive::ZipArchive(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
ZipArchive::~ZipArchive() = default;
ZipArchive::ZipArchive(ZipArchive &&) noexcept = default;
ZipArchive &ZipArchive::operator=(ZipArchive &&) noexcept = default;

Result<ZipArchive> ZipArchive::open(std::shared_ptr<ByteSource> source, const QString &delivery, qint64 maxEntries)
{
    auto directory = ZipDirectory::read(*source, delivery, maxEntries);
    if (!directory)
        return directory.failure();
    auto d = std::make_unique<Private>(std::move(source), std::move(*directory), delivery);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *view = zip_source_function_create(serve, &d->view, &error);
    if (view) {
        d->archive.reset(zip_open_from_source(view, ZIP_RDONLY, &error));
        if (!d->archive)
            zip_source_free(view);
    }
    const QString detail = words(&error);
    const bool whole = d->archive && zip_get_num_entries(d->archive.get(), 0) == qint64(d->directory.records().size());
    if (!whole)
        return d->reason({FailureCode::DeliveryNotAZip, {delivery}, detail, false});
    d->view.dropDirectory();
    return ZipArchive(std::move(d));
}

const ZipDirectory &ZipArchive::directory() const
{
    return d->directory;
}

qint64 ZipArchive::sourceSize() const
{
    return d->sourceSize;
}

Result<void> ZipArchive::inflate(qint64 index, const QString &entry, const Sink &sink)
{
    const ZipRecord &record = d->directory.records()[size_t(index)];
    Failure damaged{FailureCode::DeliveryEntryDamaged, {d->delivery, entry}, {}, false};
    if (!ZipView::isReadable(record, d->sourceSize))
        return damaged;
    const std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen_index(d->archive.get(), zip_uint64_t(index), 0));
    if (!file) {
        damaged.detail = QString::fromUtf8(zip_strerror(d->archive.get()));
        return d->reason(damaged);
    }
    // One read beyond the declared size makes the library compare size and CRC, and shows an entry that is longer than
    // it says.
    for (quint64 total = 0;;) {
        const zip_int64_t got = zip_fread(file.get(), d->buffer.data(), zip_uint64_t(d->buffer.size()));
        if (got < 0) {
            damaged.detail = QString::fromUtf8(zip_file_strerror(file.get()));
            return d->reason(damaged);
        }
        total += quint64(got);
        if (total > record.size || (got == 0 && total < record.size))
            return damaged;
        if (got == 0)
            return {};
        if (!sink(QByteArrayView(d->buffer.constData(), got)))
            return Failure{FailureCode::Cancelled, {}, {}, true};
    }
}

} // namespace tallybridge

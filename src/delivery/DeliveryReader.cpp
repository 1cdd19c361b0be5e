#include "delivery/DeliveryReader.h"

#include "delivery/ManifestMatch.h"
#include "delivery/ZipArchive.h"
#include "delivery/ZipName.h"

#include <QSet>
#include <algorithm>
#include <unordered_map>

namespace tallybridge {

namespace {

constexpr quint16 encryptedFlag = 1;

bool isAcceptable(FailureCode code)
{
    switch (code) {
    case FailureCode::DeliveryPathTraversal:
    case FailureCode::DeliveryEntryTooLarge:
    case FailureCode::DeliveryRatioTooHigh:
    case FailureCode::DeliveryTooLarge:
        return false;
    default:
        return true;
    }
}

/// The first failure of each code.
class Problems
{
public:
    void add(Failure failure)
    {
        if (!has(failure.code))
            m_failures.push_back(std::move(failure));
    }

    bool has(FailureCode code) const
    {
        return std::any_of(m_failures.begin(), m_failures.end(), [code](const Failure &f) { return f.code == code; });
    }

    bool areAcceptable() const
    {
        return std::all_of(m_failures.begin(), m_failures.end(), [](const Failure &f) { return isAcceptable(f.code); });
    }

    /// The gravest first.
    std::vector<Failure> sorted() &&
    {
        std::sort(m_failures.begin(), m_failures.end(), [](const Failure &a, const Failure &b) {
            return std::pair(isAcceptable(a.code), a.code) < std::pair(isAcceptable(b.code), b.code);
        });
        return std::move(m_failures);
    }

private:
    std::vector<Failure> m_failures;
};

bool isFolder(const QByteArray &rawName)
{
    return rawName.endsWith('/');
}

} // namespace

struct DeliveryReader::Private {
    Private(ZipArchive opened, QString name, const DeliveryLimits &most)
        : archive(std::move(opened)), delivery(std::move(name)), limits(most)
    {
    }

    const std::vector<ZipRecord> &records() const { return archive.directory().records(); }

    Failure failure(FailureCode code, const QString &entry, std::optional<qint64> number = {}) const
    {
        QStringList arguments{delivery, entry};
        if (number)
            arguments.append(QString::number(*number));
        return {code, arguments, {}, false};
    }

    bool isRatioTooHigh(quint64 inflated, quint64 deflated) const
    {
        return inflated > quint64(limits.ratioFloorBytes) && inflated / quint64(limits.maxRatio) >= deflated &&
               inflated > deflated * quint64(limits.maxRatio);
    }

    /// What its record in the directory says against an entry: the sizes …
    std::optional<Failure> sizeProblem(const ZipRecord &record, const QString &name) const
    {
        if (record.size > quint64(limits.maxEntryBytes))
            return failure(FailureCode::DeliveryEntryTooLarge, name, limits.maxEntryBytes);
        if (isRatioTooHigh(record.size, record.compressedSize))
            return failure(FailureCode::DeliveryRatioTooHigh, name, limits.maxRatio);
        return std::nullopt;
    }

    /// … and the way it is stored.
    std::optional<Failure> methodProblem(const ZipRecord &record, const QString &name) const
    {
        if (record.flags & encryptedFlag)
            return failure(FailureCode::DeliveryEncryptedEntry, name);
        if (record.method != 0 && record.method != 8)
            return failure(FailureCode::DeliveryEntryUnsupported, name);
        return std::nullopt;
    }

    Result<QByteArray> inflate(qint64 index, const QString &name, const CancelToken &cancel);
    Result<void> checkDirectory(const CancelToken &cancel);
    Result<void> checkManifest(const CancelToken &cancel);
    void compareWithManifest();
    Result<void> checkBytes(const CancelToken &cancel, const std::function<void(qint64)> &progress);
    Result<void> checkEntry(const DeliveryEntry &item, const CancelToken &cancel);
    void finish();

    ZipArchive archive;
    QString delivery;
    DeliveryLimits limits;

    std::unordered_map<qint64, QByteArray> kept; ///< EMLs inflated by the check, by their place in the ZIP

    // Of the check under way.
    qint64 keptBytes = 0;
    DeliveryContents contents;
    Problems problems;
    std::optional<qint64> manifestIndex;
};

namespace {

const Failure cancelled{FailureCode::Cancelled, {}, {}, true};

/// True for what is wrong with the delivery itself, false for a failure of the reading.
bool isDamage(const Failure &failure)
{
    return failure.code == FailureCode::DeliveryEntryDamaged;
}

} // namespace

Result<QByteArray> DeliveryReader::Private::inflate(qint64 index, const QString &name, const CancelToken &cancel)
{
    const ZipRecord &record = records()[size_t(index)];
    QByteArray bytes;
    // The declared size may lie; deflate makes at most 1032 bytes of one, so nothing is reserved that the entry cannot
    // hold.
    const quint64 deflated = std::min(record.compressedSize, quint64(archive.sourceSize()));
    bytes.reserve(qsizetype(std::min({record.size, deflated * 1032, quint64(limits.maxEntryBytes)})));
    const auto done = archive.inflate(index, name, [&](QByteArrayView block) {
        bytes.append(block);
        return !cancel.isCancelled();
    });
    if (!done)
        return done.failure();
    return bytes;
}

Result<void> DeliveryReader::Private::checkDirectory(const CancelToken &cancel)
{
    QSet<QString> names;
    names.reserve(qsizetype(records().size()));
    quint64 total = 0;
    for (qint64 index = 0; index < qint64(records().size()); ++index) {
        if (cancel.isCancelled())
            return cancelled;
        const ZipRecord &record = records()[size_t(index)];
        const QString name = decodeZipName(record.rawName);
        if (isTraversal(name))
            problems.add(failure(FailureCode::DeliveryPathTraversal, name));
        if (auto problem = sizeProblem(record, name))
            problems.add(*std::move(problem));
        // Saturates: sizes come from the file and may add up to more than 64 bits hold.
        total += std::min(record.size, quint64(limits.maxTotalBytes) + 1);
        if (total > quint64(limits.maxTotalBytes)) {
            total = quint64(limits.maxTotalBytes) + 1;
            problems.add({FailureCode::DeliveryTooLarge, {delivery, QString::number(limits.maxTotalBytes)}, {}, false});
        }
        // Entries that share the same compressed bytes are each modest and together a bomb.
        if (isRatioTooHigh(total, quint64(archive.sourceSize())))
            problems.add(failure(FailureCode::DeliveryRatioTooHigh, name, limits.maxRatio));
        if (isFolder(record.rawName))
            continue;
        const qsizetype before = names.size();
        names.insert(name);
        if (names.size() == before)
            problems.add(failure(FailureCode::DeliveryDuplicateEntry, name));
        const bool isManifest = name.endsWith(u".mf", Qt::CaseInsensitive);
        const bool isEml = name.endsWith(u".eml", Qt::CaseInsensitive);
        if (!isManifest && !isEml) {
            if (record.flags & encryptedFlag)
                problems.add(failure(FailureCode::DeliveryEncryptedEntry, name));
            contents.otherEntries.append(name);
            continue;
        }
        if (auto problem = methodProblem(record, name))
            problems.add(*std::move(problem));
        if (isEml)
            contents.items.push_back({index, name, qint64(std::min(record.size, quint64(std::numeric_limits<qint64>::max())))});
        else if (manifestIndex)
            problems.add(failure(FailureCode::ManifestNotUnique, name));
        else {
            manifestIndex = index;
            contents.manifestName = name;
        }
    }
    return {};
}

Result<void> DeliveryReader::Private::checkManifest(const CancelToken &cancel)
{
    if (!manifestIndex) {
        problems.add({FailureCode::ManifestMissing, {delivery}, {}, false});
        return {};
    }
    const ZipRecord &record = records()[size_t(*manifestIndex)];
    if (methodProblem(record, contents.manifestName))
        return {};
    if (record.size > quint64(limits.maxManifestBytes)) {
        problems.add(failure(FailureCode::ManifestTooLarge, contents.manifestName, limits.maxManifestBytes));
        return {};
    }
    const auto bytes = inflate(*manifestIndex, contents.manifestName, cancel);
    if (!bytes && !isDamage(bytes.failure()))
        return bytes.failure();
    if (!bytes) {
        problems.add(bytes.failure());
        return {};
    }
    contents.manifest = Manifest::parse(*bytes);
    compareWithManifest();
    return {};
}

void DeliveryReader::Private::compareWithManifest()
{
    const Manifest &manifest = contents.manifest;
    if (!manifest.count)
        problems.add(failure(FailureCode::ManifestWithoutCount, contents.manifestName));
    else if (*manifest.count != contents.foundCount())
        problems.add({FailureCode::ManifestCountMismatch,
                      {delivery, QString::number(*manifest.count), QString::number(contents.foundCount())},
                      {},
                      false});
    std::vector<MatchedName> emls;
    emls.reserve(contents.items.size());
    for (const DeliveryEntry &item : contents.items)
        emls.push_back({item.name, records()[size_t(item.index)].rawName});
    ManifestMatch match = ManifestMatch::of(emls, manifest.names);
    contents.missingNames = std::move(match.missingNames);
    const qint64 missing = contents.missingNames.size() + manifest.omittedNames;
    if (missing > 0)
        problems.add(failure(FailureCode::ManifestEntryMissing, contents.missingNames.value(0), missing));
    const auto unlisted = std::count(match.isListed.begin(), match.isListed.end(), false);
    if (unlisted > 0) {
        const auto first = std::find(match.isListed.begin(), match.isListed.end(), false) - match.isListed.begin();
        problems.add(failure(FailureCode::ManifestEntryUnlisted, contents.items[size_t(first)].name, unlisted));
    }
}

/// Inflates an EML to see whether its CRC holds, and keeps it while there is room.
Result<void> DeliveryReader::Private::checkEntry(const DeliveryEntry &item, const CancelToken &cancel)
{
    if (keptBytes + item.size > limits.maxKeptBytes)
        return archive.inflate(item.index, item.name, [&cancel](QByteArrayView) { return !cancel.isCancelled(); });
    auto bytes = inflate(item.index, item.name, cancel);
    if (!bytes)
        return bytes.failure();
    keptBytes += bytes->size();
    kept.emplace(item.index, std::move(*bytes));
    return {};
}

Result<void> DeliveryReader::Private::checkBytes(const CancelToken &cancel, const std::function<void(qint64)> &progress)
{
    qint64 done = 0;
    for (const DeliveryEntry &item : contents.items) {
        if (cancel.isCancelled())
            return cancelled;
        const ZipRecord &record = records()[size_t(item.index)];
        if (item.size == 0)
            problems.add(failure(FailureCode::ManifestEntryEmpty, item.name));
        if (!methodProblem(record, item.name)) {
            const auto inflated = checkEntry(item, cancel);
            if (!inflated && !isDamage(inflated.failure()))
                return inflated.failure();
            if (!inflated)
                problems.add(inflated.failure());
        }
        if (progress)
            progress(++done);
    }
    return {};
}

void DeliveryReader::Private::finish()
{
    contents.notes = contents.manifest.notes;
    if (archive.directory().hasTrailingBytes())
        contents.notes.append(QStringLiteral("trailing-bytes"));
    contents.acceptable = problems.areAcceptable();
    const std::vector<Failure> failures = std::move(problems).sorted();
    for (const Failure &failure : failures) {
        if (!contents.problem)
            contents.problem = failure;
        else
            contents.notes.append(failureCodeName(failure.code) + QLatin1String(": ") + failure.arguments.value(1));
    }
}

DeliveryReader::DeliveryReader(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
DeliveryReader::~DeliveryReader() = default;
DeliveryReader::DeliveryReader(DeliveryReader &&) noexcept = default;
DeliveryReader &DeliveryReader::operator=(DeliveryReader &&) noexcept = default;

Result<DeliveryReader> DeliveryReader::open(std::shared_ptr<ByteSource> source, const QString &name, const DeliveryLimits &limits)
{
    auto archive = ZipArchive::open(std::move(source), name, limits.maxEntries);
    if (!archive)
        return archive.failure();
    return DeliveryReader(std::make_unique<Private>(std::move(*archive), name, limits));
}

Result<DeliveryContents> DeliveryReader::check(const CancelToken &cancel, const std::function<void(qint64)> &progress)
{
    d->contents = {};
    d->problems = {};
    d->manifestIndex.reset();
    d->kept.clear();
    d->keptBytes = 0;
    if (auto done = d->checkDirectory(cancel); !done)
        return done.failure();
    if (d->problems.areAcceptable()) {
        if (auto done = d->checkManifest(cancel); !done)
            return done.failure();
        if (auto done = d->checkBytes(cancel, progress); !done)
            return done.failure();
    }
    d->finish();
    return std::move(d->contents);
}

Result<QByteArray> DeliveryReader::read(const DeliveryEntry &entry)
{
    if (entry.index < 0 || entry.index >= qint64(d->records().size()))
        return d->failure(FailureCode::DeliveryEntryDamaged, entry.name);
    const ZipRecord &record = d->records()[size_t(entry.index)];
    if (auto problem = d->sizeProblem(record, entry.name))
        return *problem;
    if (auto problem = d->methodProblem(record, entry.name))
        return *problem;
    if (const auto kept = d->kept.extract(entry.index); !kept.empty())
        return std::move(kept.mapped());
    return d->inflate(entry.index, entry.name, CancelToken());
}

Result<QByteArray> DeliveryReader::read(const QString &entryName, qint64 index)
{
    const bool isThere =
        index >= 0 && index < qint64(d->records().size()) && decodeZipName(d->records()[size_t(index)].rawName) == entryName;
    if (!isThere)
        return d->failure(FailureCode::OriginalUnavailable, entryName);
    return read(DeliveryEntry{index, entryName, 0});
}

} // namespace tallybridge

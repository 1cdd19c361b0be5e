#pragma once

#include "source/FolderSource.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

namespace tallybridge::test {

/// A folder as source that behaves as the test wants; what it moves after import goes to its sub-folder "moved".
class TestSource : public FolderSource
{
public:
    struct Behaviour {
        QSet<QString> unreadable; ///< names the account may not read
        QSet<QString> vanishing;  ///< names that are gone between list() and open()
        bool moves = false;       ///< after import
        bool refuses = false;     ///< to move
    };

    TestSource(const QString &folder, Behaviour behaviour) : FolderSource(folder), m_folder(folder), m_behaviour(std::move(behaviour)) {}

    Result<std::vector<SourceDelivery>> listMoved(const CancelToken &cancel) override
    {
        if (!m_behaviour.moves || !QFileInfo(moved()).isDir())
            return std::vector<SourceDelivery>();
        auto listing = FolderSource(moved()).list(cancel);
        if (!listing)
            return listing.failure();
        for (SourceDelivery &delivery : listing->deliveries)
            delivery.movedAway = true;
        return std::move(listing->deliveries);
    }

    Result<std::shared_ptr<ByteSource>> open(const QString &name, const CancelToken &cancel) override
    {
        if (m_behaviour.unreadable.contains(name))
            return Failure{FailureCode::FileNotReadable, {name}, QStringLiteral("Permission denied"), true};
        if (m_behaviour.vanishing.contains(name))
            return Failure{FailureCode::FileNotFound, {name}, {}, false};
        const bool isMoved = m_behaviour.moves && !QFile::exists(here(name)) && QFile::exists(moved() + name);
        return isMoved ? FolderSource(moved()).open(name, cancel) : FolderSource::open(name, cancel);
    }

    std::optional<QByteArray> knownSha256(const SourceDelivery &delivery) const override
    {
        if (!m_behaviour.moves)
            return std::nullopt;
        const auto bytes = openFile((delivery.movedAway ? moved() : m_folder + QLatin1Char('/')) + delivery.name.name);
        const auto sha256 = bytes ? sha256Of(**bytes, {}) : Result<QByteArray>(bytes.failure());
        return sha256 ? std::optional(*sha256) : std::nullopt;
    }

    bool changesSource() const override { return m_behaviour.moves; }

    Result<void> afterImport(const SourceDelivery &delivery, const CancelToken &) override
    {
        if (m_behaviour.refuses)
            return Failure{FailureCode::SourceAccessDenied, {delivery.name.name}, {}, false};
        QDir().mkpath(moved());
        if (!QFile::rename(here(delivery.name.name), moved() + delivery.name.name))
            return Failure{FailureCode::SourceNameTaken, {delivery.name.name, moved()}, {}, false};
        return {};
    }

private:
    QString here(const QString &name) const { return m_folder + QLatin1Char('/') + name; }
    QString moved() const { return m_folder + QLatin1String("/moved/"); }

    const QString m_folder;
    const Behaviour m_behaviour;
};

} // namespace tallybridge::test

#pragma once

#include "engine/ConnectorService.h"
#include "support/MemoryDestination.h"
#include "support/TestSource.h"
#include "support/ZipWriter.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>

namespace tallybridge::test {

/// A clock that tests set.
class FixedClock : public Clock
{
public:
    QDateTime now() const override { return time; }
    QDateTime time = QDateTime(QDate(2026, 11, 21), QTime(6, 0), Qt::UTC);
};

/// A folder as source, memory as destination, a ledger in a temporary folder.
class TestEngine
{
public:
    TestEngine()
        : mailboxes(std::make_shared<MemoryDestination::Mailboxes>())
        , m_backends(std::make_shared<TestBackends>(mailboxes))
        , clock(std::make_shared<FixedClock>())
    {
        QDir(root()).mkpath(QStringLiteral("source"));
        QDir(root()).mkpath(QStringLiteral("data"));
    }

    QString root() const { return m_folder.path(); }
    QString dataFolder() const { return root() + QLatin1String("/data"); }
    EngineContext context() const { return {dataFolder(), clock, m_backends, QStringLiteral("tester")}; }
    ConnectorService service() const { return ConnectorService(context()); }

    ConnectorSettings settings() const
    {
        ConnectorSettings settings;
        settings.source = QLatin1String("folder:") + root() + QLatin1String("/source");
        settings.destination = QStringLiteral("local:");
        settings.termsSha256 = termsSha256();
        return settings;
    }

    /// A second destination, with mailboxes of its own.
    static QString otherDestination() { return QStringLiteral("local:/other"); }
    MemoryDestination::Mailboxes &otherMailboxes() const { return *m_backends->other; }
    void setDestination(const QString &destination) const
    {
        const auto connector = service().find(QStringLiteral("wa"));
        Q_ASSERT(connector.ok());
        ConnectorSettings changed = connector->settings;
        changed.destination = destination;
        const auto edited = service().edit(QStringLiteral("wa"), QStringLiteral("wa"), changed);
        Q_ASSERT(edited.ok());
    }

    void addConnector(const QString &name = QStringLiteral("wa"))
    {
        const auto added = service().add(name, QStringLiteral("whatsapp"), settings());
        Q_ASSERT(added.ok());
    }

    /// Writes a delivery of the day with the file number into the source folder.
    void addDelivery(const QList<QPair<QString, QByteArray>> &emls, int day = 20, int number = 1) const
    {
        write(deliveryName(day, number), makeDelivery(emls));
    }
    static QString deliveryName(int day = 20, int number = 1)
    {
        return QStringLiteral("202611%1%2-TeleMessage_%3_%4.zip")
            .arg(day, 2, 10, QLatin1Char('0'))
            .arg(QLatin1String("0000"))
            .arg(number)
            .arg(QLatin1String("0300"));
    }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(root() + QLatin1String("/source/") + name);
        const bool opened = file.open(QIODevice::WriteOnly);
        Q_ASSERT(opened);
        file.write(bytes);
    }

    /// A chat from one address to others.
    static QByteArray chat(const QString &id, const QString &from, const QStringList &to, const QString &text = QStringLiteral("hello"),
                           const QString &moreHeaders = {})
    {
        const QString eml =
            QLatin1String("From: 447700900001 <") + from + QLatin1String(">\r\nTo: ") + to.join(QLatin1String(", ")) +
            QLatin1String("\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nSubject: WhatsApp Message From 447700900001 to 447700900002\r\n"
                          "X-TELEMESSAGE-ArchiveMessageID: ") +
            id + QLatin1String("\r\n") + moreHeaders + QLatin1String("Content-Type: text/plain; charset=utf-8\r\n\r\n") + text +
            QLatin1String("\r\n");
        return eml.toUtf8();
    }

    /// Deliveries that the account may not read, by name.
    void setUnreadable(const QSet<QString> &names) { m_backends->source.unreadable = names; }
    /// How the source behaves from now on.
    TestSource::Behaviour &sourceBehaviour() { return m_backends->source; }
    QString movedFolder() const { return root() + QLatin1String("/source/moved/"); }

    RunRecord sync(const RunControl &control = {}) const
    {
        const auto run = service().sync(QStringLiteral("wa"), {}, control);
        if (!run)
            qFatal("sync did not start: %s", failureCodeName(run.failure().code).data());
        return *run;
    }

private:
    class TestBackends : public Backends
    {
    public:
        explicit TestBackends(std::shared_ptr<MemoryDestination::Mailboxes> mailboxes) : m_mailboxes(std::move(mailboxes)) {}
        Result<std::unique_ptr<DeliverySource>> makeSource(const ConnectorSettings &settings) const override
        {
            return std::unique_ptr<DeliverySource>(std::make_unique<TestSource>(settings.source.mid(7), source));
        }
        Result<std::unique_ptr<Destination>> makeDestination(const ConnectorSettings &settings, const ConnectorType &) const override
        {
            const bool isOther = settings.destination == otherDestination();
            return std::unique_ptr<Destination>(std::make_unique<MemoryDestination>(isOther ? other : m_mailboxes));
        }
        Result<ConnectorSettings> normalised(const ConnectorSettings &settings) const override { return settings; }

        const std::shared_ptr<MemoryDestination::Mailboxes> other = std::make_shared<MemoryDestination::Mailboxes>();
        TestSource::Behaviour source;

    private:
        std::shared_ptr<MemoryDestination::Mailboxes> m_mailboxes;
    };

    QTemporaryDir m_folder;

public:
    std::shared_ptr<MemoryDestination::Mailboxes> mailboxes;

private:
    std::shared_ptr<TestBackends> m_backends;

public:
    std::shared_ptr<FixedClock> clock;
};

/// Turns a bit in the middle of each held original.
inline void damageHeldOriginals(const TestEngine &engine)
{
    for (QDirIterator it(engine.dataFolder() + QLatin1String("/held"), QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        QFile file(it.next());
        char byte = 0;
        [[maybe_unused]] const bool turned = file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2) && file.getChar(&byte) &&
                                             file.seek(file.size() / 2) && file.putChar(char(byte ^ 1));
        Q_ASSERT(turned);
    }
}

} // namespace tallybridge::test

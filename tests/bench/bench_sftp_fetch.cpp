// bench_sftp_fetch URL HOST-KEY PASSWORD-FILE SPOOL: fetches every delivery at the source into a sealed spool and prints bytes and seconds.
#include "core/SftpUrl.h"
#include "identity/FileSecretStore.h"
#include "source/sftp/SftpSource.h"

#include <chrono>
#include <cstdio>

using namespace tallybridge;

int main(int argc, char **argv)
{
    const auto url = argc == 5 ? SftpUrl::parse(QString::fromLocal8Bit(argv[1])) : std::nullopt;
    if (!url) {
        std::fprintf(stderr, "usage: bench_sftp_fetch URL HOST-KEY PASSWORD-FILE SPOOL\n");
        return 2;
    }
    SftpSource::Settings settings;
    settings.server = {url->host, url->port, url->user, QString::fromLocal8Bit(argv[2]), std::chrono::seconds(30), {}, {}};
    settings.folder = url->folder;
    settings.spoolFolder = QString::fromLocal8Bit(argv[4]);
    FileSecretStore files({{QStringLiteral("password"), QString::fromLocal8Bit(argv[3])}});
    SftpSource::Secrets secrets;
    secrets.credentials = [&]() -> Result<SftpCredentials> {
        const auto password = files.read({{}, QStringLiteral("password")});
        if (!password)
            return password.failure();
        return SftpCredentials{password->value_or(Secret()), {}, {}};
    };
    secrets.sealKeys = [] { return Result<SealKeys>(SealKeys(Secret::random(SealKeys::keySize))); };
    SftpSource source(settings, secrets, std::make_shared<SystemClock>());
    const auto listing = source.list({});
    if (!listing) {
        std::fprintf(stderr, "%s\n", failureCodeName(listing.failure().code).data());
        return 1;
    }
    const auto started = std::chrono::steady_clock::now();
    qint64 bytes = 0;
    for (const SourceDelivery &delivery : listing->deliveries) {
        const auto fetched = source.open(delivery.name.name, {});
        if (!fetched) {
            std::fprintf(stderr, "%s\n", failureCodeName(fetched.failure().code).data());
            return 1;
        }
        bytes += (*fetched)->size();
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
    std::printf("%lld %.3f\n", static_cast<long long>(bytes), taken.count());
    return 0;
}

// Any bytes as what an SFTP server sends after it agreed on the version; for signed-in sessions nothing else stands between them and us.
#include "source/sftp/SftpFile.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace tallybridge;

namespace {

/// A line on which only the other side speaks.
class Input : public SftpLine
{
public:
    explicit Input(QByteArray bytes) : m_bytes(SftpFields().number(5).byte(sftp::Version).number(sftp::version).bytes() + bytes) {}

    Result<qint64> read(char *bytes, qint64 size) override
    {
        const qint64 got = std::min<qint64>(size, m_bytes.size() - m_place);
        std::memcpy(bytes, m_bytes.constData() + m_place, size_t(got));
        m_place += got;
        return got;
    }
    Result<void> write(QByteArrayView) override { return {}; }
    Failure lost(const QString &why) const override { return {FailureCode::SourceConnectionLost, {}, why, true}; }

private:
    const QByteArray m_bytes;
    qint64 m_place = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    SftpFieldReader fields(input);
    while (fields.ok())
        fields.attributes();
    Input line(input);
    SftpProtocol protocol(line);
    if (!protocol.begin())
        std::abort();
    SftpFile file(protocol, "handle", "/file", 0);
    if (!file.entry())
        return 0;
    QByteArray buffer(40'000, '\0');
    while (true) {
        const auto got = file.read(buffer.data(), buffer.size());
        if (got && (*got < 0 || *got > buffer.size()))
            std::abort();
        if (!got || *got == 0)
            return 0;
    }
}

#pragma once

#include <QIODevice>

namespace tallybridge {

/// The body of a request, to be read once. QNetworkAccessManager sends a request again by itself when the connection is cut before the
/// answer; a body that cannot be read again keeps it from doing so, because the server may have carried the request out.
class UploadDevice : public QIODevice
{
public:
    explicit UploadDevice(QByteArray body, QObject *parent = nullptr);

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return bytesAvailable() == 0; }
    qint64 bytesAvailable() const override { return m_body.size() - m_read + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_read = 0;
};

} // namespace tallybridge

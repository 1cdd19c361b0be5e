#include "unit/message/Samples.h"

#include <QDirIterator>
#include <QtTest>

using namespace tallybridge;
using namespace tallybridge::samples;

/// Third-party mails, broken ones among them, go through reader and composer: each gives an item and a mail, or a
/// Failure.
class EmlCorpusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsAnItemOrAFailure()
    {
        QString shared = qEnvironmentVariable("TALLYBRIDGE_SHARED");
        if (shared.isEmpty())
            shared = QStringLiteral(TALLYBRIDGE_SOURCE_DIR "/../shared");
        const QString folder = shared + QLatin1String("/data/eml");
        if (!QDir(folder).exists()) {
            qInfo("The third-party corpus is absent (no folder data/eml below TALLYBRIDGE_SHARED): nothing was read "
                  "here.");
            return;
        }
        int items = 0;
        int failures = 0;
        QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            const bool isMail = path.endsWith(QLatin1String(".eml")) || path.endsWith(QLatin1String(".msg"));
            QFile file(path);
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
            const QByteArray bytes = file.readAll();
            const auto read = readEml(bytes);
            const EmlIdentity identity = readEmlIdentity(bytes);
            if (!read) {
                failures += isMail ? 1 : 0;
                QVERIFY2(!failureCodeName(read.failure().code).isEmpty(), qPrintable(path));
                continue;
            }
            items += isMail ? 1 : 0;
            QVERIFY2(read->key == identity.key, qPrintable(path));
            const auto mail = composeMessage(*read, options());
            if (!mail) {
                QVERIFY2(mail.failure().code == FailureCode::MessageTextTooLarge, qPrintable(path));
                continue;
            }
            const Item again = item(mail->bytes);
            QString text = read->text;
            text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
            QVERIFY2(again.text.contains(text), qPrintable(path));
            // Every attachment arrives with its bytes, in order; message.html may stand before them.
            size_t at = again.attachments.size() - (read->attachments.size() - mail->dropped.size());
            for (const Attachment &attachment : read->attachments) {
                if (attachment.content.size() <= options().sizeLimit) {
                    QVERIFY2(at < again.attachments.size(), qPrintable(path));
                    QVERIFY2(again.attachments[at].content == attachment.content, qPrintable(path));
                    QVERIFY2(!again.attachments[at].fileName.isEmpty(), qPrintable(path));
                    ++at;
                }
            }
            const qsizetype named = std::min<qsizetype>(500, qsizetype(read->participants.size()));
            QVERIFY2(qsizetype(again.participants.size()) >= named, qPrintable(path));
        }
        QVERIFY(items > 4 * failures);
        qInfo("%d mails read, %d refused", items, failures);
    }
};

QTEST_APPLESS_MAIN(EmlCorpusTest)
#include "EmlCorpusTest.moc"

#pragma once

#include "WizardDriver.h"

#include "ui/common/Banner.h"
#include "ui/wizard/BusyRow.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

// What a person does on the wizard's pages about Microsoft 365.
namespace tallybridge::test {

inline void enter(const WizardDriver &driver, const char *field, const QString &text)
{
    QVERIFY(driver.tabTo(field));
    driver.key(Qt::Key_A, Qt::ControlModifier);
    driver.type(text);
}

inline void press(const WizardDriver &driver, const char *button)
{
    driver.find<Banner>("banner")->hide(); // a former answer counts for nothing
    driver.find<QPushButton>(button)->click();
}

/// Waits for the answer of the page.
inline bool saysNext(const WizardDriver &driver, const QString &words)
{
    auto *banner = driver.find<Banner>("banner");
    auto *busy = driver.find<BusyRow>("busy");
    if (QTest::qWaitFor([&] { return !busy->isVisible() && banner->isVisible() && banner->text().contains(words); }, patience))
        return true;
    qInfo() << "the banner says" << banner->isVisible() << banner->text();
    return false;
}

inline bool saysAfterNext(const WizardDriver &driver, const QString &words)
{
    driver.find<Banner>("banner")->hide();
    driver.key(Qt::Key_N, Qt::AltModifier);
    return saysNext(driver, words);
}

inline void fillTenant(const WizardDriver &driver, const QString &tenant, const QString &clientId)
{
    driver.key(Qt::Key_M, Qt::AltModifier);
    auto *field = driver.find<QLineEdit>("tenant");
    QVERIFY(QTest::qWaitFor([field] { return field->isVisible(); }, patience));
    enter(driver, "tenant", tenant);
    enter(driver, "clientId", clientId);
    enter(driver, "domains", QStringLiteral("contoso.example"));
}

/// Has a certificate made; gives what was saved at path, which is there no longer.
inline QByteArray saveCertificate(const WizardDriver &driver, ConnectorWizard *wizard, const QString &path)
{
    press(driver, "saveCertificate");
    QFileDialog *dialog = nullptr;
    if (!QTest::qWaitFor([&] { return (dialog = wizard->currentPage()->findChild<QFileDialog *>()) && dialog->isVisible(); }, patience))
        qFatal("nobody asks where to save the certificate");
    // selectFile() leaves a name alone that has the focus.
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(path);
    static_cast<QDialog *>(dialog)->accept();
    auto *banner = driver.find<Banner>("banner");
    if (!QTest::qWaitFor([banner] { return banner->isVisible() && banner->text().contains(QStringLiteral("Saved as")); }, patience))
        qFatal("the certificate was not saved");
    QFile file(path);
    const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    file.close();
    QFile::remove(path);
    wizard->activateWindow();
    if (!QTest::qWaitFor([wizard] { return QApplication::activeWindow() == wizard; }, patience))
        qFatal("the wizard is not active");
    return bytes;
}

} // namespace tallybridge::test

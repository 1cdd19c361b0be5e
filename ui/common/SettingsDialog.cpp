#include "ui/common/SettingsDialog.h"

#include "ui/common/AppSettings.h"
#include "ui/common/Appearance.h"
#include "ui_SettingsDialog.h"

#include <QDir>
#include <QFileDialog>

namespace tallybridge {

namespace {

const QStringList languages{QString(), QStringLiteral("en"), QStringLiteral("zh_TW")};

} // namespace

SettingsDialog::SettingsDialog(AppSettings &settings, const QString &dataFolder, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::SettingsDialog>()), m_settings(settings)
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->note->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    m_ui->language->setCurrentIndex(int(languages.indexOf(settings.language())));
    m_ui->appearance->setCurrentIndex(int(settings.appearance()));
    m_ui->folder->setText(QDir::toNativeSeparators(settings.dataFolder()));
    m_ui->folder->setPlaceholderText(QDir::toNativeSeparators(dataFolder));
    m_ui->schedule->setChecked(settings.importsOnSchedule());
    connect(m_ui->browse, &QPushButton::clicked, this, &SettingsDialog::browse);
    connect(this, &QDialog::accepted, this, &SettingsDialog::save);
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Data folder"), m_ui->folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &folder) { m_ui->folder->setText(QDir::toNativeSeparators(folder)); });
    dialog->open();
}

void SettingsDialog::save()
{
    m_settings.setLanguage(languages.value(m_ui->language->currentIndex()));
    m_settings.setAppearance(AppSettings::Appearance(m_ui->appearance->currentIndex()));
    m_settings.setDataFolder(QDir::fromNativeSeparators(m_ui->folder->text().trimmed()));
    m_settings.setImportsOnSchedule(m_ui->schedule->isChecked());
    applyAppearance(m_settings.appearance());
}

} // namespace tallybridge

#include "ui/common/SettingsDialog.h"

#include "app/LogSetting.h"
#include "app/ProxySetting.h"
#include "cli/wording/FailureText.h"
#include "engine/EngineContext.h"
#include "ui/common/AppSettings.h"
#include "ui/common/Appearance.h"
#include "ui/common/Tray.h"
#include "ui_SettingsDialog.h"

#include <QDir>
#include <QFileDialog>

namespace tallybridge {

namespace {

const QStringList languages{QString(), QStringLiteral("en"), QStringLiteral("zh_TW")};

} // namespace

SettingsDialog::SettingsDialog(AppSettings &settings, const EngineContext &engine, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::SettingsDialog>()), m_settings(settings), m_engine(engine)
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->note->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    m_ui->language->setCurrentIndex(int(languages.indexOf(settings.language())));
    m_ui->appearance->setCurrentIndex(int(settings.appearance()));
    m_ui->folder->setText(QDir::toNativeSeparators(settings.dataFolder()));
    m_ui->folder->setPlaceholderText(QDir::toNativeSeparators(engine.dataFolder));
    showProxy();
    m_ui->log->setCurrentIndex(int(LogSetting::read(engine.dataFolder).level));
    m_ui->schedule->setChecked(settings.importsOnSchedule());
    m_ui->tray->setChecked(settings.staysInTray());
    m_ui->tray->setEnabled(Tray::isAvailable());
    if (!Tray::isAvailable())
        m_ui->tray->setText(tr("&Stay in the tray when the window is closed (this desktop has none)"));
    m_ui->notify->setChecked(settings.notifies());
    const auto noticesNeedTray = [this] { m_ui->notify->setEnabled(m_ui->tray->isEnabled() && m_ui->tray->isChecked()); };
    connect(m_ui->tray, &QCheckBox::toggled, this, noticesNeedTray);
    noticesNeedTray();
    connect(m_ui->browse, &QPushButton::clicked, this, &SettingsDialog::browse);
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

void SettingsDialog::showProxy()
{
    // A setting that cannot be read is shown as the system's, which Save then makes it.
    const auto kept = ProxySetting::read(m_engine.dataFolder);
    const ProxySetting proxy = kept ? *kept : ProxySetting{};
    m_ui->proxy->setCurrentIndex(int(proxy.kind));
    if (proxy.kind == ProxySetting::Kind::Manual)
        m_ui->proxyAddress->setText(proxy.text());
    const auto follow = [this] {
        m_ui->proxyAddress->setEnabled(ProxySetting::Kind(m_ui->proxy->currentIndex()) == ProxySetting::Kind::Manual);
        m_ui->problem->hide();
    };
    connect(m_ui->proxy, &QComboBox::currentIndexChanged, this, follow);
    connect(m_ui->proxyAddress, &QLineEdit::textChanged, this, follow);
    follow();
}

void SettingsDialog::accept()
{
    ProxySetting proxy{ProxySetting::Kind(m_ui->proxy->currentIndex()), {}, 0};
    if (proxy.kind == ProxySetting::Kind::Manual) {
        const auto named = ProxySetting::parse(m_ui->proxyAddress->text().trimmed());
        if (!named || named->kind != ProxySetting::Kind::Manual) {
            showProblem(tr("Name the proxy like http://proxy.example:8080, without a user."), *m_ui->proxyAddress);
            return;
        }
        proxy = *named;
    }
    if (const auto written = proxy.write(m_engine.dataFolder); !written.ok()) {
        showProblem(failureText(written.failure()), *m_ui->proxy);
        return;
    }
    const LogSetting log{LogLevel(m_ui->log->currentIndex())};
    if (const auto written = log.write(m_engine.dataFolder); !written.ok()) {
        showProblem(failureText(written.failure()), *m_ui->log);
        return;
    }
    m_engine.log->setLevel(log.level);
    proxy.apply();
    save();
    QDialog::accept();
}

void SettingsDialog::showProblem(const QString &text, QWidget &field)
{
    m_ui->problem->setText(text);
    m_ui->problem->show();
    field.setFocus();
}

void SettingsDialog::save()
{
    m_settings.setLanguage(languages.value(m_ui->language->currentIndex()));
    m_settings.setAppearance(AppSettings::Appearance(m_ui->appearance->currentIndex()));
    m_settings.setDataFolder(QDir::fromNativeSeparators(m_ui->folder->text().trimmed()));
    m_settings.setImportsOnSchedule(m_ui->schedule->isChecked());
    m_settings.setStaysInTray(m_ui->tray->isChecked());
    m_settings.setNotifies(m_ui->notify->isChecked());
    applyAppearance(m_settings.appearance());
    Q_EMIT saved();
}

} // namespace tallybridge

#pragma once

#include <QDialog>
#include <memory>

namespace tallybridge {

class AppSettings;

namespace Ui {
class SettingsDialog;
}

/// The settings of the window. Open it with open(); it deletes itself when closed.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// dataFolder: the one in use.
    SettingsDialog(AppSettings &settings, const QString &dataFolder, QWidget *parent);
    ~SettingsDialog() override;

    void accept() override;

Q_SIGNALS:
    /// The settings hold what was chosen.
    void saved();

private:
    void showProxy();
    void showProblem(const QString &text, QWidget &field);
    void save();
    void browse();

    std::unique_ptr<Ui::SettingsDialog> m_ui;
    AppSettings &m_settings;
    QString m_dataFolder;
};

} // namespace tallybridge

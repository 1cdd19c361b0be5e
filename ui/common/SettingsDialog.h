#pragma once

#include <QDialog>
#include <memory>

namespace tallybridge {

class AppSettings;
struct EngineContext;

namespace Ui {
class SettingsDialog;
}

/// The settings of the window. Open it with open(); it deletes itself when closed.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// engine: the one in use, for its data folder and log.
    SettingsDialog(AppSettings &settings, const EngineContext &engine, QWidget *parent);
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
    const EngineContext &m_engine;
};

} // namespace tallybridge

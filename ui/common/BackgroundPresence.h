#pragma once

#include <QObject>

#include <memory>

namespace tallybridge {

class AppSettings;
class MainWindow;
class Tray;
struct RunRecord;

/// Lets the closed window live on in the desktop's tray, where imports go on by their schedule, and says there when a run did not go well.
/// Without a tray, or where the person does not want it, closing the window ends the program.
class BackgroundPresence : public QObject
{
    Q_OBJECT

public:
    /// window and settings have to outlive it.
    BackgroundPresence(MainWindow &window, AppSettings &settings, QObject *parent = nullptr);
    ~BackgroundPresence() override;

    /// Puts the sign into the tray or takes it away, as the settings say now.
    void apply();

    /// What is told of a run that ended, in numbers only, for anybody may see it on a locked screen; empty: it went well or was stopped by
    /// hand.
    static QString noticeOf(const RunRecord &run);

protected:
    /// Quitting the program from outside (the dock, the end of the session) is not closing the window.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell(qint64 connector, const QString &text);
    void tellTrouble();
    void tellHidden();
    void showStatus();

    MainWindow &m_window;
    AppSettings &m_settings;
    std::unique_ptr<Tray> m_tray;
    bool m_toldTrouble = false; ///< since the window was closed
};

} // namespace tallybridge

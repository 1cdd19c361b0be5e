#pragma once

#include "app/Operation.h"
#include "ui/common/Backend.h"
#include "ui/wizard/WizardState.h"

#include <QWizardPage>

namespace tallybridge {

class Banner;
class BusyRow;

/// A page of the wizard that has to pass a check in another thread before the wizard goes on. Next starts the check and stays on the page;
/// the answer goes on, or says in a banner what is wrong. An answer for input that was changed meanwhile is dropped. What has passed
/// once is not checked again until its input changes.
class CheckedPage : public QWizardPage
{
    Q_OBJECT

public:
    explicit CheckedPage(WizardState &state, QWidget *parent = nullptr);

    bool isComplete() const final;
    bool validatePage() final;
    void cleanupPage() override;
    bool isBusy() const { return m_busy; }
    /// The page of the help about this one.
    virtual QString helpTopic() const { return QStringLiteral("wizard"); }
    /// Stops what is under way; its answer is dropped.
    virtual void abandon();

protected:
    /// To be called once, with the widgets of the form.
    void setForm(Banner *banner, BusyRow *busy, QWidget *firstField);

    /// Whether the input is enough to ask.
    virtual bool isInputComplete() const { return true; }
    /// Writes the input into the draft.
    virtual void store() = 0;
    /// Asks, and calls pass() or fail() in the end; at once where nothing has to be asked.
    virtual void check() = 0;

    /// To be called when a field changes.
    void inputChanged();
    /// Input that changed elsewhere has to be checked again.
    void forgetAnswer() { m_passedRevision = -1; }
    void pass();
    void fail(const Failure &failure);
    void fail(const QString &text);

    /// work: Result<T>(const SetupSession &, const RunControl &) in another thread; done: void(Result<T>), dropped after abandon().
    template <typename Work, typename Done>
    void ask(const QString &busyText, Work work, Done done)
    {
        startBusy(busyText);
        m_operation = m_state.backend.run(
            this,
            [engine = m_state.backend.engine(), traces = m_state.traces,
             work = std::move(work)](ConnectorService &, const RunControl &control) { return work(SetupSession(engine), control); },
            [this, question = m_question, done = std::move(done)](auto result) {
                if (question != m_question)
                    return;
                endBusy();
                done(std::move(result));
            });
    }

    /// The same for what is asked elsewhere. start: Operation(done), which calls done in this thread; as ConsentDesk.
    template <typename T, typename Start, typename Done>
    void askBy(const QString &busyText, Start start, Done done)
    {
        startBusy(busyText);
        m_operation = start([this, guard = QPointer<CheckedPage>(this), question = m_question, done = std::move(done)](Result<T> result) {
            if (!guard || question != m_question)
                return;
            endBusy();
            done(std::move(result));
        });
    }

    WizardState &state() const { return m_state; }
    Banner &banner() const { return *m_banner; }
    const Operation &operation() const { return m_operation; }
    BusyRow &busyRow() const { return *m_busyRow; }

private:
    void startBusy(const QString &text);
    void endBusy();

    WizardState &m_state;
    Banner *m_banner = nullptr;
    BusyRow *m_busyRow = nullptr;
    QPointer<QWidget> m_firstField;
    QPointer<QWidget> m_focusBefore;
    Operation m_operation;
    int m_question = 0; ///< answers to former ones are dropped
    int m_revision = 0; ///< of the input
    int m_passedRevision = -1;
    bool m_busy = false;
    bool m_validating = false; ///< an answer that comes at once needs no next()
};

} // namespace tallybridge

#include "ui/wizard/CheckedPage.h"

#include "cli/wording/FailureText.h"
#include "ui/common/Banner.h"
#include "ui/wizard/BusyRow.h"

#include <QLabel>
#include <QScopedValueRollback>
#include <QWizard>

namespace tallybridge {

CheckedPage::CheckedPage(WizardState &state, QWidget *parent) : QWizardPage(parent), m_state(state) {}

void CheckedPage::setForm(Banner *banner, BusyRow *busy, QWidget *firstField)
{
    m_banner = banner;
    m_busyRow = busy;
    m_firstField = firstField;
    setFocusProxy(firstField);
    connect(busy, &BusyRow::cancelled, this, [this] { abandon(); });
}

bool CheckedPage::isComplete() const
{
    return !m_busy && isInputComplete();
}

bool CheckedPage::validatePage()
{
    if (m_busy || !isInputComplete())
        return false;
    if (m_passedRevision != m_revision) {
        const QScopedValueRollback validating(m_validating, true);
        m_banner->hide();
        store();
        check();
    }
    return m_passedRevision == m_revision;
}

void CheckedPage::cleanupPage()
{
    abandon();
}

void CheckedPage::abandon()
{
    ++m_question;
    m_operation.cancel();
    endBusy();
}

void CheckedPage::inputChanged()
{
    ++m_revision;
    if (m_busy)
        abandon();
    m_banner->hide();
    Q_EMIT completeChanged();
}

void CheckedPage::pass()
{
    m_passedRevision = m_revision;
    if (m_validating || !wizard() || wizard()->currentPage() != this)
        return;
    if (isFinalPage())
        wizard()->accept();
    else
        wizard()->next();
}

void CheckedPage::fail(const Failure &failure)
{
    if (failure.code != FailureCode::Cancelled)
        fail(failureText(failure));
}

void CheckedPage::fail(const QString &text)
{
    m_banner->show(Banner::Kind::Error, text);
    if (auto *words = m_banner->findChild<QLabel *>(QStringLiteral("text")))
        words->setFocus();
}

void CheckedPage::startBusy(const QString &text)
{
    ++m_question;
    m_operation.cancel();
    m_busy = true;
    m_focusBefore = wizard() ? wizard()->focusWidget() : nullptr;
    m_busyRow->start(text);
    Q_EMIT completeChanged();
}

void CheckedPage::endBusy()
{
    if (!m_busy)
        return;
    m_busy = false;
    const bool hadFocus = m_busyRow->isAncestorOf(m_busyRow->window()->focusWidget());
    Q_EMIT completeChanged();
    if (hadFocus) {
        if (m_focusBefore && m_focusBefore->isEnabled() && m_focusBefore->isVisible())
            m_focusBefore->setFocus();
        else if (m_firstField)
            m_firstField->setFocus();
    }
    m_busyRow->hide();
}

} // namespace tallybridge

#include "ui/wizard/ConsentStep.h"

#include "cli/wording/ConsentText.h"
#include "cli/wording/FailureText.h"
#include "ui/common/Banner.h"
#include "ui/common/Icons.h"
#include "ui/wizard/BusyRow.h"
#include "ui_ConsentStep.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStyle>
#include <QWizard>

#include <utility>

namespace tallybridge {

namespace {

CheckResult::Answer answerOf(Administrator::Answer answer)
{
    switch (answer) {
    case Administrator::Answer::Yes:
        return CheckResult::Answer::Yes;
    case Administrator::Answer::No:
        return CheckResult::Answer::No;
    case Administrator::Answer::Unknown:
        break;
    }
    return CheckResult::Answer::Unknown;
}

ChecklistItem itemOf(Administrator::Answer answer, const QString &text)
{
    ChecklistItem item;
    item.answer = answerOf(answer);
    item.text = text;
    return item;
}

} // namespace

ConsentStep::ConsentStep(WizardState &state, QWidget *parent) : CheckedPage(state, parent), m_ui(std::make_unique<Ui::ConsentStep>())
{
    m_ui->setupUi(this);
    setForm(m_ui->banner, m_ui->busy, m_ui->scoped);
    m_ui->copyPage->hide();
    connect(m_ui->give, &QPushButton::clicked, this, &ConsentStep::giveConsent);
    connect(m_ui->again, &QPushButton::clicked, this, [this] { checkAgain(false); });
    connect(m_ui->copyLink, &QPushButton::clicked, this, &ConsentStep::copyLink);
    connect(m_ui->copyPage, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_page.toString(QUrl::FullyEncoded)); });
    connect(m_ui->signIn, &QPushButton::clicked, this, &ConsentStep::signIn);
    connect(m_ui->scoped, &QRadioButton::toggled, this, [this] {
        m_goesOnAsIs = false;
        inputChanged();
        showState();
    });
}

ConsentStep::~ConsentStep() = default;

void ConsentStep::initializePage()
{
    forgetAnswer();
    m_goesOnAsIs = false;
    banner().hide();
    // What a connector has that exists is what was chosen for it.
    if (state().draft.isEdit() && state().tenant && state().tenant->access)
        m_ui->tenantWide->setChecked(state().tenant->access->mayWriteEverywhere());
    showState();
    showAdministrator();
}

void ConsentStep::abandon()
{
    m_ui->copyPage->hide();
    CheckedPage::abandon();
}

void ConsentStep::check()
{
    if (m_goesOnAsIs)
        pass();
    else if (state().tenant && state().tenant->access)
        judge(true);
    else
        checkAgain(true);
}

ConsentDesk::Steps ConsentStep::steps(ReturnPages pages, const QString &checking)
{
    ConsentDesk::Steps steps;
    steps.pages = std::move(pages);
    steps.patience = state().browserPatience;
    steps.settling = state().consentSettling;
    steps.show = [this, guard = QPointer<ConsentStep>(this)](const QUrl &page) {
        if (!guard || !isBusy())
            return;
        m_page = page;
        m_ui->copyPage->show();
    };
    steps.checking = [this, guard = QPointer<ConsentStep>(this), checking] {
        if (!guard || !isBusy())
            return;
        m_ui->copyPage->hide();
        busyRow().setText(checking);
    };
    return steps;
}

void ConsentStep::giveConsent()
{
    banner().hide();
    inputChanged();
    askBy<AppAccess>(
        tr("Waiting for an administrator to accept in the browser, 15 minutes at most…"),
        [this](ConsentDesk::Done<AppAccess> done) {
            return state().backend.consents().askConsent(
                state().draft.settings(),
                steps(consentPages(),
                      tr("The browser is back. Trying the access; a new consent may take two minutes to reach every server…")),
                std::move(done));
        },
        [this](Result<AppAccess> access) {
            m_ui->copyPage->hide();
            if (access) {
                state().draft.answers.consent = *access;
                state().tenant->access = std::move(*access);
                judge(false);
            } else if (access.failure().code != FailureCode::Cancelled) {
                state().draft.consentWithoutEffect = access.failure().code == FailureCode::ConsentNotEffective;
                state().tenant->access.reset();
                failWithWayOn(failureText(access.failure()));
            }
            showState();
        });
}

void ConsentStep::checkAgain(bool goOn)
{
    banner().hide();
    if (!goOn)
        inputChanged();
    askBy<AppAccess>(
        tr("Trying the access…"),
        [this](ConsentDesk::Done<AppAccess> done) { return state().backend.consents().check(state().draft.settings(), std::move(done)); },
        [this, goOn](Result<AppAccess> access) {
            if (access) {
                if (std::exchange(state().draft.consentWithoutEffect, false))
                    state().draft.answers.consent = *access;
                state().tenant->access = std::move(*access);
                showState();
                judge(goOn);
                return;
            }
            if (access.failure().code == FailureCode::Cancelled)
                return;
            state().tenant->access.reset();
            showState();
            failWithWayOn(failureText(access.failure()));
        });
}

void ConsentStep::judge(bool goOn)
{
    const bool everywhere = state().tenant->access->mayWriteEverywhere();
    if (m_ui->scoped->isChecked() && everywhere)
        failWithWayOn(
            tr("The app may write to every mailbox: Mail.ReadWrite was consented to for the whole tenant, and the two add up. Take the "
               "permission away from the app registration and its consent from the enterprise application, and check again; or "
               "choose all mailboxes."));
    else if (m_ui->tenantWide->isChecked() && !everywhere)
        failWithWayOn(
            tr("The app may not write to mailboxes yet: Mail.ReadWrite is not among its permissions. Add it to the app registration "
               "(API permissions, application permissions) and give the consent again; or choose a group of mailboxes."));
    else if (goOn)
        pass();
    else
        banner().show(Banner::Kind::Success, tr("The access works. You can go on."));
}

void ConsentStep::failWithWayOn(const QString &text)
{
    fail(text);
    banner().show(Banner::Kind::Error, text, tr("Go on as it is"), [this] {
        m_goesOnAsIs = true;
        forgetAnswer();
        wizard()->button(QWizard::NextButton)->click();
    });
}

void ConsentStep::signIn()
{
    banner().hide();
    askBy<Administrator>(
        tr("Waiting for the sign-in in the browser, 15 minutes at most…"),
        [this](ConsentDesk::Done<Administrator> done) {
            return state().backend.consents().signIn(state().draft.settings(), m_ui->readRoles->isChecked(),
                                                     steps(signInPages(), tr("The browser is back. Reading the roles…")), std::move(done));
        },
        [this](Result<Administrator> administrator) {
            m_ui->copyPage->hide();
            if (!administrator) {
                fail(administrator.failure());
                return;
            }
            state().draft.formerValues.setUpBy = administrator->userName;
            state().draft.answers.administrator = std::move(*administrator);
            showAdministrator();
        });
}

void ConsentStep::copyLink()
{
    const auto link = state().backend.consents().consentLink(state().draft.settings());
    if (!link) {
        fail(link.failure());
        return;
    }
    QGuiApplication::clipboard()->setText(link->toString(QUrl::FullyEncoded));
    banner().show(Banner::Kind::Success, tr("Copied. Send the link to a global administrator, and check again when it was accepted."));
}

void ConsentStep::showState()
{
    const bool works = state().tenant && state().tenant->access;
    m_ui->stateText->setText(works ? accessText(*state().tenant->access)
                                   : tr("No access yet: an administrator of the tenant has not consented, or it has not taken effect."));
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_ui->stateSign->setPixmap(glyphIcon(works ? Glyph::Ok : Glyph::Waiting).pixmap(QSize(side, side), devicePixelRatioF()));
}

void ConsentStep::showAdministrator()
{
    const auto &administrator = state().draft.answers.administrator;
    if (!administrator) {
        m_ui->administrator->setText(state().draft.formerValues.setUpBy.isEmpty()
                                         ? tr("Nobody has signed in. The name would be kept with the connector and in the audit.")
                                         : tr("%1 has set this connector up.").arg(state().draft.formerValues.setUpBy));
        m_ui->roles->setItems({});
        return;
    }
    m_ui->administrator->setText(administrator->name.isEmpty()
                                     ? tr("Signed in: %1").arg(administrator->userName)
                                     : tr("Signed in: %1 (%2)").arg(administrator->name, administrator->userName));
    m_ui->roles->setItems({itemOf(administrator->globalAdministrator, globalAdministratorText(administrator->globalAdministrator)),
                           itemOf(administrator->mailboxImportExport, importExportText(administrator->mailboxImportExport))});
}

} // namespace tallybridge

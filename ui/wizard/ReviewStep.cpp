#include "ui/wizard/ReviewStep.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/ReasonText.h"
#include "ui/common/Banner.h"
#include "ui/wizard/BusyRow.h"
#include "ui/wizard/ConnectorWizard.h"
#include "ui_ReviewStep.h"

#include <QDir>
#include <QLocale>
#include <QScrollBar>

namespace tallybridge {

namespace {

constexpr qint64 megabyte = 1 << 20;

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace

ReviewStep::ReviewStep(WizardState &state, QWidget *parent) : CheckedPage(state, parent), m_ui(std::make_unique<Ui::ReviewStep>())
{
    m_ui->setupUi(this);
    setForm(m_ui->banner, m_ui->busy, m_ui->name);
    setFinalPage(true);
    const SetupOptions &options = state.draft.options;
    m_ui->name->setText(options.name);
    m_ui->limit->setValue(int(std::max<qint64>(1, options.sizeLimit / megabyte)));
    m_ui->originals->setCurrentIndex(options.attachOriginal ? 1 : 0);
    m_ui->interval->setValue(options.intervalHours);

    connect(m_ui->name, &QLineEdit::textChanged, this, &ReviewStep::inputChanged);
    connect(m_ui->interval, &QSpinBox::valueChanged, this, &ReviewStep::inputChanged);
    connect(m_ui->originals, &QComboBox::currentIndexChanged, this, &ReviewStep::inputChanged);
    connect(m_ui->limit, &QSpinBox::valueChanged, this, [this] {
        m_limitTouched = true;
        inputChanged();
    });
    const std::pair<QPushButton *, ConnectorWizard::Step> changes[] = {{m_ui->typeChange, ConnectorWizard::Step::Type},
                                                                       {m_ui->termsChange, ConnectorWizard::Step::Terms},
                                                                       {m_ui->sourceChange, ConnectorWizard::Step::Source},
                                                                       {m_ui->mappingChange, ConnectorWizard::Step::Mapping},
                                                                       {m_ui->destinationChange, ConnectorWizard::Step::Destination}};
    for (const auto &[button, step] : changes)
        connect(button, &QPushButton::clicked, this, [this, step = step] { Q_EMIT changeRequested(int(step)); });
    connect(m_ui->trialButton, &QPushButton::clicked, this, [this] {
        if (m_isCounting)
            m_counting.cancel();
        else
            count();
    });
    if (state.draft.isEdit()) {
        setSubTitle(tr("Look at every setting once more. Nothing was changed so far."));
        m_ui->trialGroup->setTitle(tr("What an import of everything at the source would do"));
        m_ui->typeChange->hide();
        m_ui->termsChange->hide();
    }
}

ReviewStep::~ReviewStep() = default;

void ReviewStep::initializePage()
{
    m_ui->scroll->verticalScrollBar()->setValue(0);
    banner().hide(); // it spoke of what was there before
    showSettings();
    if (state().tenant)
        m_ui->limit->setMaximum(int(state().tenant->limits.maxSizeLimit / megabyte));
    proposeName();
    count();
}

void ReviewStep::cleanupPage()
{
    ++m_countRevision;
    m_counting.cancel();
    m_isCounting = false;
    CheckedPage::cleanupPage();
}

void ReviewStep::abandon()
{
    if (m_storing) {
        operation().cancel();
        busyRow().setText(tr("Taking it back…"));
        return;
    }
    CheckedPage::abandon();
}

bool ReviewStep::isInputComplete() const
{
    return m_reach != MappingReach::Nobody && !m_ui->name->text().trimmed().isEmpty();
}

void ReviewStep::store()
{
    SetupOptions &options = state().draft.options;
    options.name = m_ui->name->text().trimmed();
    if (m_limitTouched)
        options.sizeLimit = m_ui->limit->value() * megabyte;
    options.attachOriginal = m_ui->originals->currentIndex() == 1;
    options.intervalHours = m_ui->interval->value();
}

void ReviewStep::check()
{
    m_storing = true;
    ask(
        !keepsSecrets() ? (state().draft.isEdit() ? tr("Saving the connector…") : tr("Creating the connector…"))
                        : tr("Waiting for the keychain of this computer, then storing the connector…"),
        [draft = state().draft](const SetupSession &session, const RunControl &control) { return session.commit(draft, control.cancel); },
        [this](Result<Connector> connector) {
            m_storing = false;
            if (connector) {
                state().result = std::move(*connector);
                state().traces->keep();
                m_counting.cancel();
                pass();
            } else if (connector.failure().code == FailureCode::Cancelled) {
                Q_EMIT takenBack();
            } else {
                fail(connector.failure());
                if (const QString words = keychainText(connector.failure().code); !words.isEmpty())
                    offerWithoutKeychain(words);
            }
        });
}

QString ReviewStep::keychainText(FailureCode code)
{
    switch (code) {
    case FailureCode::SecretStoreUnavailable:
        return tr("This computer has no keychain that can be used, so nothing secret can be kept.");
    case FailureCode::SecretStoreLocked:
        return tr("The keychain of your account is locked. Unlock it and try again.");
    case FailureCode::SecretStoreRefused:
        return tr("The keychain refused to keep a secret. Allow Tallybridge to use it and try again.");
    default:
        return {};
    }
}

void ReviewStep::offerWithoutKeychain(const QString &words)
{
    const QString text = words + u' ' + tr("Without it what is secret is forgotten when the program ends, and daily runs cannot sign in.");
    banner().show(Banner::Kind::Error, text, tr("Go on without the keychain"), [this] {
        state().draft.keepPassword = false;
        wizard()->button(QWizard::FinishButton)->click();
    });
}

void ReviewStep::showSettings()
{
    const SetupDraft &draft = state().draft;
    m_ui->typeValue->setText(draft.type->verified ? QString(draft.type->displayName)
                                                  : tr("%1 (not verified)").arg(QString(draft.type->displayName)));
    m_ui->termsValue->setText(tr("accepted"));

    const SetupSource &source = draft.source;
    QString sourceText = source.kind == SetupSource::Kind::Folder ? tr("Folder %1").arg(QDir::toNativeSeparators(source.folder))
                                                                  : tr("TeleMessage site %1, user %2").arg(source.server, source.user);
    if (source.kind == SetupSource::Kind::Sftp && !source.hostKey.isEmpty())
        sourceText += u'\n' + tr("Host key %1").arg(source.hostKey);
    if (state().source) {
        sourceText += u'\n';
        sourceText += state().source->deliveries == 0
                          ? tr("There is no delivery yet.")
                          : tr("Deliveries: %1, the newest is %2").arg(countText(state().source->deliveries), state().source->newest);
    }
    m_ui->sourceValue->setText(sourceText);

    QStringList mapping{draft.mapping.automatic ? tr("Automatic mapping is on.") : tr("Automatic mapping is off.")};
    if (draft.mapping.file.isEmpty()) {
        mapping << tr("No mapping file.");
    } else {
        mapping << tr("Mapping file %1: lines used %2, not used %3")
                       .arg(QDir::toNativeSeparators(draft.mapping.file), countText(state().preview.used),
                            countText(state().preview.notUsed));
    }
    if (!draft.mapping.defaultRegion.isEmpty())
        mapping << tr("Default region: %1").arg(draft.mapping.defaultRegion);
    m_ui->mappingValue->setText(mapping.join(u'\n'));

    const SetupDestination destination = state().reached.value_or(draft.destination);
    QStringList target;
    if (destination.microsoft365)
        target << tenantLines(*destination.microsoft365);
    else if (!destination.other.isEmpty())
        target << destination.other;
    else
        target << (destination.folder.isEmpty()
                       ? tr("Local archive in the data folder; its files lie in clear.")
                       : tr("Local archive in %1; its files lie in clear.").arg(QDir::toNativeSeparators(destination.folder)))
               << tr("No consent is needed.");
    target << (destination.domains.isEmpty() ? tr("Domains: any") : tr("Domains: %1").arg(destination.domains.join(tr(", "))));
    m_ui->destinationValue->setText(target.join(u'\n'));
}

QStringList ReviewStep::tenantLines(const SetupTenant &tenant) const
{
    const SetupDraft &draft = state().draft;
    QStringList lines{tr("Microsoft 365, tenant %1, app %2").arg(tenant.tenant, tenant.clientId)};
    if (!tenant.cloud.isEmpty())
        lines << tr("Cloud: %1").arg(QDir::toNativeSeparators(tenant.cloud));
    lines << (draft.usesClientSecret() ? tr("The app signs in with a client secret.") : tr("The app signs in with a certificate."));
    const auto &trial = state().tenant;
    if (!trial || !trial->access)
        lines << tr("Consent: not there yet. Imports fail until an administrator has given it.");
    else if (trial->access->mayWriteEverywhere())
        lines << tr("Consent: given for the whole tenant; the app may write to every mailbox.");
    else
        lines << tr("Consent: given for the directory; mailboxes as far as the app's role reaches.");
    if (!draft.formerValues.setUpBy.isEmpty())
        lines << tr("Set up by %1").arg(draft.formerValues.setUpBy);
    if (trial)
        lines << tr("Limits: files up to %1 MB, requests at the same time: %2; the service's own limits are kept, and waited for")
                     .arg(countText(trial->limits.maxSizeLimit / megabyte), countText(trial->limits.lanes));
    return lines;
}

void ReviewStep::showPeople(const DryRun::Trial &trial)
{
    m_ui->people->setText(tr("Mapped to a mailbox: %1; not mapped: %2; mapped to an address without mailbox: %3")
                              .arg(countText(qint64(trial.mailboxes.size())), countText(qint64(trial.unmapped.size())),
                                   countText(qint64(trial.withoutMailbox.size()))));
}

bool ReviewStep::keepsSecrets() const
{
    const SetupDraft &draft = state().draft;
    return !draft.password.isEmpty() || (draft.destination.microsoft365 && (!draft.certificate.isEmpty() || !draft.clientSecret.isEmpty()));
}

void ReviewStep::proposeName()
{
    if (!m_ui->name->text().isEmpty())
        return;
    state().backend.read(
        this,
        [engine = state().backend.engine(), type = state().draft.type](ConnectorService &) { return SetupSession(engine).freeName(*type); },
        [this](const Result<QString> &name) {
            if (name && m_ui->name->text().isEmpty())
                m_ui->name->setText(*name);
        });
}

void ReviewStep::count()
{
    const int revision = ++m_countRevision;
    m_counting.cancel();
    m_isCounting = true;
    m_reach = SetupSession::reach(state().draft.mapping, state().preview, nullptr);
    if (m_reach == MappingReach::Nobody)
        banner().show(Banner::Kind::Error, tr("Nobody is mapped: automatic mapping is off, and no mapping file gives a mailbox. Go back to "
                                              "the user mapping."));
    m_ui->trialText->setText(tr("Counting…"));
    m_ui->trialButton->setText(tr("Stop &counting"));
    m_ui->trialProgress->setRange(0, 0);
    m_ui->trialProgress->show();
    m_ui->reasons->clear();
    m_ui->people->clear();
    for (QLabel *label : {m_ui->itemsCount, m_ui->importedCount, m_ui->partialCount, m_ui->skippedCount, m_ui->failedCount,
                          m_ui->mailboxesCount, m_ui->quarantinedCount})
        label->setText(tr("–"));
    Q_EMIT completeChanged();
    m_counting = state().backend.run(
        this,
        [engine = state().backend.engine(), traces = state().traces, draft = state().draft](ConnectorService &, const RunControl &control) {
            return SetupSession(engine).tryMapping(draft, control);
        },
        [this, revision](const Result<DryRun::Trial> &trial) {
            if (revision == m_countRevision)
                endCount(trial);
        },
        [this, revision](const ProgressSnapshot &progress) {
            if (revision == m_countRevision && m_isCounting)
                showProgress(progress);
        });
}

void ReviewStep::showProgress(const ProgressSnapshot &progress)
{
    m_ui->trialProgress->setRange(0, int(progress.deliveriesTotal));
    m_ui->trialProgress->setValue(int(progress.deliveriesDone));
    m_ui->trialText->setText(
        tr("Counting: %1 of %2 deliveries").arg(countText(progress.deliveriesDone), countText(progress.deliveriesTotal)));
    showTrial(progress.sums, -1);
}

void ReviewStep::showTrial(const Sums &sums, qint64 mailboxes)
{
    m_ui->itemsCount->setText(countText(sums.availableFromSource));
    m_ui->importedCount->setText(countText(sums.imported));
    m_ui->partialCount->setText(countText(sums.partial));
    m_ui->skippedCount->setText(countText(sums.skipped));
    m_ui->failedCount->setText(countText(sums.failed));
    m_ui->quarantinedCount->setText(countText(sums.quarantined));
    if (mailboxes >= 0)
        m_ui->mailboxesCount->setText(countText(mailboxes));
    QStringList reasons;
    for (const auto &[reason, count] : sums.reasons)
        reasons << tr("%1: %2").arg(reasonText(reason), countText(count));
    m_ui->reasons->setText(reasons.isEmpty() ? QString() : tr("Would fail: %1").arg(reasons.join(tr("; "))));
}

void ReviewStep::endCount(const Result<DryRun::Trial> &trial)
{
    m_isCounting = false;
    m_ui->trialProgress->hide();
    m_ui->trialButton->setText(tr("&Count again"));
    if (!trial) {
        const bool stopped = trial.failure().code == FailureCode::Cancelled;
        m_ui->trialText->setText(stopped ? tr("Not counted to the end. The connector can be created all the same.")
                                         : failureText(trial.failure()));
        return;
    }
    showTrial(trial->sums, qint64(trial->mailboxes.size()));
    showPeople(*trial);
    m_reach = SetupSession::reach(state().draft.mapping, state().preview, &*trial);
    if (trial->sums.availableFromSource == 0)
        m_ui->trialText->setText(tr("There is nothing to import yet."));
    else
        m_ui->trialText->setText(
            tr("Copies: %1. Everything that fails stays on a list with its reason.").arg(countText(trial->sums.availableForImport())));
    if (m_reach == MappingReach::Nobody && trial->sums.availableFromSource > 0)
        banner().show(Banner::Kind::Error,
                      tr("Nobody in the deliveries is mapped to a mailbox. Change the user mapping or the domains of the destination."));
    Q_EMIT completeChanged();
}

} // namespace tallybridge

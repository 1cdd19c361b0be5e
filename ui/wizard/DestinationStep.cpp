#include "ui/wizard/DestinationStep.h"

#include "ui/common/Banner.h"
#include "ui/common/FileChoice.h"
#include "ui/wizard/ConnectorWizard.h"
#include "ui_DestinationStep.h"

#include <QDir>
#include <QLocale>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

DestinationStep::DestinationStep(WizardState &state, QWidget *parent)
    : CheckedPage(state, parent), m_ui(std::make_unique<Ui::DestinationStep>())
{
    m_ui->setupUi(this);
    const SetupDestination &destination = state.draft.destination;
    m_other = destination.other;
    m_ui->otherText->setVisible(!m_other.isEmpty());
    if (m_other.isEmpty()) {
        setForm(m_ui->banner, m_ui->busy, m_ui->local);
    } else {
        setForm(m_ui->banner, m_ui->busy, m_ui->domains);
        m_ui->local->hide();
        m_ui->microsoft365->hide();
        m_ui->otherText->setText(
            tr("This connector writes to %1. Here that stays as it is; \"tallybridgectl connector edit\" changes it.").arg(m_other));
    }
    fillClouds(destination.microsoft365 ? destination.microsoft365->cloud : QString());
    for (const QLineEdit *field : {m_ui->archive, m_ui->domains, m_ui->tenant, m_ui->clientId, m_ui->clientSecret})
        connect(field, &QLineEdit::textChanged, this, &DestinationStep::inputChanged);
    connect(m_ui->cloud, &QComboBox::currentIndexChanged, this, &DestinationStep::inputChanged);
    for (const QRadioButton *choice : {m_ui->local, m_ui->microsoft365, m_ui->byCertificate, m_ui->bySecret}) {
        connect(choice, &QRadioButton::toggled, this, [this] {
            updateForms();
            inputChanged();
        });
    }
    connect(m_ui->browse, &QPushButton::clicked, this, [this] {
        chooseFolder(this, tr("Folder of the archive"), m_ui->archive->text(),
                     [this](const QString &path) { m_ui->archive->setText(QDir::toNativeSeparators(path)); });
    });
    connect(m_ui->saveCertificate, &QPushButton::clicked, this, [this] {
        if (m_certificate)
            saveCertificate();
        else
            makeCertificate();
    });
    connect(m_ui->newCertificate, &QPushButton::clicked, this, &DestinationStep::makeCertificate);
    if (destination.microsoft365) {
        m_ui->microsoft365->setChecked(true);
        m_ui->tenant->setText(destination.microsoft365->tenant);
        m_ui->clientId->setText(destination.microsoft365->clientId);
        readCredentials();
    }
    updateForms();
}

DestinationStep::~DestinationStep() = default;

void DestinationStep::fillClouds(const QString &current)
{
    // It has two names, and a connector keeps the one it has.
    m_ui->cloud->addItem(tr("Worldwide, GCC"), current == "global"_L1 ? current : QString());
    m_ui->cloud->addItem(tr("US Government GCC High"), u"gcc-high"_s);
    m_ui->cloud->addItem(tr("US Department of Defense"), u"dod"_s);
    m_ui->cloud->addItem(tr("China (21Vianet)"), u"china"_s);
    if (m_ui->cloud->findData(current) < 0)
        m_ui->cloud->addItem(QDir::toNativeSeparators(current), current);
    m_ui->cloud->setCurrentIndex(m_ui->cloud->findData(current));
}

void DestinationStep::readCredentials()
{
    m_credentialsRead = false;
    state().backend.run(
        this,
        [engine = state().backend.engine(), draft = state().draft](ConnectorService &, const RunControl &) {
            return SetupSession(engine).appCredentials(draft);
        },
        [this](Result<AppCredentials> kept) {
            m_credentialsRead = true;
            if (kept && state().draft.certificate.isEmpty()) {
                m_hasClientSecret = kept->hasClientSecret;
                if (m_hasClientSecret)
                    m_ui->clientSecret->setPlaceholderText(tr("unchanged"));
                if (kept->certificate)
                    useCertificate(*kept->certificate, tr("It is in use."));
                else if (m_hasClientSecret)
                    m_ui->bySecret->setChecked(true);
            }
            updateForms();
            Q_EMIT completeChanged();
        });
}

void DestinationStep::initializePage()
{
    const SetupDestination &destination = state().draft.destination;
    // A check of before was made with another source and mapping.
    forgetAnswer();
    if (destination == input())
        return;
    m_ui->archive->setText(QDir::toNativeSeparators(destination.folder));
    m_ui->domains->setText(destination.domains.join(tr(", ")));
}

int DestinationStep::nextId() const
{
    return int(m_ui->microsoft365->isChecked() ? ConnectorWizard::Step::Consent : ConnectorWizard::Step::Review);
}

QString DestinationStep::helpTopic() const
{
    return m_ui->microsoft365->isChecked() ? u"microsoft365-setup"_s : CheckedPage::helpTopic();
}

bool DestinationStep::isInputComplete() const
{
    if (!m_ui->microsoft365->isChecked())
        return true;
    if (m_ui->tenant->text().trimmed().isEmpty() || m_ui->clientId->text().trimmed().isEmpty() || !m_credentialsRead)
        return false;
    return m_ui->byCertificate->isChecked() ? m_certificate.has_value() : m_hasClientSecret || !m_ui->clientSecret->text().isEmpty();
}

SetupDestination DestinationStep::input() const
{
    SetupDestination destination;
    destination.folder = QDir::fromNativeSeparators(m_ui->archive->text().trimmed());
    destination.domains = SetupDestination::splitDomains(m_ui->domains->text());
    destination.other = m_other;
    if (m_ui->microsoft365->isChecked()) {
        destination.microsoft365 =
            SetupTenant{m_ui->tenant->text().trimmed(), m_ui->cloud->currentData().toString(), m_ui->clientId->text().trimmed(),
                        m_ui->byCertificate->isChecked() ? SetupTenant::Credential::Certificate : SetupTenant::Credential::ClientSecret};
    }
    return destination;
}

void DestinationStep::updateForms()
{
    const bool tenant = m_ui->microsoft365->isChecked();
    m_ui->localForm->setVisible(!tenant && m_other.isEmpty());
    m_ui->microsoftForm->setVisible(tenant);
    m_ui->certificateForm->setVisible(m_ui->byCertificate->isChecked());
    m_ui->secretForm->setVisible(m_ui->bySecret->isChecked());
    m_ui->newCertificate->setVisible(m_certificate.has_value());
    if (!m_certificate)
        m_ui->certificateText->setText(tr("The program makes one. Its key stays on this computer, in the keychain from Finish on; the file "
                                          "that you save is uploaded to the app registration."));
    m_ui->domainsText->setText(tenant ? tr("Only addresses in these domains are looked up in the directory. People outside your "
                                           "organisation have no mailbox there anyway.")
                                      : tr("A mailbox counts as existing when its address lies in one of these domains. Name your own, or "
                                           "people outside your organisation get mailboxes too."));
    Q_EMIT kindChanged(tenant);
}

void DestinationStep::store()
{
    SetupDraft &draft = state().draft;
    const SetupDestination entered = input();
    const SetupTenant former = draft.destination.microsoft365.value_or(SetupTenant());
    const SetupTenant now = entered.microsoft365.value_or(SetupTenant());
    if (now.tenant.compare(former.tenant, Qt::CaseInsensitive) != 0 || now.cloud != former.cloud || now.clientId != former.clientId) {
        // Whatever was answered, it was about another app.
        draft.formerValues.setUpBy.clear();
        draft.answers = {};
        draft.consentWithoutEffect = false;
    }
    draft.destination = entered;
    QByteArray secret = m_ui->clientSecret->text().toUtf8();
    draft.clientSecret = Secret::take(secret);
    state().reached.reset();
    state().tenant.reset();
    state().traces->follow(draft);
}

void DestinationStep::check()
{
    if (state().draft.destination.microsoft365) {
        checkTenant();
        return;
    }
    ask(
        tr("Checking the destination…"),
        [draft = state().draft](const SetupSession &session, const RunControl &control) {
            return session.tryDestination(draft, control.cancel);
        },
        [this](const Result<SetupDestination> &reached) {
            if (!reached) {
                fail(reached.failure());
                return;
            }
            state().reached = *reached;
            pass();
        });
}

void DestinationStep::checkTenant()
{
    ask(
        tr("Signing the app in…"),
        [draft = state().draft](const SetupSession &session, const RunControl &control) {
            return session.tryTenant(draft, control.cancel);
        },
        [this](const Result<TenantTrial> &trial) {
            if (!trial) {
                fail(trial.failure());
                return;
            }
            state().reached = trial->destination;
            state().tenant = *trial;
            pass();
        });
}

void DestinationStep::makeCertificate()
{
    ask(
        tr("Making a certificate…"), [](const SetupSession &session, const RunControl &) { return session.makeCertificate(); },
        [this](const Result<Secret> &pem) {
            if (!pem) {
                fail(pem.failure());
                return;
            }
            const auto certificate = ClientCertificate::read(*pem);
            if (!certificate) {
                fail(certificate.failure());
                return;
            }
            state().draft.certificate = *pem;
            useCertificate(*certificate, tr("Upload the saved file to the app registration (Certificates & secrets) before you go on."));
            saveCertificate();
        });
}

void DestinationStep::saveCertificate()
{
    chooseFileToSave(
        this, tr("Save the certificate"), tr("tallybridge.cer"), tr("Certificates (*.cer)"),
        [this, certificate = *m_certificate](const QString &file) {
            state().backend.run(
                this,
                [file, certificate](ConnectorService &, const RunControl &) { return SetupSession::saveCertificate(file, certificate); },
                [this, file](const Result<void> &saved) {
                    if (saved)
                        banner().show(Banner::Kind::Success,
                                      tr("Saved as %1. Upload it to the app registration.").arg(QDir::toNativeSeparators(file)));
                    else
                        banner().showFailure(saved.failure());
                });
        });
}

void DestinationStep::useCertificate(const ClientCertificate &certificate, const QString &remark)
{
    m_certificate = certificate;
    m_ui->certificateText->setText(tr("Thumbprint %1, valid until %2. %3")
                                       .arg(QString::fromLatin1(certificate.thumbprint().toHex().toUpper()),
                                            QLocale().toString(certificate.notAfter().toLocalTime().date(), QLocale::ShortFormat), remark));
    updateForms();
    inputChanged();
}

} // namespace tallybridge

#include "ui/wizard/SourceStep.h"

#include "ui/common/FileChoice.h"
#include "ui_SourceStep.h"

#include <QDir>

namespace tallybridge {

SourceStep::SourceStep(WizardState &state, QWidget *parent) : CheckedPage(state, parent), m_ui(std::make_unique<Ui::SourceStep>())
{
    m_ui->setupUi(this);
    setForm(m_ui->banner, m_ui->busy, m_ui->sftp);
    for (QLineEdit *field : {m_ui->user, m_ui->password, m_ui->server, m_ui->path, m_ui->folder})
        connect(field, &QLineEdit::textChanged, this, &SourceStep::inputChanged);
    connect(m_ui->port, &QSpinBox::valueChanged, this, &SourceStep::inputChanged);
    connect(m_ui->server, &QLineEdit::textChanged, this, &SourceStep::forgetHostKey);
    connect(m_ui->port, &QSpinBox::valueChanged, this, &SourceStep::forgetHostKey);
    connect(m_ui->acceptHostKey, &QCheckBox::toggled, this, &SourceStep::inputChanged);
    m_ui->hostKeyForm->hide();
    if (state.draft.isEdit())
        m_ui->password->setPlaceholderText(tr("unchanged"));
    for (QRadioButton *choice : {m_ui->sftp, m_ui->folderChoice}) {
        connect(choice, &QRadioButton::toggled, this, [this] {
            updateForms();
            inputChanged();
        });
    }
    connect(m_ui->connection, &QToolButton::toggled, this, &SourceStep::updateForms);
    connect(m_ui->browse, &QPushButton::clicked, this, [this] {
        chooseFolder(this, tr("Folder of deliveries"), m_ui->folder->text(),
                     [this](const QString &path) { m_ui->folder->setText(QDir::toNativeSeparators(path)); });
    });
    updateForms();
    state.backend.read(
        this, [engine = state.backend.engine()](ConnectorService &) { return SetupSession(engine).canSignIn(); },
        [this](const Result<bool> &can) {
            m_canSignIn = can && *can;
            updateForms();
            Q_EMIT completeChanged();
        });
}

SourceStep::~SourceStep() = default;

void SourceStep::initializePage()
{
    const SetupSource &source = state().draft.source;
    if (source == input())
        return;
    m_ui->sftp->setChecked(source.kind == SetupSource::Kind::Sftp);
    m_ui->folderChoice->setChecked(source.kind == SetupSource::Kind::Folder);
    m_ui->folder->setText(QDir::toNativeSeparators(source.folder));
    m_ui->user->setText(source.user);
    m_ui->server->setText(source.server);
    m_ui->port->setValue(source.port);
    m_ui->path->setText(source.path);
    if (!source.hostKey.isEmpty()) {
        showHostKey(source.hostKey);
        m_ui->acceptHostKey->setChecked(true);
    }
}

SetupSource SourceStep::input() const
{
    SetupSource source;
    source.kind = m_ui->sftp->isChecked() ? SetupSource::Kind::Sftp : SetupSource::Kind::Folder;
    source.folder = QDir::fromNativeSeparators(m_ui->folder->text().trimmed());
    source.user = m_ui->user->text().trimmed();
    source.server = m_ui->server->text().trimmed();
    source.port = m_ui->port->value();
    source.path = m_ui->path->text().trimmed();
    source.hostKey = m_ui->acceptHostKey->isChecked() ? m_hostKey : QString();
    return source;
}

bool SourceStep::isInputComplete() const
{
    const SetupSource source = input();
    if (source.kind == SetupSource::Kind::Folder)
        return !source.folder.isEmpty();
    return m_canSignIn && !source.user.isEmpty() && !source.server.isEmpty();
}

void SourceStep::store()
{
    state().draft.source = input();
    QByteArray password = m_ui->password->text().toUtf8();
    state().draft.password = Secret::take(password);
    state().source.reset();
    state().traces->follow(state().draft);
}

void SourceStep::check()
{
    ask(
        input().kind == SetupSource::Kind::Sftp ? tr("Signing in…") : tr("Looking for deliveries…"),
        [draft = state().draft](const SetupSession &session, const RunControl &control) {
            return session.trySource(draft, control.cancel);
        },
        [this](const Result<SourceTrial> &trial) {
            if (!trial && trial.failure().code == FailureCode::SourceHostKeyChanged) {
                const QString accepted = m_hostKey;
                showHostKey(trial.failure().arguments.value(1));
                fail(tr("The host key of the server has changed: it is %1 now, %2 was accepted. Nothing was sent. Ask the server's "
                        "administrator "
                        "why; if the new key is right, accept it.")
                         .arg(m_hostKey, accepted));
                return;
            }
            if (!trial) {
                fail(trial.failure());
                return;
            }
            if (!trial->unknownHostKey.isEmpty()) {
                showHostKey(trial->unknownHostKey);
                fail(tr("The server is not known yet. Compare its host key with the one its administrator gave you, and accept it."));
                return;
            }
            state().source = *trial;
            pass();
        });
}

void SourceStep::showHostKey(const QString &fingerprint)
{
    m_hostKey = fingerprint;
    m_ui->hostKey->setText(fingerprint);
    m_ui->acceptHostKey->setChecked(false);
    m_ui->hostKeyForm->show();
    m_ui->scroll->ensureWidgetVisible(m_ui->acceptHostKey);
}

void SourceStep::forgetHostKey()
{
    m_hostKey.clear();
    m_ui->acceptHostKey->setChecked(false);
    m_ui->hostKeyForm->hide();
}

void SourceStep::updateForms()
{
    const bool sftp = m_ui->sftp->isChecked();
    m_ui->notSupported->setVisible(sftp && !m_canSignIn);
    m_ui->sftpForm->setVisible(sftp);
    m_ui->folderForm->setVisible(!sftp);
    const bool open = m_ui->connection->isChecked();
    m_ui->connection->setArrowType(open ? Qt::DownArrow : layoutDirection() == Qt::RightToLeft ? Qt::LeftArrow : Qt::RightArrow);
    m_ui->connectionForm->setVisible(open);
}

} // namespace tallybridge

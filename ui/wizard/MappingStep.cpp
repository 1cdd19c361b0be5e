#include "ui/wizard/MappingStep.h"

#include "cli/wording/FailureText.h"
#include "mapping/PhoneNumberParser.h"
#include "ui/common/FileChoice.h"
#include "ui/wizard/MappingModel.h"
#include "ui_MappingStep.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QLocale>
#include <QMimeData>

namespace tallybridge {

namespace {

// After the last key of a path.
constexpr int typingMilliseconds = 300;

// The one file of a drop; empty when it is something else.
QString droppedFile(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

MappingStep::MappingStep(WizardState &state, QWidget *parent)
    : CheckedPage(state, parent), m_ui(std::make_unique<Ui::MappingStep>()), m_model(new MappingModel(this))
{
    m_ui->setupUi(this);
    setForm(m_ui->banner, m_ui->busy, m_ui->automatic);
    setAcceptDrops(true);
    m_ui->file->setAcceptDrops(false); // the page takes the file, not the text of its URL
    fillRegions();
    m_ui->table->setModel(m_model);
    QHeaderView *header = m_ui->table->horizontalHeader();
    m_ui->table->setMinimumHeight(fontMetrics().height() * 8);
    const int unit = fontMetrics().averageCharWidth();
    const int widths[] = {7, 34, 17, 30, 12, 12};
    for (int column = 0; column < int(std::size(widths)); ++column)
        header->resizeSection(column, unit * widths[column]);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMilliseconds);

    connect(&m_typing, &QTimer::timeout, this, &MappingStep::preview);
    connect(m_ui->automatic, &QCheckBox::toggled, this, &MappingStep::inputChanged);
    connect(m_ui->file, &QLineEdit::textChanged, this, &MappingStep::previewSoon);
    connect(m_ui->region, &QComboBox::currentIndexChanged, this, &MappingStep::previewSoon);
    const auto showRemark = [this] {
        const QModelIndex line = m_ui->table->currentIndex();
        m_ui->remark->setText(line.isValid() ? line.siblingAtColumn(MappingModel::Remark).data().toString() : QString());
        m_ui->remark->setVisible(!m_ui->remark->text().isEmpty());
    };
    showRemark();
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::currentChanged, this, showRemark);
    connect(m_model, &QAbstractItemModel::modelReset, this, showRemark);
    connect(m_ui->onlyProblems, &QCheckBox::toggled, m_model, &MappingModel::setOnlyProblems);
    connect(m_ui->saveTemplate, &QPushButton::clicked, this, &MappingStep::saveTemplate);
    connect(m_ui->browse, &QPushButton::clicked, this, [this] {
        chooseFileToOpen(this, tr("Mapping file"), m_ui->file->text(), tr("Mapping files (*.csv *.txt);;All files (*)"),
                         [this](const QString &file) { m_ui->file->setText(QDir::toNativeSeparators(file)); });
    });
    show(MappingPreview());
}

MappingStep::~MappingStep() = default;

void MappingStep::fillRegions()
{
    m_ui->region->addItem(tr("none"), QString());
    QMap<QString, QString> regions;
    const auto locales = QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory);
    for (const QLocale &locale : locales) {
        const QString code = QLocale::territoryToCode(locale.territory());
        if (code.size() == 2 && !regions.contains(code) && PhoneNumberParser::isRegion(code)) {
            const QLocale own(QLocale::AnyLanguage, locale.territory());
            regions.insert(code, own.nativeTerritoryName());
        }
    }
    for (auto region = regions.cbegin(); region != regions.cend(); ++region)
        m_ui->region->addItem(tr("%1 – %2").arg(region.key(), region.value()), region.key());
}

void MappingStep::initializePage()
{
    const SetupMapping &mapping = state().draft.mapping;
    if (mapping == input())
        return;
    m_ui->automatic->setChecked(mapping.automatic);
    m_ui->file->setText(QDir::toNativeSeparators(mapping.file));
    m_ui->region->setCurrentIndex(std::max(0, m_ui->region->findData(mapping.defaultRegion)));
}

SetupMapping MappingStep::input() const
{
    return {m_ui->automatic->isChecked(), QDir::fromNativeSeparators(m_ui->file->text().trimmed()), m_ui->region->currentData().toString()};
}

void MappingStep::store()
{
    state().draft.mapping = input();
}

void MappingStep::check()
{
    ask(
        tr("Reading the mapping file…"),
        [mapping = state().draft.mapping](const SetupSession &session, const RunControl &) { return session.previewMapping(mapping); },
        [this](Result<MappingPreview> preview) {
            ++m_previewRevision;
            show(preview);
            if (!preview) {
                fail(preview.failure());
                return;
            }
            state().preview = std::move(*preview);
            pass();
        });
}

void MappingStep::previewSoon()
{
    inputChanged();
    ++m_previewRevision;
    m_typing.start();
}

void MappingStep::preview()
{
    const int revision = ++m_previewRevision;
    m_reading.cancel();
    m_reading = state().backend.run(
        this,
        [engine = state().backend.engine(), mapping = input()](ConnectorService &, const RunControl &) {
            return SetupSession(engine).previewMapping(mapping);
        },
        [this, revision](const Result<MappingPreview> &preview) {
            if (revision == m_previewRevision)
                show(preview);
        });
}

void MappingStep::show(const Result<MappingPreview> &preview)
{
    m_model->setPreview(preview ? *preview : MappingPreview());
    const bool any = preview && !input().file.isEmpty();
    m_ui->table->setEnabled(any);
    m_ui->onlyProblems->setEnabled(any);
    if (!preview) {
        m_ui->summary->setText(failureText(preview.failure()));
    } else if (any) {
        const QLocale locale;
        m_ui->summary->setText(tr("Lines used: %1, not used: %2, remarks: %3, encoding: %4")
                                   .arg(locale.toString(preview->used), locale.toString(preview->notUsed),
                                        locale.toString(preview->remarks), preview->encoding));
    } else {
        m_ui->summary->setText(tr("Without a mapping file only the addresses in the items decide."));
    }
}

void MappingStep::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFile(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MappingStep::dropEvent(QDropEvent *event)
{
    const QString file = droppedFile(*event->mimeData());
    if (file.isEmpty())
        return;
    event->acceptProposedAction();
    m_ui->file->setText(QDir::toNativeSeparators(file));
}

void MappingStep::saveTemplate()
{
    chooseFileToSave(this, tr("Save a template of a mapping file"), tr("mapping.csv"), tr("Mapping files (*.csv)"),
                     [this](const QString &file) {
                         state().backend.run(
                             this, [file](ConnectorService &, const RunControl &) { return SetupSession::saveMappingTemplate(file); },
                             [this, file](const Result<void> &saved) {
                                 if (saved)
                                     banner().show(Banner::Kind::Success, tr("Saved as %1.").arg(QDir::toNativeSeparators(file)));
                                 else
                                     banner().showFailure(saved.failure());
                             });
                     });
}

} // namespace tallybridge

#include "ui/common/FileChoice.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace tallybridge {

namespace {

QFileDialog *makeDialog(QWidget *parent, const QString &title, const QString &start, FileChosen chosen)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const QFileInfo begin(start);
    if (!start.isEmpty() && begin.exists())
        dialog->setDirectory(begin.isDir() ? begin.absoluteFilePath() : begin.absolutePath());
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [chosen = std::move(chosen)](const QString &path) { chosen(path); });
    return dialog;
}

} // namespace

void chooseFolder(QWidget *parent, const QString &title, const QString &start, FileChosen chosen)
{
    QFileDialog *dialog = makeDialog(parent, title, start, std::move(chosen));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->open();
}

void chooseFileToOpen(QWidget *parent, const QString &title, const QString &start, const QString &filter, FileChosen chosen)
{
    QFileDialog *dialog = makeDialog(parent, title, start, std::move(chosen));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(filter);
    dialog->open();
}

void chooseFileToSave(QWidget *parent, const QString &title, const QString &suggestedName, const QString &filter, FileChosen chosen)
{
    QFileDialog *dialog = makeDialog(parent, title, {}, std::move(chosen));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(filter);
    dialog->setDefaultSuffix(QFileInfo(suggestedName).suffix());
    dialog->selectFile(suggestedName);
    dialog->open();
}

} // namespace tallybridge

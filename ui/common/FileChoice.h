#pragma once

#include <QString>
#include <functional>

class QWidget;

/// File dialogs that do not wait: chosen is called when the person has chosen, never when they cancel or parent is gone.
namespace tallybridge {

using FileChosen = std::function<void(const QString &path)>;

/// start: a file or folder to begin with; may be empty.
void chooseFolder(QWidget *parent, const QString &title, const QString &start, FileChosen chosen);
void chooseFileToOpen(QWidget *parent, const QString &title, const QString &start, const QString &filter, FileChosen chosen);
void chooseFileToSave(QWidget *parent, const QString &title, const QString &suggestedName, const QString &filter, FileChosen chosen);

} // namespace tallybridge

#include "ui/common/HelpWindow.h"

#include "ui_HelpWindow.h"

#include <QFileInfo>
#include <QLocale>
#include <QUrl>

namespace tallybridge {

HelpWindow::HelpWindow(QWidget *parent) : QDialog(parent), m_ui(std::make_unique<Ui::HelpWindow>())
{
    m_ui->setupUi(this);
}

HelpWindow::~HelpWindow() = default;

void HelpWindow::showTopic(const QString &topic)
{
    const QString file = QStringLiteral(":/help/%1/%2.md");
    QString path = file.arg(QLocale().name(), topic);
    if (!QFileInfo::exists(path))
        path = file.arg(QStringLiteral("en"), topic);
    m_ui->page->setSource(QUrl(QLatin1String("qrc") + path), QTextDocument::MarkdownResource);
}

} // namespace tallybridge

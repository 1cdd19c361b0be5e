#include "ui/overview/OverviewPage.h"

#include "ui/overview/TypeModel.h"
#include "ui_OverviewPage.h"

#include <QKeyEvent>

namespace tallybridge {

OverviewPage::OverviewPage(ConnectorDesk &desk, QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::OverviewPage>()), m_model(new TypeModel(this))
{
    m_ui->setupUi(this);
    m_ui->typePage->setDesk(desk);
    m_filter.setSourceModel(m_model);
    m_filter.setFilterRole(TypeModel::SearchRole);
    m_filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_ui->types->setModel(&m_filter);
    m_ui->types->setCurrentIndex(m_filter.index(0, 0));
    m_ui->types->setGridSize(QSize(fontMetrics().averageCharWidth() * 46, fontMetrics().lineSpacing() * 3 + 18));
    m_ui->nothingFound->hide();

    connect(m_ui->search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setFilterFixedString(text.trimmed());
        const bool found = m_filter.rowCount() > 0;
        m_ui->nothingFound->setVisible(!found);
        m_ui->open->setEnabled(found);
        if (found && !m_ui->types->currentIndex().isValid())
            m_ui->types->setCurrentIndex(m_filter.index(0, 0));
    });
    connect(m_ui->search, &QLineEdit::returnPressed, this, [this] { openCurrent(m_ui->types->currentIndex()); });
    connect(m_ui->types, &QListView::activated, this, &OverviewPage::openCurrent);
    connect(m_ui->open, &QPushButton::clicked, this, [this] { openCurrent(m_ui->types->currentIndex()); });
    connect(m_ui->typePage, &TypePage::backRequested, this, &OverviewPage::showGallery);
    connect(m_ui->typePage, &TypePage::addRequested, this, &OverviewPage::addRequested);
}

OverviewPage::~OverviewPage() = default;

void OverviewPage::setCanAdd(bool canAdd)
{
    m_ui->typePage->setCanAdd(canAdd);
}

void OverviewPage::showGallery()
{
    m_ui->stack->setCurrentWidget(m_ui->galleryPage);
    m_ui->types->setFocus();
}

void OverviewPage::showType(const QString &typeId)
{
    const ConnectorType *type = findConnectorType(typeId);
    if (!type)
        return;
    m_ui->typePage->showType(*type);
    m_ui->stack->setCurrentWidget(m_ui->typePage);
    m_ui->typePage->focusFirst();
}

void OverviewPage::keyPressEvent(QKeyEvent *event)
{
    if (m_ui->stack->currentWidget() == m_ui->typePage && (event->key() == Qt::Key_Escape || event->matches(QKeySequence::Back)))
        showGallery();
    else
        QWidget::keyPressEvent(event);
}

void OverviewPage::openCurrent(const QModelIndex &index)
{
    if (index.isValid())
        showType(index.data(TypeModel::IdRole).toString());
}

} // namespace tallybridge

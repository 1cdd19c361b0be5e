#include "ui/wizard/BusyRow.h"

#include "ui_BusyRow.h"

namespace tallybridge {

BusyRow::BusyRow(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::BusyRow>())
{
    m_ui->setupUi(this);
    connect(m_ui->stop, &QPushButton::clicked, this, &BusyRow::cancelled);
    hide();
}

BusyRow::~BusyRow() = default;

void BusyRow::start(const QString &text)
{
    setText(text);
    show();
    m_ui->stop->setFocus();
}

void BusyRow::setText(const QString &text)
{
    m_ui->text->setText(text);
    m_ui->stop->setAccessibleDescription(text);
}

} // namespace tallybridge

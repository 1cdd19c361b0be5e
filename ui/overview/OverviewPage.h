#pragma once

#include <QSortFilterProxyModel>
#include <QWidget>
#include <memory>

namespace tallybridge {

class ConnectorDesk;
class TypeModel;

namespace Ui {
class OverviewPage;
}

/// The gallery of connector types; a type opens its description.
class OverviewPage : public QWidget
{
    Q_OBJECT

public:
    explicit OverviewPage(ConnectorDesk &desk, QWidget *parent = nullptr);
    ~OverviewPage() override;

    /// Without somebody who adds connectors there is no button for it.
    void setCanAdd(bool canAdd);
    void showGallery();
    void showType(const QString &typeId);

Q_SIGNALS:
    void addRequested(const QString &typeId);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void openCurrent(const QModelIndex &index);

    std::unique_ptr<Ui::OverviewPage> m_ui;
    TypeModel *m_model;
    QSortFilterProxyModel m_filter;
};

} // namespace tallybridge

#pragma once

#include "app/Operation.h"
#include "engine/ConnectorType.h"

#include <QWidget>
#include <memory>

namespace tallybridge {

class ConnectorDesk;

namespace Ui {
class TypePage;
}

/// The description of a connector type with what has to be done before it can be used.
class TypePage : public QWidget
{
    Q_OBJECT

public:
    explicit TypePage(QWidget *parent = nullptr);
    ~TypePage() override;

    void setDesk(ConnectorDesk &desk) { m_desk = &desk; }
    void setCanAdd(bool canAdd);
    void showType(const ConnectorType &type);
    void focusFirst();

Q_SIGNALS:
    void backRequested();
    void addRequested(const QString &typeId);

private:
    void runChecks();

    std::unique_ptr<Ui::TypePage> m_ui;
    ConnectorDesk *m_desk = nullptr;
    const ConnectorType *m_type = nullptr;
    int m_checkRevision = 0; ///< answers of an older one are dropped
    Operation m_check;
};

} // namespace tallybridge

#pragma once

#include "engine/NumberSuggestions.h"
#include "mapping/MappingEditor.h"

#include <QDialog>
#include <memory>

namespace tallybridge {

namespace Ui {
class FixMappingDialog;
}

/// Assigns a mailbox to a number. Open it with open(); it deletes itself when closed.
class FixMappingDialog : public QDialog
{
    Q_OBJECT

public:
    /// day: the UTC day of the item it is about, offered as the first day; may be invalid.
    FixMappingDialog(const PhoneNumber &number, const QDate &day, QWidget *parent);
    ~FixMappingDialog() override;

    /// Shows whose number it is in the directory, for a choice; fills in nothing by itself.
    void showSuggestions(const std::vector<NumberSuggestion> &suggestions);

Q_SIGNALS:
    void confirmed(const MappingAssignment &assignment, bool retry);

private:
    void updateButtons();

    std::unique_ptr<Ui::FixMappingDialog> m_ui;
    PhoneNumber m_number;
};

} // namespace tallybridge

#pragma once

#include "ui/wizard/CheckedPage.h"

#include <QTimer>

namespace tallybridge {

class MappingModel;

namespace Ui {
class MappingStep;
}

/// Automatic mapping, the mapping file with all its problems, and the region its numbers are read in.
class MappingStep : public CheckedPage
{
    Q_OBJECT

public:
    explicit MappingStep(WizardState &state, QWidget *parent = nullptr);
    ~MappingStep() override;

    void initializePage() override;

protected:
    void store() override;
    void check() override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void fillRegions();
    SetupMapping input() const;
    void previewSoon();
    void preview();
    void show(const Result<MappingPreview> &preview);
    void saveTemplate();

    std::unique_ptr<Ui::MappingStep> m_ui;
    MappingModel *m_model;
    QTimer m_typing;
    Operation m_reading;
    int m_previewRevision = 0; ///< answers of an older one are dropped
};

} // namespace tallybridge

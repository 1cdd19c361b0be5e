#pragma once

#include "UiFixture.h"
#include "ui/wizard/ConnectorWizard.h"

#include <QAbstractButton>
#include <QApplication>

namespace tallybridge::test {

/// Works a wizard as a person with a keyboard does: every key goes to whatever has the focus.
class WizardDriver
{
public:
    explicit WizardDriver(ConnectorWizard *wizard) : m_wizard(wizard)
    {
        // Shortcuts are those of the active window.
        wizard->activateWindow();
        if (!QTest::qWaitFor([wizard] { return QApplication::activeWindow() == wizard; }, patience))
            qFatal("the wizard is not active");
    }

    static QWidget *target(ConnectorWizard *wizard)
    {
        QWidget *focus = wizard->focusWidget();
        return focus ? focus : wizard;
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const { QTest::keyClick(target(m_wizard), key, modifiers); }
    void type(const QString &text) const { QTest::keyClicks(target(m_wizard), text); }

    /// Tab until the widget with this object name has the focus.
    bool tabTo(const char *name) const
    {
        for (int i = 0; i < 80; ++i) {
            if (target(m_wizard)->objectName() == QLatin1String(name))
                return true;
            key(Qt::Key_Tab);
        }
        return false;
    }
    bool isAt(ConnectorWizard::Step step) const
    {
        return QTest::qWaitFor([this, step] { return m_wizard->currentId() == int(step); }, patience);
    }
    /// Waits until Next can be pressed: a page may have to read something first.
    bool canGoOn() const
    {
        return QTest::qWaitFor([this] { return m_wizard->button(QWizard::NextButton)->isEnabled(); }, patience);
    }
    bool next(ConnectorWizard::Step expected) const
    {
        key(Qt::Key_N, Qt::AltModifier);
        return isAt(expected);
    }
    template <typename Widget>
    Widget *find(const char *name) const
    {
        auto *widget = m_wizard->currentPage()->template findChild<Widget *>(QLatin1String(name));
        if (!widget)
            qFatal("there is no widget %s", name);
        return widget;
    }

    /// Chooses the folder of deliveries by its key; a button shows that it is pressed before it acts.
    bool chooseFolder() const
    {
        key(Qt::Key_I, Qt::AltModifier);
        auto *folder = find<QWidget>("folder");
        return QTest::qWaitFor([folder] { return folder->isVisible(); }, patience);
    }

    /// From the first page to the review, with the sample.
    bool goTo(ConnectorWizard::Step last, const QString &deliveries, const QString &mapping, const QString &archive) const
    {
        using Step = ConnectorWizard::Step;
        if (!isAt(Step::Type))
            return false;
        if (last == Step::Type)
            return true;
        if (!next(Step::Terms))
            return false;
        if (last == Step::Terms)
            return true;
        if (!tabTo("accept"))
            return false;
        key(Qt::Key_Space);
        if (!next(Step::Source))
            return false;
        if (last == Step::Source)
            return true;
        if (!chooseFolder() || !tabTo("folder"))
            return false;
        type(deliveries);
        if (!next(Step::Mapping))
            return false;
        if (last == Step::Mapping)
            return true;
        if (!tabTo("file"))
            return false;
        type(mapping);
        if (!next(Step::Destination))
            return false;
        if (last == Step::Destination)
            return true;
        if (!tabTo("archive"))
            return false;
        type(archive);
        if (!tabTo("domains"))
            return false;
        type(QStringLiteral("contoso.example"));
        return next(Step::Review);
    }

private:
    ConnectorWizard *m_wizard;
};

} // namespace tallybridge::test

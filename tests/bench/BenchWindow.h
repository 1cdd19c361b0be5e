#pragma once

#include "app/Application.h"
#include "ui/MainWindow.h"
#include "ui/common/AppSettings.h"
#include "ui/common/Backend.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/resources.h"

#include <QApplication>
#include <QTest>

#include <cstdio>
#include <cstdlib>
#include <memory>

/// The window over the data folder that is the program's one argument; it imports nothing by itself. Ends the program when it cannot.
class BenchWindow
{
public:
    BenchWindow()
    {
        using namespace tallybridge;
        Application::identify();
        loadResources();
        const auto context = Application::open(QApplication::arguments().value(1));
        if (QApplication::arguments().size() != 2 || !context) {
            std::fprintf(stderr, "name a data folder\n");
            std::exit(2);
        }
        m_settings = std::make_unique<AppSettings>(context->dataFolder + QLatin1String("/bench-window.ini"));
        m_settings->setImportsOnSchedule(false);
        m_backend = std::make_unique<Backend>(*context);
        m_window = std::make_unique<MainWindow>(*m_backend, *m_settings);
        m_window->show();
        if (!QTest::qWaitForWindowExposed(m_window.get()))
            std::exit(1);
    }

    tallybridge::MainWindow &window() { return *m_window; }
    tallybridge::ConnectorDesk &desk() { return m_window->desk(); }

    /// Ends the program when no connector appears.
    void waitForConnectors()
    {
        if (!QTest::qWaitFor([this] { return !desk().entries().empty(); }, 60'000))
            std::exit(1);
    }

private:
    std::unique_ptr<tallybridge::AppSettings> m_settings;
    std::unique_ptr<tallybridge::Backend> m_backend;
    std::unique_ptr<tallybridge::MainWindow> m_window;
};

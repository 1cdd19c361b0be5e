#pragma once

#include "app/Application.h"
#include "app/UrlBackends.h"
#include "identity/MemorySecretStore.h"
#include "ui/MainWindow.h"
#include "ui/common/AppSettings.h"
#include "ui/common/Backend.h"
#include "ui/connectors/ConnectorDesk.h"
#include "ui/resources.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace tallybridge::test {

/// How long a test waits for something that has to happen; never how long it takes.
inline constexpr int patience = 60'000;

/// A window over a data folder of its own.
class UiFixture
{
public:
    /// adapt: changes the engine before the window works with it; may be null.
    explicit UiFixture(const std::function<void(EngineContext &)> &adapt = {})
    {
        loadResources();
        const QString data = m_folder.filePath(QStringLiteral("data"));
        engine = Application::open(data).value();
        // Not the keychain of whoever runs the test.
        engine.secrets = {std::make_shared<MemorySecretStore>(), std::make_shared<MemorySecretStore>()};
        engine.backends = std::make_shared<UrlBackends>(data, engine.secrets, engine.clock);
        if (adapt)
            adapt(engine);
        backend = std::make_unique<Backend>(engine);
        settings = std::make_unique<AppSettings>(m_folder.filePath(QStringLiteral("window.ini")));
        window = std::make_unique<MainWindow>(*backend, *settings);
        window->show();
        if (!QTest::qWaitForWindowActive(window.get(), patience))
            qFatal("the window does not come up");
    }
    ~UiFixture()
    {
        window.reset();
        backend.reset();
    }

    QString folder() const { return m_folder.path(); }

    /// A widget of the window by its object name.
    template <typename Widget>
    Widget *find(const char *name) const
    {
        auto *widget = window->findChild<Widget *>(QString::fromLatin1(name));
        if (!widget)
            qFatal("there is no widget %s", name);
        return widget;
    }

    /// Imports the sample and waits for the end of the run.
    RunRecord importSample()
    {
        std::optional<RunRecord> finished;
        const auto connection = QObject::connect(&window->desk(), &ConnectorDesk::runFinished, window.get(),
                                                 [&finished](qint64, const RunRecord &run) { finished = run; });
        window->trySample();
        if (!QTest::qWaitFor([&finished, this] { return finished && !window->desk().hasActivity(); }, patience))
            qFatal("the sample was not imported");
        QObject::disconnect(connection);
        // What the window offers follows from what it reads after the run.
        waitForAnswers();
        return *finished;
    }

    /// Waits until everything the window has asked so far is answered, and what it asked because of the answers.
    void waitForAnswers()
    {
        constexpr int mostRounds = 3; // the list of failed copies asks for its index, then for a page
        for (int round = 0; round < mostRounds; ++round) {
            bool answered = false;
            // The queries are answered in the order they were asked.
            backend->read(
                window.get(), [](ConnectorService &service) { return service.list(); }, [&answered](const auto &) { answered = true; });
            if (!QTest::qWaitFor([&answered] { return answered; }, patience))
                qFatal("the engine does not answer");
        }
    }

private:
    QTemporaryDir m_folder;

public:
    EngineContext engine;
    std::unique_ptr<AppSettings> settings;
    std::unique_ptr<Backend> backend;
    std::unique_ptr<MainWindow> window;
};

/// Qt's own remark about the offscreen platform is no fault of the window.
inline void failOnWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

} // namespace tallybridge::test

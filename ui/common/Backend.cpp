#include "ui/common/Backend.h"

#include <QDesktopServices>

namespace tallybridge {

Backend::Backend(const EngineContext &context, QObject *parent)
    : QObject(parent), m_engine(context), m_browser([](const QUrl &page) { QDesktopServices::openUrl(page); })
{
    const auto post = [this](std::function<void()> function) {
        QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
    };
    m_host = std::make_unique<ServiceHost>(context, post);
    m_consents = std::make_unique<ConsentDesk>(context, post, [this](const QUrl &page) { m_browser(page); });
}

Backend::~Backend() = default;

} // namespace tallybridge

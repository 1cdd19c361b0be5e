#include "ui/common/Backend.h"

namespace tallybridge {

Backend::Backend(const EngineContext &context, QObject *parent)
    : QObject(parent), m_engine(context), m_host(std::make_unique<ServiceHost>(context, [this](std::function<void()> function) {
        QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
    }))
{
}

Backend::~Backend() = default;

} // namespace tallybridge

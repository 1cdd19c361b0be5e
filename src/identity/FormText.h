#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tallybridge {

/// Appends "name=value" to a form or query, the value percent-encoded.
inline void addField(QByteArray &form, QByteArrayView name, QByteArrayView value)
{
    if (!form.isEmpty())
        form += '&';
    form += name;
    form += '=';
    form += QByteArray(value.data(), value.size()).toPercentEncoding();
}

} // namespace tallybridge

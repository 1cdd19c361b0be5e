#include "identity/AdminConsentRequest.h"

#include "identity/FormText.h"

namespace tallybridge {

QUrl AdminConsentRequest::url() const
{
    QUrl url = cloud.loginUrl(tenant, QLatin1String("v2.0/adminconsent"));
    QByteArray query;
    addField(query, "client_id", clientId.toUtf8());
    addField(query, "scope", cloud.graphScope().toUtf8());
    addField(query, "redirect_uri", redirect.toEncoded());
    addField(query, "state", state);
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

} // namespace tallybridge

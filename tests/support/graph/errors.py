"""Refusals with the error JSON of Microsoft Graph, and connections that end without an answer."""


class GraphError(Exception):
    """A refusal. violation: the request itself was wrong, so that the real service would refuse it at any time."""
    def __init__(self, status, code, message, violation=None, headers=None, inner=None):
        super().__init__(f"{status} {code}")
        self.status, self.code, self.message = status, code, message
        self.violation = status in (400, 405, 411, 413, 415) if violation is None else violation
        self.headers = dict(headers or {})
        self.inner = inner


class Cut(Exception):
    """The connection ends without an answer, at once or after hold seconds."""
    def __init__(self, hold=0.0):
        super().__init__("cut")
        self.hold = hold


def bad_request(message, code="BadRequest"):
    return GraphError(400, code, message)


def unknown_property(name, type_name):
    return GraphError(400, "RequestBodyRead",
                      f"The property '{name}' does not exist on type 'microsoft.graph.{type_name}'. Make sure to only use property names that are "
                      "defined by the type or mark the type as open type.")


def wrong_literal(name, type_name):
    return GraphError(400, "RequestBodyRead", f"Cannot convert a literal of property '{name}' to the expected type '{type_name}'.")


def unknown_query_property(name, type_name):
    return GraphError(400, "RequestBroker--ParseUri", f"Could not find a property named '{name}' on type 'microsoft.graph.{type_name}'.")


def not_found(message="The specified object was not found in the store."):
    return GraphError(404, "ErrorItemNotFound", message, violation=False)


def access_denied():
    return GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.", violation=False)


def insufficient_privileges():
    return GraphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", violation=False)


def too_large():
    return GraphError(413, "BadRequest", "The maximum request length supported is 4MB.")


def error_body(error, request_id, client_request_id, date):
    """The JSON of a refusal."""
    inner = {"date": date, "request-id": request_id, "client-request-id": client_request_id or request_id}
    if error.inner:
        inner.update(error.inner)
    return {"error": {"code": error.code, "message": error.message, "innerError": inner}}

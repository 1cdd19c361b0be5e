"""A browser as a script: follows redirections one by one, keeps cookies, fills forms in; and tallybridgectl that waits for it."""
import html.parser
import http.cookiejar
import json
import ssl
import subprocess
import urllib.error
import urllib.parse
import urllib.request


class Forms(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.forms, self.links = [], {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.forms.append((attrs.get("action"), {}))
        elif tag == "input" and self.forms and attrs.get("name"):
            self.forms[-1][1][attrs["name"]] = attrs.get("value", "")
        elif tag == "a" and attrs.get("id"):
            self.links[attrs["id"]] = attrs["href"]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Browser:
    """change: called with each address before it is opened, gives the one to open instead."""
    def __init__(self, ca=None, change=lambda url: url):
        handlers = [urllib.request.ProxyHandler({}), NoRedirect(), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())]
        if ca:
            handlers.append(urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=ca)))
        self.opener, self.change = urllib.request.build_opener(*handlers), change
        self.url, self.status, self.text = "", 0, ""

    def open(self, url, form=None):
        """To the page behind all redirections. Gives itself."""
        for _ in range(20):
            url = self.change(url)
            data = None if form is None else urllib.parse.urlencode(form).encode()
            try:
                reply = self.opener.open(urllib.request.Request(url, data), timeout=60)
            except urllib.error.HTTPError as error:
                reply = error
            with reply:
                self.url, self.status, self.text = url, reply.status, reply.read().decode("utf-8", "replace")
                location = reply.headers.get("Location")
            if self.status not in (301, 302, 303, 307) or not location:
                return self
            url, form = urllib.parse.urljoin(url, location), None
        raise RuntimeError("the browser is sent around in circles")

    def click(self, link):
        return self.open(urllib.parse.urljoin(self.url, Forms(self.text).links[link]))

    def submit(self, number=0, **fields):
        action, values = Forms(self.text).forms[number]
        return self.open(urllib.parse.urljoin(self.url, action or self.url), {**values, **fields})


class Waiting:
    """tallybridgectl --json that has printed a link and waits for the browser."""
    def __init__(self, product, checks, *arguments):
        self.checks, self.arguments = checks, arguments
        self.process = subprocess.Popen(product.command(*arguments, json_output=True), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)

    def link(self):
        """The next link that it prints; empty when it ends before."""
        for line in self.process.stderr:
            try:
                document = json.loads(line)
            except ValueError:
                continue
            if "link" in document:
                return document["link"]
        return ""

    def end(self, code):
        """Waits for its end; checks the exit code and that nothing that came with the browser is in its output. Gives the document."""
        out, err = self.process.communicate(timeout=300)
        text = out.decode("utf-8", "replace")
        self.checks.equal(self.process.returncode, code, f"exit code of {' '.join(self.arguments)}: {text[:400]} {err.decode()[-400:]}")
        self.checks.that("code=" not in text and "eyJ" not in text and b"eyJ" not in err, "no token in the output")
        try:
            return json.loads(text)
        except ValueError:
            self.checks.that(False, "stdout is one JSON document", text[:400])
            return {}


def query_of(url):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))


def changed(url, **fields):
    """The address with other values in its query (None takes one away)."""
    parts = urllib.parse.urlsplit(url)
    query = {**dict(urllib.parse.parse_qsl(parts.query)), **fields}
    return urllib.parse.urlunsplit(parts._replace(query=urllib.parse.urlencode({name: value for name, value in query.items() if value is not None})))

"""Signing in, precise answers, proxies."""
import os
import subprocess
import time

import _proxy
import _sshd

from .feed import sums

def answers(feed, work):
    checks = feed.checks
    checks.heading("precise answers")
    server = feed.server
    feed.deliver(1)
    feed.add("--source-timeout", "3")

    def answer(code, name):
        row = feed.check().get("source", {})
        checks.equal((row.get("answer"), row.get("code")), ("no", code), name)
        run = feed.product.run("sync", "wa", json_output=True)
        checks.equal(run.code, 4, f"{name}: sync ends with 4")
        checks.equal(feed.newest().get("state"), "failed", f"{name}: the run failed")

    def edit(*arguments):
        feed.product.expect((0, 4), "connector", "edit", "wa", *arguments)

    def source(url):
        edit("--source", url, "--accept-host-key", server.fingerprint())

    checks.equal(feed.check()["source"]["answer"], "yes", "sign-in works")
    checks.equal(feed.check()["deliveries"]["detail"].split(",")[0], "1", "deliveries are counted")
    source(f"sftp://{server.user}@host.invalid/{feed.name}")
    answer("source-host-not-found", "name not found")
    source(server.url(feed.name, _sshd.free_port()))
    answer("source-refused", "refused")
    with _sshd.Relay(server.port, lambda _: "stall") as silent:
        source(server.url(feed.name, silent.port))
        answer("source-timed-out", "timed out")
    source(server.url("no-such-folder"))
    answer("source-folder-missing", "no such folder")
    hidden = os.path.join(server.home, "hidden")
    os.makedirs(hidden)
    os.chmod(hidden, 0o700)
    os.chown(hidden, 0, 0)
    source(server.url("hidden"))
    answer("source-access-denied", "no permission")
    source(server.url(feed.name))
    checks.equal(feed.check()["source"]["answer"], "yes", "back at the right place")
    wrong = work.file("wrong-password", b"not-it\n")
    edit("--secret-file", f"password={wrong}")
    answer("source-sign-in-refused", "wrong password")
    edit("--secret-file", f"password={work.path_of('absent')}")
    row = feed.check()["source"]
    checks.equal(row["code"], "file-not-readable", "a secret file that is not there")
    edit("--secret-file", "password=")
    answer("secret-missing", "no password at all")
    right = feed.product.run("check", "wa", "--password-file", feed.password_file, json_output=True).json
    checks.equal({row["check"]: row["answer"] for row in right}["source"], "yes", "--password-file serves one call")
    with open(feed.password_file, "rb") as file:
        from_stdin = subprocess.run(feed.product.command("sync", "wa", "--password-file", "-", json_output=True), stdin=file, capture_output=True,
                                    timeout=60, check=False)
    checks.equal(from_stdin.returncode, 0, "--password-file - reads standard input")
    edit("--secret-file", f"password={feed.password_file}")
    subprocess.run(["chage", "-d", "0", server.user], check=True)
    answer("source-password-expired", "password expired")
    server.stop()
    server.start(f"ForceCommand internal-sftp -d {server.home}")
    answer("source-without-sftp", "a server that does not say that the password has expired")
    server.stop()
    server.start()
    subprocess.run(["chage", "-d", "1", "-M", "-1", server.user], check=True)
    checks.equal(feed.check()["source"]["answer"], "yes", "a password that is valid again")
    old = server.fingerprint()
    server.stop()
    server.make_host_key()
    server.start()
    answer("source-host-key-changed", "host key changed")
    text = feed.check()["source"]["detail"]
    checks.that(server.fingerprint() in text and old in text, "both fingerprints are named", text)
    edit("--accept-host-key", server.fingerprint("ecdsa"))
    checks.equal(feed.check()["source"]["answer"], "yes", "a key of another kind than our first choice can be accepted")
    document = feed.product.json((0, 4), "sync", "wa")
    sums(checks, document, 0, "after the new key was accepted")


def sign_in_methods(feed, work):
    checks = feed.checks
    server = feed.server
    checks.heading("other ways to sign in")
    feed.deliver(2)
    key = server.make_user_key("wort des schlüssels")
    passphrase = work.file("passphrase", "wort des schlüssels\n".encode())
    feed.add("--secret-file", f"key={key}", "--secret-file", f"passphrase={passphrase}", password=False)
    sums(checks, feed.sync(), 2, "key with passphrase")
    feed.product.expect(0, "connector", "edit", "wa", "--secret-file", f"passphrase={feed.password_file}")
    checks.equal(feed.check()["source"]["code"], "source-key-unusable", "a wrong passphrase is told from a refused key")
    server.make_user_key("")
    feed.product.expect(0, "connector", "edit", "wa", "--secret-file", "passphrase=")
    checks.equal(feed.check()["source"]["answer"], "yes", "key without passphrase")
    os.remove(server.file("authorized_keys"))
    checks.equal(feed.check()["source"]["code"], "source-sign-in-refused", "a key the server does not know")
    agent_socket = work.path_of("agent")
    server.make_user_key("")
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", agent_socket], stdout=subprocess.DEVNULL)
    try:
        while not os.path.exists(agent_socket):
            time.sleep(0.02)
        environment = {**os.environ, "SSH_AUTH_SOCK": agent_socket}
        subprocess.run(["ssh-add", "-q", key], env=environment, check=True, capture_output=True)
        feed.product.expect(0, "connector", "edit", "wa", "--secret-file", "key=")
        done = subprocess.run(feed.product.command("check", "wa", json_output=True), env=environment, capture_output=True, timeout=60, check=False)
        checks.that(done.returncode == 0, "an agent signs in", done.stdout.decode()[:500])
    finally:
        agent.terminate()
        agent.wait()
    server.stop()
    server.start("UsePAM yes", "KbdInteractiveAuthentication yes", "PasswordAuthentication no")
    feed.product.expect(0, "connector", "edit", "wa", "--secret-file", f"password={feed.password_file}")
    row = feed.check()["source"]
    checks.equal((row["answer"], row["code"]), ("yes", None), "the server's own dialogue (keyboard-interactive)")
    server.stop()
    server.start("UsePAM no", "PasswordAuthentication no", "KbdInteractiveAuthentication no")
    checks.equal(feed.check()["source"]["code"], "source-sign-in-unsupported", "a server that takes keys only")
    server.stop()
    server.start("Ciphers aes128-cbc")
    checks.equal(feed.check()["source"]["code"], "source-not-ssh", "old algorithms only")
    server.stop()
    server.start()


def proxies(feed, work):
    checks = feed.checks
    checks.heading("proxies")
    feed.add("--source-timeout", "3")
    secret = work.file("proxy-password", b"sesam\n")
    # The proxy looks the name up: 127.0.0.1 could be asked straight as well, this name only there.
    straight = feed.server.port
    for number, kind in enumerate(("socks5", "http"), 1):
        feed.deliver(2, number=number, start=number * 2)
        with _proxy.Proxy(kind) as proxy:
            feed.product.expect(0, "connector", "edit", "wa", "--proxy", f"{kind}://127.0.0.1:{proxy.port}/")
            sums(checks, feed.sync(), 2, f"through a {kind} proxy", 2)
            checks.that(proxy.targets and set(proxy.targets) == {("127.0.0.1", straight)}, f"{kind}: the proxy opened the way", str(proxy.targets))
        row = feed.check()["source"]
        checks.equal((row["answer"], row["code"]), ("no", "source-refused"), f"{kind}: a proxy that is not there")
        with _proxy.Proxy(kind, user="ann", password="sesam") as proxy:
            url = f"{kind}://ann@127.0.0.1:{proxy.port}"
            feed.product.expect(0, "connector", "edit", "wa", "--proxy", url, "--secret-file", "proxy-password=")
            checks.equal(feed.check()["source"]["code"], "source-proxy-refused", f"{kind}: without the password")
            feed.product.expect(0, "connector", "edit", "wa", "--secret-file", f"proxy-password={secret}")
            row = feed.check()["source"]
            checks.equal((row["answer"], row["detail"] if row["answer"] == "no" else None), ("yes", None), f"{kind}: with user and password")
            checks.equal(feed.product.json(0, "connector", "show", "wa")["proxy"], url, f"{kind}: the connector shows it")
        for fault, code in (({"refuse": True}, "source-proxy-refused"), ({"silent": True}, "source-timed-out")):
            with _proxy.Proxy(kind, **fault) as proxy:
                feed.product.expect(0, "connector", "edit", "wa", "--proxy", f"{kind}://127.0.0.1:{proxy.port}")
                checks.equal(feed.check()["source"]["code"], code, f"{kind}: {fault}")
                feed.sync(4)
    with _proxy.Proxy("http") as proxy:
        feed.product.expect(0, "connector", "edit", "wa", "--proxy", f"socks5://127.0.0.1:{proxy.port}")
        checks.that(feed.check()["source"]["code"] in ("source-proxy-refused", "source-timed-out"), "a proxy of the other kind")
    feed.product.expect(2, "connector", "edit", "wa", "--proxy", "socks5://ann:geheim@127.0.0.1")
    feed.product.expect(2, "connector", "edit", "wa", "--proxy", "ftp://127.0.0.1")
    feed.product.expect(0, "connector", "edit", "wa", "--proxy", "none")
    sums(checks, feed.sync(), 0, "straight again")

"""A small client of the language server protocol for the tests.

    with lsp.Server(sys.argv[1]) as server:
        file = server.open("name.cpp", text)
        for finding in server.diagnostics(file): ...

Messages go over pipes as an editor sends them. Whatever does not come within two
minutes is an error.
"""

import json
import os
import pathlib
import queue
import subprocess
import tempfile
import threading
import time
import urllib.parse

PATIENCE = 120

CAPABILITIES = {
    "textDocument": {
        "publishDiagnostics": {
            "relatedInformation": True,
            "codeDescriptionSupport": True,
            "versionSupport": True,
        },
        "codeAction": {
            "codeActionLiteralSupport": {
                "codeActionKind": {"valueSet": ["quickfix", "refactor"]}
            }
        },
        "hover": {"contentFormat": ["markdown"]},
    },
    "window": {"showDocument": {"support": True}},
}


class Server:
    """A clangd in a scratch folder of its own."""

    def __init__(
        self, program, arguments=(), capabilities=CAPABILITIES, folder=None
    ):
        self.scratch = None
        if folder is None:
            self.scratch = tempfile.TemporaryDirectory(prefix="threadwise-lsp-")
            folder = self.scratch.name
        self.folder = pathlib.Path(os.path.realpath(folder))
        self.log = tempfile.TemporaryFile("w+")
        # What the user's own configuration says must not change a test.
        environment = dict(os.environ, XDG_CONFIG_HOME=str(self.folder / "no-config"))
        self.process = subprocess.Popen(
            [program, *arguments, "--background-index=false", "--log=error", "-j=1"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            cwd=self.folder,
            env=environment,
        )
        self.answers = {}
        self.notes = queue.Queue()
        self.calls = queue.Queue()
        self.arrived = threading.Condition()
        self.versions = {}
        self.texts = {}
        self.last_id = 0
        threading.Thread(target=self._read, daemon=True).start()
        self.capabilities = self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": self.folder.as_uri(),
                "capabilities": capabilities,
            },
        )["capabilities"]
        self.notify("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        try:
            if kind is None:
                self.request("shutdown", None)
                self.notify("exit", None)
                code = self.process.wait(PATIENCE)
                assert code == 0, f"exit code {code}: {self.errors()}"
        finally:
            self.process.kill()
            self.process.wait()
            if kind is not None:
                print(self.errors())
            if self.scratch:
                self.scratch.cleanup()

    def errors(self):
        self.log.seek(0)
        return self.log.read()

    def rest(self):
        """Waits until no thread of the server has anything to do."""
        last, until = None, time.monotonic() + PATIENCE
        while (now := self._processor_time()) != last:
            assert time.monotonic() < until, "the server does not come to rest"
            last = now
            time.sleep(1)

    def _processor_time(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text()
        return fields.rsplit(")", 1)[1].split()[11:13]

    # ---- Messages

    def _read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while (header := stream.readline()) not in (b"\r\n", b""):
                if header.lower().startswith(b"content-length:"):
                    length = int(header.split(b":")[1])
            if not length:
                break
            message = json.loads(stream.read(length))
            if "method" not in message:
                with self.arrived:
                    self.answers[message["id"]] = message
                    self.arrived.notify_all()
            elif "id" in message:
                self.calls.put(message)
                self._send({"id": message["id"], "result": {"success": True}})
            else:
                self.notes.put(message)

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def send(self, method, params):
        self.last_id += 1
        self._send({"id": self.last_id, "method": method, "params": params})
        return self.last_id

    def answer(self, id):
        with self.arrived:
            assert self.arrived.wait_for(
                lambda: id in self.answers, PATIENCE
            ), f"no answer to request {id}: {self.errors()}"
            return self.answers.pop(id)

    def request(self, method, params):
        answer = self.answer(self.send(method, params))
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def call(self, method):
        """The server's next request of that kind."""
        while True:
            message = self.calls.get(timeout=PATIENCE)
            if message["method"] == method:
                return message["params"]

    # ---- Documents

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def open(self, name, text, language="cpp"):
        uri = self.write(name, text).as_uri()
        self.versions[uri] = 1
        self.texts[uri] = text
        self.notify(
            "textDocument/didOpen",
            {
                "textDocument": {
                    "uri": uri,
                    "languageId": language,
                    "version": 1,
                    "text": text,
                }
            },
        )
        return uri

    def change(self, uri, *changes, at_once=False):
        """At once: without the time that clangd gives a typist (its extension)."""
        self.versions[uri] += 1
        self.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": uri, "version": self.versions[uri]},
                "contentChanges": list(changes),
                **({"wantDiagnostics": True} if at_once else {}),
            },
        )

    def replace(self, uri, text):
        self.texts[uri] = text
        self.change(uri, {"text": text})

    def apply(self, action):
        """Makes the edits of a code action in the open documents."""
        for uri, edits in action["edit"]["changes"].items():
            text = self.texts[uri]
            for edit in sorted(edits, key=lambda e: place(e["range"]["start"]), reverse=True):
                start = offset(text, edit["range"]["start"])
                end = offset(text, edit["range"]["end"])
                text = text[:start] + edit["newText"] + text[end:]
            self.replace(uri, text)

    def close(self, uri):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def diagnostics(self, uri):
        """What is published for the current version of the document."""
        while True:
            note = self.notes.get(timeout=PATIENCE)
            params = note["params"]
            if (
                note["method"] == "textDocument/publishDiagnostics"
                and params["uri"] == uri
                and params.get("version") == self.versions[uri]
            ):
                return params["diagnostics"]

    def actions(self, uri, diagnostic, only=None):
        context = {"diagnostics": [diagnostic]}
        if only:
            context["only"] = only
        return self.request(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": uri},
                "range": diagnostic["range"],
                "context": context,
            },
        )

    def hover(self, uri, needle):
        text = self.texts[uri]
        line = text[: text.index(needle)].count("\n")
        column = text.index(needle) - text.rfind("\n", 0, text.index(needle)) - 1
        answer = self.request(
            "textDocument/hover",
            {
                "textDocument": {"uri": uri},
                "position": {"line": line, "character": column},
            },
        )
        return answer["contents"]["value"] if answer else ""


def place(position):
    return position["line"], position["character"]


def offset(text, position):
    """Where a position is, in characters: columns count units of UTF-16."""
    lines = text.split("\n")
    line = lines[position["line"]].encode("utf-16-le")
    before = line[: 2 * position["character"]].decode("utf-16-le")
    return sum(len(l) + 1 for l in lines[: position["line"]]) + len(before)


def ours(diagnostics):
    return [d for d in diagnostics if str(d.get("code")).startswith("threadwise-")]


def path_of(uri):
    return pathlib.Path(urllib.parse.unquote(urllib.parse.urlparse(uri).path))

"""Writes a record in every format and looks at what became of it: RECORD OPTION..."""

import html.parser
import json
import re
import subprocess
import sys
import xml.etree.ElementTree


def written(name):
    result = subprocess.run(
        ["threadwise", "report", "--show-ids", "--format", name, *sys.argv[1:]],
        capture_output=True,
        check=False,
    )
    assert result.returncode == 1, (name, result.stderr)
    return result.stdout.decode("utf-8")


CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = {}

    def handle_starttag(self, tag, attributes):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        for name, _ in attributes:
            assert not name.startswith("on"), name

    def count(self, tag):
        return self.tags.get(tag, 0)


def check_page(text):
    page = Page()
    page.feed(text)
    assert page.count("script") == 1 and page.count("style") == 1, page.tags
    assert page.count("img") == 0 and page.count("b") == 0 and page.count("x") == 0
    assert page.count("article") == 12, page.tags
    assert not CONTROL.search(text.replace("\r", "")), "control characters"
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text


def check_commands(text):
    lines = text.splitlines()
    assert all(re.match("::(error|warning|notice) (file=src/|title=)", line) for line in lines), text
    assert not CONTROL.search(text)


text = written("text")
assert not CONTROL.search(text), repr(CONTROL.search(text))
check_commands(written("github"))
check_page(written("html"))
assert len(json.loads(written("gitlab"))) == 12
assert len([json.loads(line) for line in written("rdjsonl").split("\n") if line]) == 12
assert len(json.loads(written("sonarqube"))["issues"]) == 12
assert len(json.loads(written("json"))["findings"]) == 12
sarif = json.loads(written("sarif"))
assert len(sarif["runs"][0]["results"]) == 12
for result in sarif["runs"][0]["results"]:
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9%._~/-]+", uri), uri
assert len(xml.etree.ElementTree.fromstring(written("checkstyle")).findall("file/error")) == 12
assert all(
    result["partialFingerprints"]["primaryLocationLineHash"].startswith("tw1-")
    for result in sarif["runs"][0]["results"]
)
suite = xml.etree.ElementTree.fromstring(written("junit")).find("testsuite")
assert len(suite.findall("testcase/failure")) == 12
assert not CONTROL.search(written("codechecker"))
# Each finding has its id in each format.
IDS = sorted(finding["id"] for finding in json.loads(written("json"))["findings"])
for name in ("text", "sarif", "github", "html", "gitlab", "rdjsonl", "sonarqube", "checkstyle",
             "junit", "codechecker"):
    assert sorted(set(re.findall(r"tw1-[0-9a-f]{16}(?:\.[0-9]+)?", written(name)))) == IDS, name

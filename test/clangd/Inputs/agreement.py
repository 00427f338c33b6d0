"""One file, three hosts, the same findings.

    agreement.py CLANGD CLANG_TIDY PLUGIN SCRATCH ROOT [FOLDER...]

Each file is read by the three with the same compiler's flags: the tests of the
checks and the samples under ROOT, or up to 20 files of each FOLDER that holds a
compile_commands.json. Places in other files than the one that is read are left
out: the editor shows those where they are open.
"""

import json
import pathlib
import re
import subprocess
import sys

import lsp

clangd, clang_tidy, plugin, scratch, root, *folders = sys.argv[1:]
scratch, root = pathlib.Path(scratch).resolve(), pathlib.Path(root)

# What the editor cannot know, with the reason, by the file's path in test/.
NOT_IN_THE_EDITOR = {
    "missing-include": "clang drops what stands behind the error, and the editor "
    "shows errors as clang has them",
}
FINDING = re.compile(r"^([^:\n ]+):(\d+):(\d+): warning: .*\[(threadwise-[a-z-]+)")


def files():
    for path in sorted((root / "test/checks").rglob("*.c*")):
        text = path.read_text()
        if "Inputs" in path.parts or "%threadwise" not in text:
            continue
        if "--allow-errors" in text or any(n in path.name for n in NOT_IN_THE_EDITOR):
            continue
        standard = re.search(r"-std=(c\+\+\d+|c\d+)", text)
        default = "c11" if path.suffix == ".c" else "c++17"
        yield path, [f"-std={standard[1] if standard else default}"]
    for path in sorted((root / "samples/tour/as-found").glob("*.cpp")):
        yield path, ["-std=c++17"]


def printed(command):
    run = subprocess.run(command, capture_output=True, text=True, cwd=scratch)
    assert run.returncode in (0, 1), f"{command}: {run.stderr}"
    found = set()
    for line in run.stdout.splitlines():
        if match := FINDING.match(line):
            path = scratch / match[1]  # which is that path where it is absolute
            found.add((str(path), int(match[2]), int(match[3]), match[4]))
    return found


def copies():
    """A project of copies, so that no configuration of a folder above has a say;
    as the editor sees them, flags come from the database."""
    database, sources = [], []
    project = scratch / "project"

    def copied(path):
        copy = project / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        return copy

    for path, flags in files():
        for headers in (
            path.parent.glob("*.h"),
            path.parent.glob("Inputs/**/*"),
            (path.parent.parent / "common").glob("*.h"),
        ):
            for header in filter(pathlib.Path.is_file, headers):
                copied(header)
        copy = copied(path)
        sources.append(copy)
        compiler = "clang" if copy.suffix == ".c" else "clang++"
        include = [f"-I{copy.parent / 'Inputs'}", f"-I{copy.parent.parent / 'common'}"]
        database.append(
            {
                "directory": str(project),
                "file": str(copy),
                "arguments": [compiler, *flags, *include, "-c", str(copy)],
            }
        )
    (project / "compile_commands.json").write_text(json.dumps(database))
    (project / ".clang-tidy").write_text("Checks: '-*,threadwise-*'\n")
    return project, sources


def sample(folder, count=20):
    folder = pathlib.Path(folder).resolve()
    database = json.loads((folder / "compile_commands.json").read_text())
    here = sorted({pathlib.Path(c["directory"], c["file"]).resolve() for c in database})
    return folder, here[:: max(1, len(here) // count)][:count]


def in_editor(folder, sources):
    found = set()
    with lsp.Server(
        clangd, [f"--compile-commands-dir={folder}"], folder=folder
    ) as server:
        for source in sources:
            text = source.read_text(errors="replace")
            uri = server.open(str(source), text, "c" if source.suffix == ".c" else "cpp")
            for d in lsp.ours(server.diagnostics(uri)):
                start = d["range"]["start"]
                line = text.split("\n")[start["line"]]
                units = line.encode("utf-16-le")[: 2 * start["character"]]
                column = len(units.decode("utf-16-le").encode()) + 1
                found.add((str(source), start["line"] + 1, column, d["code"]))
            server.close(uri)
    return found


def compare(folder, sources):
    """The number of findings that all have; says which not all have."""
    mains = {str(s) for s in sources}
    hosts = {
        "the editor": in_editor(folder, sources),
        # One at a time: its state of one file can end it in the next.
        "clang-tidy": set().union(
            *(
                printed(
                    [clang_tidy, f"--load={plugin}", "--quiet", "-p", str(folder)]
                    + ["--checks=-*,threadwise-*", source]
                )
                for source in mains
            )
        ),
        "threadwise check": printed(
            [str(pathlib.Path(clangd).with_name("threadwise")), "check", "-j1"]
            + ["-p", str(folder), *mains]
        ),
    }
    hosts = {name: {f for f in found if f[0] in mains} for name, found in hosts.items()}
    every = set.union(*hosts.values())
    common = set.intersection(*hosts.values())
    for finding in sorted(every - common):
        by = " and ".join(name for name, found in hosts.items() if finding in found)
        print(f"only {by}: {':'.join(map(str, finding))}")
    print(f"{len(sources)} files, {len(every)} findings, {len(common)} by all three")
    return len(common), len(every)


if folders:
    results = [compare(*sample(folder)) for folder in folders]
else:
    results = [compare(*copies())]
    assert results[0][0] > 100, "too few findings for a comparison"
sys.exit(any(common != every for common, every in results))

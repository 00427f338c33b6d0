#!/usr/bin/env python3
"""Checks one source file with threadwise's checks inside stock clang-tidy.

A test says what it expects beside the line that it expects it for:

    // RUN: %threadwise %s unbounded-spawn
    std::thread T(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'std::thread' ...
    // CHECK-FIXES: work();

    // RUN: %threadwise %s CHECK [option...] [-- clang-tidy's [-- compiler's]]

CHECK-MESSAGES lines must match every warning and error, in order; CHECK-NOTES
lines every warning, error and note. A file with neither must be silent. Fixes
are applied to a copy (headers in Inputs are copied along), which must compile
without new warnings of -Wall -Wextra, and must not be reported again at what
was fixed; CHECK-FIXES lines are matched against the copy. The file is checked
once for each language standard and standard library asked for.
"""

import argparse
import collections
import os
import re
import shutil
import subprocess
import sys

STANDARDS = {
    "c++": ["c++11", "c++14", "c++17", "c++20", "c++23"],
    "c": ["c99", "c11", "c17"],
}
COMMENT = re.compile(r"//\s*(CHECK-[A-Z0-9_-]+):.*")
DIRECTIVE = re.compile(r"-(NEXT|SAME|NOT|DAG|LABEL|EMPTY|COUNT-\d+)$")
FINDING = re.compile(r":\d+:\d+: (?:warning|error): (.*)$")
APPLIED = "note: FIX-IT applied suggested code changes"
DUMPED = "PLEASE submit a bug report"


class Failure(Exception):
    pass


def parse_arguments(argv):
    """Ours, then clang-tidy's, then the compiler's, parted by `--`."""
    parts = [[]]
    for word in argv:
        if word == "--" and len(parts) < 3:
            parts.append([])
        else:
            parts[-1].append(word)
    ours, tidy, compiler = parts + [[]] * (3 - len(parts))

    parser = argparse.ArgumentParser(
        usage="%(prog)s FILE CHECK [option...] [-- clang-tidy's [-- compiler's]]"
    )
    parser.add_argument("file")
    parser.add_argument(
        "check", help="name after 'threadwise-'; a comma-separated list; '*' (quoted) for all"
    )
    parser.add_argument(
        "-std",
        default=None,
        help="c++20, a list (c++11,c++20) or c++14-or-later; default: c++17, c11",
    )
    parser.add_argument(
        "-check-suffix",
        "-check-suffixes",
        dest="suffixes",
        default="",
        help="match CHECK-MESSAGES-SUFFIX and so on instead; a list",
    )
    parser.add_argument(
        "--both-stdlibs", action="store_true", help="against libc++ as well"
    )
    parser.add_argument(
        "--allow-errors",
        action="store_true",
        help="the file need not compile; its errors need no CHECK line",
    )
    for name in ("--clang-tidy", "--plugin", "--filecheck", "--scratch"):
        parser.add_argument(name, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--no-libcxx", action="store_true", help=argparse.SUPPRESS)
    # The first standard and libstdc++ alone.
    parser.add_argument("--first-only", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(ours)
    args.tidy_args = tidy
    args.compiler_args = compiler
    return args


def expand_standards(text, file):
    language = "c" if file.endswith(".c") else "c++"
    if text is None:
        return ["c11" if language == "c" else "c++17"]
    result = []
    for word in text.split(","):
        name = word.removesuffix("-or-later")
        known = STANDARDS[language]
        if name not in known:
            raise Failure(f"unknown standard '{name}': one of {', '.join(known)}")
        result += known[known.index(name) :] if word != name else [name]
    return result


class Expectations:
    """What the CHECK comments of a file ask for."""

    def __init__(self, text, suffixes):
        self.suffixes = ["-" + s for s in suffixes.split(",") if s] or [""]
        names = {DIRECTIVE.sub("", m[1]) for m in COMMENT.finditer(text)}
        self._reject_misspelt(names, text)
        self.messages = self._present("CHECK-MESSAGES", names)
        self.notes = self._present("CHECK-NOTES", names)
        self.fixes = self._present("CHECK-FIXES", names)

    def _present(self, kind, names):
        return [kind + s for s in self.suffixes if kind + s in names]

    def _reject_misspelt(self, names, text):
        """A comment that nothing reads would be a test that cannot fail."""
        used = {""}
        for match in re.finditer(r"-check-suffix(?:es)?[= ]([\w,-]+)", text):
            used.update("-" + s for s in match[1].split(","))
        for name in sorted(names):
            kind = re.match(r"CHECK-(MESSAGES|NOTES|FIXES)", name)
            if not kind or name[kind.end() :] not in used:
                raise Failure(f"no RUN line reads '{name}'")


class Subject:
    """A copy of the file that clang-tidy may change."""

    def __init__(self, args, text, label):
        self.args = args
        self.folder = os.path.join(args.scratch, label)
        self.file = os.path.join(self.folder, os.path.basename(args.file))
        os.makedirs(self.folder)
        inputs = os.path.join(os.path.dirname(args.file), "Inputs")
        if os.path.isdir(inputs):
            shutil.copytree(inputs, os.path.join(self.folder, "Inputs"))
        # The comments go, so that CHECK-FIXES lines do not match themselves.
        with open(self.file, "w", encoding="utf-8") as out:
            out.write(COMMENT.sub("//", text))

    def warnings(self, compiler_args):
        """What the compiler warns of besides, and how often."""
        output = self.clang_tidy(
            [*compiler_args, "-Wall", "-Wextra"], more=",clang-diagnostic-*"
        )
        return collections.Counter(text for text, _ in findings(output))

    def clang_tidy(self, compiler_args, *extra, more=""):
        checks = ",".join("threadwise-" + c for c in self.args.check.split(","))
        command = [
            self.args.clang_tidy,
            self.file,
            "--load=" + self.args.plugin,
            "--checks=-*," + checks + more,
            "--quiet",
            *extra,
            *self.args.tidy_args,
        ]
        # No .clang-tidy of a folder above may decide what a test sees.
        if not any(re.match("--?config", a) for a in self.args.tidy_args):
            command.append("--config={}")
        if not any(re.match("--?header-filter", a) for a in self.args.tidy_args):
            command.append("--header-filter=.*")
        command += ["--", "-I" + os.path.join(self.folder, "Inputs"), *compiler_args]
        run = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        shown = f"{' '.join(command)}\n{run.stdout}"
        if run.returncode not in (0, 1) or DUMPED in run.stdout:
            raise Failure(f"clang-tidy ended with {run.returncode}:\n{shown}")
        for complaint in ("load request ignored", "no checks enabled"):
            if complaint in run.stdout:
                raise Failure(shown)
        if run.returncode and not self.args.allow_errors:
            raise Failure(f"the file does not compile:\n{shown}")
        return run.stdout


def match(args, prefixes, text, *options):
    run = subprocess.run(
        [
            args.filecheck,
            args.file,
            "--check-prefixes=" + ",".join(prefixes),
            "--dump-input=never",
            *options,
        ],
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if run.returncode:
        raise Failure(f"{run.stdout}\n---- got ----\n{text}")


def findings(output):
    """Each finding's text, and whether its fix was applied."""
    result = []
    for line in output.splitlines():
        found = FINDING.search(line)
        if found:
            result.append((found[1], False))
        elif APPLIED in line and result:
            result[-1] = (result[-1][0], True)
    return result


def check_messages(args, expected, output):
    output = "\n".join(l for l in output.splitlines() if APPLIED not in l) + "\n"
    kinds = ["warning"] if args.allow_errors else ["warning", "error"]
    unasked = "{{%s}}:"
    for prefixes, more in ((expected.messages, []), (expected.notes, ["note"])):
        if prefixes:
            nots = unasked % "|".join(kinds + more)
            match(args, prefixes, output, "--implicit-check-not=" + nots)
    if expected.messages or expected.notes:
        return
    for line in output.splitlines():
        if re.search(r": (%s): " % "|".join(kinds), line):
            raise Failure(f"silence was expected:\n{output}")


def check_fixes(args, expected, text, subject, compiler_args, before):
    with open(subject.file, encoding="utf-8") as file:
        fixed = file.read()
    if expected.fixes:
        match(args, expected.fixes, fixed, "--strict-whitespace")
    if not any(was_fixed for _, was_fixed in before):
        return
    try:
        after = findings(subject.clang_tidy(compiler_args))
    except Failure as failure:
        raise Failure(f"after the fixes: {failure}\n---- fixed ----\n{fixed}")
    left = collections.Counter(text for text, was_fixed in before if not was_fixed)
    new = collections.Counter(text for text, _ in after) - left
    if new:
        raise Failure(
            f"reported after the fixes: {', '.join(new)}\n---- fixed ----\n{fixed}"
        )
    original = Subject(args, text, os.path.basename(subject.folder) + "-before")
    new = subject.warnings(compiler_args) - original.warnings(compiler_args)
    if new:
        raise Failure(
            f"the fixes bring warnings: {', '.join(new)}\n---- fixed ----\n{fixed}"
        )


def check_once(args, text, expected, standard, stdlib):
    subject = Subject(args, text, f"{standard}-{stdlib or 'libstdc++'}")
    # Clang 16 knows C++23 by its working name, which all later ones still take.
    flag = "c++2b" if standard == "c++23" else standard
    compiler_args = ["-std=" + flag, *args.compiler_args]
    if stdlib:
        compiler_args.append("-stdlib=" + stdlib)
    output = subject.clang_tidy(compiler_args, "--fix")
    check_messages(args, expected, output)
    check_fixes(args, expected, text, subject, compiler_args, findings(output))


def main():
    args = parse_arguments(sys.argv[1:])
    shutil.rmtree(args.scratch, ignore_errors=True)
    with open(args.file, encoding="utf-8") as file:
        text = file.read()
    where = ""
    try:
        expected = Expectations(text, args.suffixes)
        stdlibs = [None]
        if args.both_stdlibs and not args.no_libcxx and not args.first_only:
            stdlibs.append("libc++")
        standards = expand_standards(args.std, args.file)
        for standard in standards[:1] if args.first_only else standards:
            for stdlib in stdlibs:
                where = f" (-std={standard}, {stdlib or 'libstdc++'})"
                check_once(args, text, expected, standard, stdlib)
    except Failure as failure:
        sys.exit(f"{args.file}{where}: {failure}")


main()

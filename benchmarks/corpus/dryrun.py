# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads compilation commands off `make -n`, so that a package built by make needs no build to be analysed.

>>> text = '''
... make[1]: Entering directory '/p/src'
... depbase=`echo a.o | sed 's|[^/]*$|.deps/&|;s|\\\\.o$||'`;\\\\
... g++ -DX="1 2" -I. -MT a.o -MF $depbase.Tpo -c -o a.o a.cc &&\\\\
... mv -f $depbase.Tpo $depbase.Po
... /bin/bash ../libtool --tag=CC --mode=compile gcc -c -o b.lo b.c
... make[1]: Leaving directory '/p/src'
... cd lib && cc -c c.c
... g++ -o prog a.o
... g++ -O2 d.cc e.cc -o both
... '''
>>> for u in units(text, '/p'): print(u['directory'], u['file'], u['arguments'])
/p/src a.cc ['g++', '-DX=1 2', '-I.', '-c', '-o', 'a.o', 'a.cc']
/p/src b.c ['gcc', '-c', '-o', 'b.lo', 'b.c']
/p/lib c.c ['cc', '-c', 'c.c']
/p d.cc ['g++', '-O2', 'd.cc', '-o', 'both']
/p e.cc ['g++', '-O2', 'e.cc', '-o', 'both']
"""

import os
import re
import shlex

COMPILER = re.compile(r"^(?:[\w.-]+-)?(?:g\+\+|gcc|c\+\+|cc|clang\+\+|clang)(?:-[\d.]+)?$")
SOURCE = re.compile(r"\.(?:c|cc|cpp|cxx|c\+\+|C)$")
ENTERING = re.compile(r"^\S*make(?:\[\d+\])?: Entering directory [`'\"](.*)['\"]$")
LEAVING = re.compile(r"^\S*make(?:\[\d+\])?: Leaving directory ")
# automake looks for a source beside the build and, failing that, beside the Makefile.am.
EITHER_PLACE = re.compile(r"`test -f (['\"]?)([^'\"` ]*)\1 \|\| echo (['\"]?)([^'\"`]*)\3`")
# Options that write dependency files, with the number of arguments that each takes.
DEPENDENCY_OPTIONS = {"-MD": 0, "-MMD": 0, "-MP": 0, "-MT": 1, "-MQ": 1, "-MF": 1}


def units(dry_run, start):
    """The entries of a compilation database for what `make -n`, run in `start`, printed."""
    directories = [start]
    found = []
    for line in dry_run.replace("\\\n", " ").splitlines():
        entering = ENTERING.match(line)
        if entering:
            directories.append(entering.group(1))
        elif LEAVING.match(line):
            directories.pop()
        else:
            found += _units_of_recipe(line, directories[-1])
    return found


def _units_of_recipe(line, directory):
    found = []
    for command in _simple_commands(line):
        if command[0] == "cd" and len(command) == 2:
            directory = os.path.join(directory, command[1])
            continue
        words = _compiler_words(command)
        sources = [word for word in words if SOURCE.search(word)]
        for source in sources:
            arguments = [word for word in words if word == source or word not in sources]
            found.append({"directory": directory, "file": source, "arguments": arguments})
    return found


def _simple_commands(line):
    """The commands between the shell's operators, as words."""
    lexer = shlex.shlex(EITHER_PLACE.sub(r"\4", line), posix=True, punctuation_chars=";&|()")
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        words = list(lexer)
    except ValueError:  # not a command: a message with a lone quote
        return []
    commands = [[]]
    for word in words:
        if set(word) <= set(";&|()"):
            commands.append([])
        else:
            commands[-1].append(word)
    return [c for c in commands if c]


def _compiler_words(command):
    """The compiler's own words, without libtool before it; none for any other command."""
    if any(word.endswith("libtool") for word in command) and "--mode=compile" in command:
        command = command[command.index("--mode=compile") + 1:]
    while command and re.match(r"^\w+=", command[0]):
        command = command[1:]
    if not command or not COMPILER.match(os.path.basename(command[0])):
        return []
    kept = []
    words = iter(command)
    for word in words:
        if word not in DEPENDENCY_OPTIONS:
            kept.append(word)
            continue
        for _ in range(DEPENDENCY_OPTIONS[word]):
            next(words, None)
    return kept

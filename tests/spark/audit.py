"""Runs the job that docs/scale.md shows, as it stands there, and compares it with a run over the same files.

    audit.py CABLELINT
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = 120
KEYS = ["mrn", "rule", "severity", "message", "line", "column", "fingerprint"]


def cable(number):
    mark = ["U", "S", "SBX", "U"][number % 4]
    return (
        f"UNCLAS OSLO {number + 1:06}\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR DUES\n\n"
        f"\N{PILCROW SIGN}1. (U) One.\n\n\N{PILCROW SIGN}2. ({mark}) Two.\nLARSEN\n"
    )


def write_files(folder):
    """Cables in folders, some not in UTF-8; a text that is none; one that cannot be checked."""
    for number in range(FILES):
        path = folder / f"{number % 3}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(cable(number).encode("cp1252" if number % 5 == 0 else "utf-8"))
    for path in (ROOT / "fixtures" / "cables").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "list.txt").write_text("a shopping list\n")
    (folder / "pointer.txt").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n")


def example():
    """The first block of Python in the section on Spark."""
    section = (ROOT / "docs" / "scale.md").read_text().split("\n## Spark\n")[1]
    return section.split("```python\n")[1].split("```")[0]


def run_spark(program, folder, cables):
    job = folder / "audit.py"
    job.write_text(example())
    programs = folder / "bin"
    programs.mkdir()
    (programs / "cablelint").symlink_to(program)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false pyspark-shell",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder / "spark"),
    }
    arguments = [sys.executable, job, cables, folder / "results", folder / "findings"]
    run = subprocess.run(arguments, env=environment, cwd=folder, capture_output=True, text=True, timeout=300)
    if run.returncode != 0:
        sys.exit(f"the job failed with {run.returncode}:\n{run.stdout}\n{run.stderr}")
    return run.stdout


def lines(folder):
    parts = sorted(folder.glob("part-*"))
    return [json.loads(line) for part in parts for line in part.read_text().splitlines()]


def name(path, folder):
    return path.removeprefix("file:").removeprefix("//").removeprefix(f"{folder}/")


def table(findings, folder):
    return sorted([name(finding["path"], folder), *(str(finding.get(key)) for key in KEYS)] for finding in findings)


def expect(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: {found} instead of {expected}")


def main():
    program = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary).resolve()
        cables = folder / "cables"
        cables.mkdir()
        write_files(cables)
        shown = run_spark(program, folder, cables)
        print(shown)
        results = lines(folder / "results")
        direct = subprocess.run([program, "check", "--format", "jsonl", cables], capture_output=True, text=True)
        *findings, last = [json.loads(line) for line in direct.stdout.splitlines()]

        names = sorted(str(path.relative_to(cables)) for path in cables.rglob("*.txt"))
        expect("files with an answer", sorted(name(result["path"], cables) for result in results), names)
        status = {name(result["path"], cables): result["status"] for result in results}
        expect("the list", status["list.txt"], "not-a-cable")
        expect("the pointer", status["pointer.txt"], "error")
        expect("errors", [path for path in status if status[path] == "error"], ["pointer.txt"])
        expect("unreadable files", len(last["summary"]["unreadable"]), 1)
        if len(findings) < FILES // 2:
            sys.exit(f"only {len(findings)} findings: nothing is proved")
        expect("findings", table(lines(folder / "findings"), cables), table(findings, cables))
        for words in ["pointer.txt", "|not-a-cable|", "portion-above-banner"]:
            if words not in shown:
                sys.exit(f"the job does not show {words}")
        print(f"{len(results)} files, {len(findings)} findings: Spark and a run over the files say the same")


if __name__ == "__main__":
    main()

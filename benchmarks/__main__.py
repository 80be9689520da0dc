"""Run the benchmarks and keep what they found: ``python -m benchmarks [NAME...]``.

NAME is ``batch`` for ``bench_batch.py``; none is all of them. Each runs in a process of its own,
its lines go to the screen, and at the end ``benchmarks/results.md`` holds them with the machine
and the versions. Naming some replaces their parts and keeps the others'.
"""

from __future__ import annotations

import compileall
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

from benchmarks.measure import Row, load, machine

HERE = Path(__file__).parent
RESULTS = HERE / "results.md"
LONGEST = 1200  # seconds after which a part has failed, so that it cannot hold up the others
_HEAD = """# Benchmarks

Made by `make bench`; each figure is of the machine named in its part. Trust the ratios, not the
seconds. Bytecode was compiled before, and nothing cached unless a line says so.
"""


def main(names: list[str]) -> int:
    known = {path.stem.removeprefix("bench_"): path for path in sorted(HERE.glob("bench_*.py"))}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(known)}.")
        return 2
    # An inherited setting would make every start slower, and every fast path look better.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(HERE.parent / "workbench", quiet=2)
    parts = _parts()
    failed = []
    for name in names or known:
        print(f"\n=== {name} ({load()})", flush=True)
        part = _run(name)
        if part is None:
            failed.append(name)
        else:
            parts[name] = part
            _write(parts)
    if failed:
        print(f"\nFailed: {', '.join(failed)}. What they found before is kept.")
    print(f"\nWritten: {RESULTS}")
    return 1 if failed else 0


def _run(name: str) -> str | None:
    """A benchmark's part of the results; None when it failed."""
    with tempfile.TemporaryDirectory(prefix="workbench-bench-") as folder:
        rows_to = Path(folder) / "rows.json"
        busy, began = load(), time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.measure", f"bench_{name}", str(rows_to)],
            cwd=HERE.parent,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        too_long = threading.Timer(LONGEST, os.killpg, (process.pid, signal.SIGKILL))
        too_long.start()
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            print(line, end="", flush=True)
            said.append(line.rstrip())
        failed = process.wait() != 0
        too_long.cancel()
        if failed:
            return None
        rows = [Row(**row) for row in json.loads(rows_to.read_text(encoding="utf-8"))]
    minutes = (time.perf_counter() - began) / 60
    return _part(name, rows, said, f"{minutes:.1f} minutes, {busy} when it began")


def _part(name: str, rows: list[Row], said: list[str], when: str) -> str:
    lines = [f"## {name}", ""]
    if rows:
        lines += ["| what | ours | instead | ratio | aim |", "|---|---|---|---|---|"]
        for row in rows:
            ratio = "" if row.ratio is None else f"**{row.ratio:.1f}**"
            lines.append(f"| {row.what} | {row.ours} | {row.instead} | {ratio} | {row.aim} |")
        lines.append("")
    lines += ["```text", *said, "```", ""]
    of = "; ".join(f"{what} {value}" for what, value in machine().items())
    return "\n".join([*lines, f"{date.today().isoformat()}, {when}. {of}.", ""])


def _parts() -> dict[str, str]:
    """The parts of the results there are."""
    if not RESULTS.exists():
        return {}
    parts = RESULTS.read_text(encoding="utf-8").split("\n## ")[1:]
    return {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in parts}


def _write(parts: dict[str, str]) -> None:
    text = "\n".join([_HEAD, *(parts[name] for name in sorted(parts))])
    RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

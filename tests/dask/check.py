"""Builds a site in parts with two workers of Dask, kills one in the middle, and compares with a build by one machine: check.py MULU ROOT."""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

DAY = "2026-11-21"
HERE = pathlib.Path(__file__).resolve().parents[2]
PARTS = "12"


def files(folder):
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items()}


def started(args, environment, folder):
    # Each with a group of its own, so that a worker dies with what it runs.
    return subprocess.Popen(args, env=environment, cwd=folder, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main(program, root):
    program, root = os.path.abspath(program), os.path.abspath(root)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "bin").mkdir()
        (folder / "bin/mulu").symlink_to(program)
        environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "DASK_LOGGING__DISTRIBUTED": "error"}
        python = [sys.executable, "-m"]
        scheduler = started([*python, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "18786", "--no-dashboard"], environment, folder)
        worker = [*python, "distributed.cli.dask_worker", "tcp://127.0.0.1:18786", "--nworkers", "1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        workers = [started([*worker, "--name", str(at)], environment, folder) for at in range(2)]
        try:
            args = [sys.executable, str(HERE / "ci/shards_dask.py"), "tcp://127.0.0.1:18786", root, str(folder / "parts"), DAY, PARTS]
            building = subprocess.Popen(args, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True)
            lines, killed = [], None
            for line in building.stdout:
                lines.append(line.strip())
                if killed is None and len(lines) == 3:
                    time.sleep(0.2)
                    killed = workers[0].pid
                    os.killpg(killed, signal.SIGKILL)
            assert building.wait() == 0 and killed, lines
            assert workers[1].poll() is None, "the other worker lives"
            assert workers[0].wait() == -signal.SIGKILL
            built = [line for line in lines if ": part " in line]
            assert len(built) == int(PARTS), lines
        finally:
            for process in [*workers, scheduler]:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGTERM)
                    process.wait()
        subprocess.run([program, "build", "--root", root, "--as-of", DAY, "--no-pdf", "--out", str(folder / "whole")], check=True, capture_output=True)
        parts, whole = files(folder / "parts"), files(folder / "whole")
        assert parts == whole, sorted(set(parts) ^ set(whole))[:10] or [name for name in whole if parts[name] != whole[name]][:10]
        print(f"dask: {PARTS} parts by two workers, one killed after three; {len(whole)} files as one machine builds them")


main(*sys.argv[1:])

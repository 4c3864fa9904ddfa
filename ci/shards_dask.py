"""Builds the site in parts on a Dask cluster: shards_dask.py SCHEDULER ROOT OUT DAY [PARTS].

SCHEDULER is the address of a scheduler whose workers can run `mulu` and see ROOT and OUT at the same paths. One worker reads the registry and
prepares the parts beside OUT, in OUT.prepared; each part is built from that, in OUT.parts. What a lost worker was doing another does again: it
writes the same files. When all are there, they are put together.
"""

import shutil
import subprocess
import sys

from distributed import Client, as_completed


def ran(what, *args):
    done = subprocess.run(["mulu", "build", *args], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{what}: {done.stderr.strip()}")


def prepare(root, out, day, parts):
    ran("preparing", "--root", root, "--as-of", day, "--no-pdf", "--prepare", str(parts), "--out", f"{out}.prepared")


def build(out, part, parts, prepared):
    ran(f"part {part} of {parts}", "--shard", f"{part}/{parts}", "--from", f"{out}.prepared", "--out", f"{out}.parts/{part}")
    return part


def main(scheduler, root, out, day, parts="8"):
    parts = int(parts)
    with Client(scheduler) as client:
        # What was done is done again where its worker is gone, and not kept from an earlier run.
        prepared = client.submit(prepare, root, out, day, parts, pure=False, retries=3)
        jobs = [client.submit(build, out, part, parts, prepared, pure=False, retries=3) for part in range(1, parts + 1)]
        for done, job in enumerate(as_completed(jobs), start=1):
            print(f"{done}/{parts}: part {job.result()}", flush=True)
    for part in range(1, parts + 1):
        shutil.copytree(f"{out}.parts/{part}", out, dirs_exist_ok=True)
    subprocess.run(["mulu", "build", "--root", root, "--join", "--out", out], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(f"{out}.parts")
    shutil.rmtree(f"{out}.prepared")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Builds the site in parts on a Dask cluster: shards_dask.py SCHEDULER ROOT OUT DAY [PARTS].

SCHEDULER is the address of a scheduler whose workers can run `mulu` and see ROOT and OUT at the same paths. Each part is built beside OUT, in
OUT.parts. One whose worker is lost is built again by another: it writes the same files. When all are there, they are put together.
"""

import shutil
import subprocess
import sys

from distributed import Client, as_completed


def build(root, out, day, part, parts):
    args = ["mulu", "build", "--root", root, "--as-of", day, "--no-pdf", "--shard", f"{part}/{parts}", "--out", f"{out}.parts/{part}"]
    ran = subprocess.run(args, capture_output=True, text=True)
    if ran.returncode != 0:
        raise RuntimeError(f"part {part} of {parts}: {ran.stderr.strip()}")
    return part


def main(scheduler, root, out, day, parts="8"):
    parts = int(parts)
    with Client(scheduler) as client:
        # A part is done again where its worker is gone, and not kept from an earlier run.
        jobs = [client.submit(build, root, out, day, part, parts, pure=False, retries=3) for part in range(1, parts + 1)]
        for done, job in enumerate(as_completed(jobs), start=1):
            print(f"{done}/{parts}: part {job.result()}", flush=True)
    for part in range(1, parts + 1):
        shutil.copytree(f"{out}.parts/{part}", out, dirs_exist_ok=True)
    subprocess.run(["mulu", "build", "--root", root, "--join", "--out", out], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(f"{out}.parts")


if __name__ == "__main__":
    main(*sys.argv[1:])

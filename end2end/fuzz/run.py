"""Sends the REST interface what its own description allows, and what it does not.

Starts the test bench on a data folder of its own and runs schemathesis against it. Fails on any answer that is a
fault, is not described, or takes what the description forbids; and, lest the fuzzing stop at the first check, when
no consent was ever recorded, looked up and withdrawn.

Usage: run.py CASES [SEED], with the number of random cases for each endpoint. Without a seed other cases are drawn
every time.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
LAB = os.environ.get("SAMTYKKE_LAB", str(TARGET / "debug/lab"))
SCHEMATHESIS = Path(sys.executable).parent / "st"
# What must have been reached.
REACHED = [
    ("POST /api/v1/consents", "201"),
    ("POST /api/v1/refusals", "204"),
    ("POST /api/v1/consents/lookup", "200"),
    ("POST /api/v1/consents/withdraw", "200"),
    ("GET /api/v1/notices/{hash}", "200"),
]


def front_build(folder: Path) -> Path:
    """The least that the server takes for a front build: REST needs no page."""
    package = folder / "pkg/0123456789abcdef"
    package.mkdir(parents=True)
    (folder / "build.json").write_text('{"build":"0123456789abcdef"}')
    return folder


def fuzz(serving: str, cases: int, seed: str | None, folder: Path) -> int:
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "hooks",
        "PYTHONPATH": str(Path(__file__).parent),
        "FUZZ_SERVING": serving,
        "FUZZ_SEEN": str(folder / "seen.json"),
    }
    # A valid body may name a site or a service that is not in the register, so it need not be accepted; nothing is
    # behind a login.
    command = [
        str(SCHEMATHESIS), "--config-file", str(Path(__file__).parent / "schemathesis.toml"), "run", f"{serving}/api/v1/openapi.json",
        "--phases", "examples,coverage,fuzzing",
        "--checks", "all",
        "--exclude-checks", "positive_data_acceptance,ignored_auth",
        "--max-examples", str(cases),
        "--suppress-health-check", "all",
        "--warnings", "off",
    ] + (["--seed", seed] if seed else [])
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


def unreached(seen: Path) -> list[str]:
    counts = json.loads(seen.read_text())
    return [f"{endpoint} {status}" for endpoint, status in REACHED if f"{endpoint} {status}" not in counts]


def main() -> int:
    cases, seed = int(sys.argv[1]), next(iter(sys.argv[2:]), None)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        register = ROOT / "registers/association.toml"
        site = front_build(folder / "site")
        command = [LAB, "--register", str(register), "--data", str(folder / "data"), "--site", str(site)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as lab:
            try:
                serving = json.loads(lab.stdout.readline())["serving"]
                code = fuzz(serving, cases, seed, folder)
                alive = lab.poll() is None
            finally:
                lab.terminate()
        missing = unreached(folder / "seen.json")
    for answer in missing:
        print(f"fuzz: never reached {answer}", file=sys.stderr)
    if not alive:
        print("fuzz: the service ended meanwhile", file=sys.stderr)
    return code or int(bool(missing) or not alive)


sys.exit(main())

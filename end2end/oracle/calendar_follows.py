"""Follows a calendar as people do: vdirsyncer fetches it into a calendar that a real CalDAV server, Radicale, keeps.

Takes the calendar's address and an empty folder. For each line on standard input it does what the line says, and
prints what the server then keeps, as a list of events in JSON:

- "follow" fetches the calendar, and brings the one on the server up to date;
- "keep NAME" stores the file with that name in the folder as a calendar of its own, as a program does that was handed it.
"""

import json
import os
import socket
import subprocess
import sys
import time

import icalendar
import requests

feed, folder = sys.argv[1:]
with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
server = f"http://127.0.0.1:{port}"
# Nothing of whoever runs this is read or written.
environment = {"HOME": folder, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
environment["VDIRSYNCER_CONFIG"] = os.path.join(folder, "vdirsyncer.conf")
with open(environment["VDIRSYNCER_CONFIG"], "w") as settings:
    settings.write(
        f"""[general]
status_path = "{folder}/status"
[pair events]
a = "ours"
b = "kept"
collections = null
conflict_resolution = "a wins"
[storage ours]
type = "http"
url = "{feed}"
[storage kept]
type = "caldav"
url = "{server}/anna/followed/"
username = "anna"
password = "anna"
"""
    )
log = open(os.path.join(folder, "radicale.log"), "w")
radicale = subprocess.Popen(
    [sys.executable, "-m", "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}"]
    + ["--storage-filesystem-folder", os.path.join(folder, "radicale"), "--auth-type", "none"]
    + ["--rights-type", "authenticated", "--logging-level", "error", "--web-type", "none"],
    env=environment,
    stderr=log,
)


def ask(method, path, body=None, kind="text/calendar; charset=utf-8"):
    return requests.request(
        method, server + path, data=body, headers={"Content-Type": kind}, auth=("anna", "anna"), timeout=20
    )


def wait():
    for _ in range(200):
        try:
            return ask("OPTIONS", "/")
        except requests.ConnectionError:
            assert radicale.poll() is None, "Radicale ended"
            time.sleep(0.05)
    raise SystemExit("Radicale does not answer")


def follow():
    for act in ["discover", "sync"]:
        command = [sys.executable, "-m", "vdirsyncer", "--verbosity", "WARNING", act, "events"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr
    return "/anna/followed/"


def keep(name):
    with open(os.path.join(folder, name), "rb") as file:
        stored = ask("PUT", "/anna/handed/", file.read())
    assert stored.status_code == 201, stored.text
    return "/anna/handed/"


def kept(path):
    calendar = icalendar.Calendar.from_ical(ask("GET", path).content)
    events = [
        {
            "title": str(event["SUMMARY"]),
            "starts": event.start.strftime("%Y-%m-%dT%H:%M"),
            "status": str(event["STATUS"]),
            "sequence": int(event["SEQUENCE"]),
        }
        for event in calendar.walk("VEVENT")
    ]
    return sorted(events, key=lambda event: event["title"])


try:
    wait()
    made = ask("MKCALENDAR", "/anna/followed/")
    assert made.status_code == 201, made.text
    for line in sys.stdin:
        act, _, name = line.strip().partition(" ")
        print(json.dumps(kept(keep(name) if act == "keep" else follow())), flush=True)
finally:
    radicale.terminate()
    radicale.wait()

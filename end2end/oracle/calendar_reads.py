"""Reads a calendar with two parsers that know nothing of us, and says what each of them takes it for.

Reads the calendar from standard input. Refuses lines that do not end as they must or are too long, whatever vobject
does not hold for valid, and whatever icalendar could not read. Prints JSON: for each parser the events in their order,
with instants in UTC.
"""

import json
import sys
from datetime import timezone

import icalendar
import vobject

raw = sys.stdin.buffer.read()
lines = raw.split(b"\r\n")
assert lines[-1] == b"", "the last line ends"
for line in lines:
    assert len(line) <= 75 and b"\r" not in line and b"\n" not in line, line
    line.decode()


def utc(moment):
    assert moment.tzinfo is not None, moment
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def with_vobject():
    calendar = vobject.readOne(raw.decode())
    calendar.validate(raiseException=True)
    for event in calendar.contents.get("vevent", []):
        event.validate(raiseException=True)
        kinds = event.contents.get("categories", [])
        yield {
            "uid": event.uid.value,
            "title": event.summary.value,
            "place": event.location.value,
            "words": event.description.value,
            "starts": utc(event.dtstart.value),
            "ends": utc(event.dtend.value),
            "status": event.status.value,
            "kinds": [name for kind in kinds for name in kind.value],
        }


def with_icalendar():
    calendar = icalendar.Calendar.from_ical(raw)
    for part in calendar.walk():
        assert not part.errors, part.errors
    for event in calendar.walk("VEVENT"):
        kinds = event.get("CATEGORIES")
        yield {
            "uid": str(event["UID"]),
            "title": str(event["SUMMARY"]),
            "place": str(event["LOCATION"]),
            "words": str(event["DESCRIPTION"]),
            "starts": utc(event.start),
            "ends": utc(event.end),
            "status": str(event["STATUS"]),
            "kinds": [] if kinds is None else [str(name) for name in kinds.cats],
        }


print(json.dumps({"vobject": list(with_vobject()), "icalendar": list(with_icalendar())}))

"""Writes deadlines.json: what a program that shares nothing with ours makes of the rules.

The holidays are those of the package `holidays`, the months are added with `calendar`, a pause is a set of days, and a
working day is found by walking. Run it with that package installed:

    python3 deadlines.py > deadlines.json
"""

import calendar
import json
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import holidays

YEARS = range(2000, 2100)
DAY = timedelta(days=1)
DENMARK = holidays.country_holidays("DK", language="da", years=range(1999, 2102))
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def works(day):
    return day.weekday() < 5 and day not in DENMARK


def rolled(day):
    while not works(day):
        day += DAY
    return day


def months_later(day, months):
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def paused_days(received, pauses, today):
    days = set()
    for asked, answered in pauses:
        end = answered or max(today, asked)
        while asked < end:
            if asked >= received:
                days.add(asked)
            asked += DAY
    return days


def end(received, months, pauses, today=None):
    """Walks through the paused days: one counts if the clock still runs that day, or stood the day before."""
    last = months_later(received, months)
    stood = None
    for day in sorted(paused_days(received, pauses, today)):
        if day - DAY == stood or day <= rolled(last):
            last += DAY
            stood = day
    return rolled(last)


def promised(received, working_days):
    day = received
    for _ in range(working_days):
        day += DAY
        while not works(day):
            day += DAY
    return rolled(day)


vectors = []


def add(case, kind, **fields):
    vectors.append({"case": case, "kind": kind, **fields})


def both(case, received, pauses=(), today=None):
    for kind, months in (("first_month", 1), ("extended", 3)):
        fields = {"received": received}
        if pauses:
            fields["pauses"] = [{"from": asked, "to": answered} for asked, answered in pauses]
        if today:
            fields["today"] = today
        due = end(received, months, pauses, today)
        add(case, kind, **fields, due=due, unpaused=end(received, months, []))


def single(case, kind, received):
    months = {"first_month": 1, "extended": 3}[kind]
    due = end(received, months, [])
    add(case, kind, received=received, due=due, unpaused=due)


def promise(case, received, working_days):
    add(case, "promise", received=received, working_days=working_days, due=promised(received, working_days))


def breach(case, aware):
    """`aware` is what clocks in Copenhagen show; arithmetic on it is done in UTC."""
    aware = aware if aware.tzinfo else aware.replace(tzinfo=COPENHAGEN)
    due = (aware.astimezone(timezone.utc) + timedelta(hours=72)).astimezone(COPENHAGEN)
    add(case, "breach", aware=aware.isoformat(), due=due.isoformat())


def ending(case, day):
    """A receipt whose month ends on `day`; its three months where no month does, as on 31 March."""
    before = [day - timedelta(days=n) for n in range(28, 93)]
    found = ((kind, one) for kind, months in (("first_month", 1), ("extended", 3))
             for one in before if months_later(one, months) == day)
    single(case, *next(found))


# Each day of an ordinary fortnight, a weekend among them, and every month's end of an ordinary and of a leap year.
for n in range(14):
    both("a day of the week", date(2026, 9, 7) + n * DAY)
for year in (2027, 2028):
    for month in range(1, 13):
        last = calendar.monthrange(year, month)[1]
        both("the last day of a month", date(year, month, last))
    for day in (27, 28):
        single("the end of February", "first_month", date(year, 2, day))
    for day in (28, 29, 30):
        single("into the end of February", "first_month", date(year, 1, day))
        single("into the end of February", "extended", date(year - 1, 11, day))
for year in (2000, 2096):
    single("the leap day of a century's ends", "first_month", date(year, 2, 29))

# Every holiday of three years as the last day: with store bededag, without it, and one whose Easter is late.
for year in (2023, 2026, 2038):
    for day, name in sorted(DENMARK.items()):
        if day.year == year:
            ending(f"ends on {name}", day)
# Days that many have off and that are no public holidays.
for month, day in ((6, 5), (12, 24)):
    for year in (2024, 2025, 2026):
        ending("no public holiday", date(year, month, day))
# Store bededag, the last of them and the first that was none.
for year, month, day in ((2022, 5, 13), (2023, 5, 5), (2024, 4, 26), (2025, 5, 16), (2099, 5, 8)):
    ending("the Friday of store bededag", date(year, month, day))

# Every year's Easter, and its Christmas with the turn of the year.
for year in YEARS:
    easter = next(day for day, name in DENMARK.items() if day.year == year and name == "Påskedag")
    ending("ends on Easter", easter)
    if year % 5 == 0:
        single("ends on Christmas Day", "extended", date(year, 9, 25))
        single("ends on New Year's Day", "first_month", date(year, 12, 1))

# Promises: short and long, over Easter, Christmas and weekends, on days off.
for working_days in (0, 1, 2, 5, 10, 20, 60):
    for received in (
        date(2026, 3, 5),
        date(2026, 3, 6),
        date(2026, 3, 7),
        date(2026, 3, 30),
        date(2026, 4, 2),
        date(2026, 12, 18),
        date(2026, 12, 31),
        date(2023, 5, 1),
        date(2024, 4, 22),
        date(2099, 12, 23),
    ):
        promise("working days", received, working_days)

# Pauses.
first = date(2026, 9, 1)


def day(n):
    return date(2026, 9, 1) + (n - 1) * DAY


for case, pauses in (
    ("no whole day", [(3, 3)]),
    ("one day", [(3, 4)]),
    ("to a Saturday", [(3, 5)]),
    ("from the day of receipt", [(1, 4)]),
    ("asked before it came", [(-5, 4)]),
    ("before it came alone", [(-9, -5)]),
    ("two apart", [(3, 5), (10, 14)]),
    ("touching", [(3, 5), (5, 9)]),
    ("overlapping", [(3, 9), (6, 12)]),
    ("overlapping, the later first", [(6, 12), (3, 9)]),
    ("one within the other", [(3, 15), (6, 8)]),
    ("the same twice", [(3, 9), (3, 9)]),
    ("three in a chain", [(3, 6), (5, 9), (8, 12)]),
    ("asked on the last day", [(31, 35)]),
    ("asked the day after the last", [(32, 35)]),
    ("asked in time because an earlier one moved the end", [(10, 15), (34, 36)]),
    ("begun while another lasts", [(29, 40), (38, 45)]),
    ("over the end of the month", [(25, 60)]),
    ("longer than the time itself", [(2, 150)]),
    ("asked only in the extension", [(60, 70)]),
    ("asked after everything", [(120, 130)]),
):
    both(case, first, [(day(asked), day(answered)) for asked, answered in pauses])
for asked, today in ((3, 3), (3, 10), (10, 40), (31, 33), (33, 40), (12, 5)):
    both("still open", first, [(day(asked), None)], day(today))
both("still open beside one that ended", first, [(day(3), day(6)), (day(5), None)], day(12))
for received, asked, answered in (
    (date(2026, 3, 5), date(2026, 3, 10), date(2026, 3, 13)),
    (date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 27)),
    (date(2028, 1, 31), date(2028, 2, 1), date(2028, 2, 2)),
    (date(2023, 4, 3), date(2023, 4, 11), date(2023, 4, 13)),
    (date(2026, 3, 2), date(2026, 4, 7), date(2026, 4, 9)),
    (date(2026, 11, 30), date(2026, 12, 4), date(2026, 12, 5)),
):
    both("into days off", received, [(asked, answered)])

# 72 hours: ordinary, over Christmas, and over each change of the clocks of some years.
for case, aware in (
    ("an ordinary week", datetime(2026, 9, 7, 9, 30)),
    ("into a weekend", datetime(2026, 9, 9, 16, 0)),
    ("over Christmas", datetime(2026, 12, 23, 12, 0)),
    ("over the new year", datetime(2026, 12, 30, 23, 59, 59)),
    ("over a leap day", datetime(2028, 2, 28, 0, 0)),
):
    breach(case, aware)
for year, forward, back in ((2026, 29, 25), (2027, 28, 31), (2028, 26, 29), (2030, 31, 27)):
    for hours in (0, 1, 24, 71, 72, 73):
        for month, sunday in ((3, forward), (10, back)):
            change = datetime(year, month, sunday, 1, 0, tzinfo=timezone.utc)
            breach("clocks change", (change - timedelta(hours=hours)).astimezone(COPENHAGEN))

by_year = {
    str(year): [one.isoformat() for one in sorted(DENMARK) if one.year == year] for year in YEARS
}


def line(value):
    return json.dumps(value, ensure_ascii=False, default=lambda one: one.isoformat())


def lines(values):
    return ",\n".join(f"    {value}" for value in values)


sys.stdout.reconfigure(encoding="utf-8", newline="\n")
print("{")
print('  "rules": "dk-1",')
print('  "holidays": {')
print(lines(f"{line(year)}: {line(days)}" for year, days in by_year.items()))
print("  },")
print('  "vectors": [')
print(lines(line({"id": n, **vector}) for n, vector in enumerate(vectors, 1)))
print("  ]")
print("}")

"""Writes rules.jsonl: random RFC 5545 rules with their next dates from python-dateutil.

Run it from this folder; the same seed gives the same file:

    pip install python-dateutil==2.9.0.post0 tzdata
    python generate.py

Each line is [time zone, local time of DTSTART, rule, next dates as UTC instants]. dateutil expands the rule on a clock
without changes. This script turns its local times into instants, collapses equal instants, and applies COUNT and UNTIL,
because dateutil counts an occurrence twice where two local times of a clock change are one instant.

The rules avoid what dateutil gets wrong. Those rules are in dateutil-is-wrong.json, each with the reason.
"""

import json
import random
from datetime import datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

SEED = 5545
ROWS = 2400
NEXT_DATES = 5
HORIZON = datetime(2060, 1, 1)
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata"]
# Local days on which the clocks of a zone change, two years of both directions.
CHANGES = {
    "Europe/Berlin": ["2026-10-25", "2027-03-28", "2027-10-31", "2028-03-26"],
    "America/New_York": ["2026-11-01", "2027-03-14", "2027-11-07", "2028-03-12"],
    "Australia/Lord_Howe": ["2027-04-04", "2027-10-03", "2028-04-02", "2028-10-01"],
    "America/Santiago": ["2027-04-03", "2027-09-05", "2028-04-01", "2028-09-03"],
    "Asia/Kolkata": ["2027-01-01"],
}
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
PATTERN_PARTS = ["BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE", "BYSETPOS"]

rng = random.Random(SEED)


def some(values, most):
    return sorted(rng.sample(list(values), rng.randint(1, most)))


def chance(probability):
    return rng.random() < probability


def signed(low, high, most):
    return [n if chance(0.7) else -n for n in some(range(low, high + 1), most)]


def by_day(freq, parts):
    numbered = freq == "MONTHLY" or (freq == "YEARLY" and "BYWEEKNO" not in parts)
    within_month = freq == "MONTHLY" or "BYMONTH" in parts
    days = []
    for day in rng.sample(WEEKDAYS, rng.choice([1, 1, 2, 3, 5])):
        number = ""
        if numbered and chance(0.5):
            number = rng.randint(1, 5 if within_month else 53) * (1 if chance(0.7) else -1)
        days.append(f"{number}{day}")
    return days


def random_parts(freq):
    """The BYxxx parts of a rule, each of which RFC 5545 allows with this frequency and the parts before it."""
    parts = {}
    if chance(0.35):
        parts["BYMONTH"] = some(range(1, 13), 4)
    if freq == "YEARLY" and chance(0.3):
        parts["BYWEEKNO"] = [n if chance(0.8) else -1 for n in some(range(1, 54), 3)]
    elif freq == "YEARLY" and chance(0.25):
        parts["BYYEARDAY"] = signed(1, 366, 5)
    if freq != "WEEKLY" and chance(0.3):
        parts["BYMONTHDAY"] = signed(1, 31, 6)
    if chance(0.5) or ("BYWEEKNO" in parts and "BYMONTHDAY" not in parts):
        parts["BYDAY"] = by_day(freq, parts)
    if chance(0.3):
        parts["BYHOUR"] = some(range(24), 3) if chance(0.5) else some(range(4), 3)
    if chance(0.3):
        parts["BYMINUTE"] = some([0, 10, 15, 29, 30, 45, 59], 3)
    # dateutil cuts the first week at DTSTART before it applies BYSETPOS.
    if parts and freq != "WEEKLY" and chance(0.25):
        parts["BYSETPOS"] = signed(1, rng.choice([1, 2, 5, 40]), 1)
    return parts


def text_of(freq, interval, wkst, parts):
    text = [f"FREQ={freq}"]
    if interval > 1:
        text.append(f"INTERVAL={interval}")
    for name in PATTERN_PARTS:
        if name in parts:
            text.append(f"{name}={','.join(map(str, parts[name]))}")
    if wkst:
        text.append(f"WKST={wkst}")
    return ";".join(text)


def random_start(zone):
    if chance(0.5):
        day = datetime.fromisoformat(rng.choice(CHANGES[zone])) - timedelta(days=rng.randint(0, 4))
    else:
        day = datetime(2026, 1, 1) + timedelta(days=rng.randint(0, 4000))
    hour = rng.choice([0, 1, 2, 3, 9, 12, 18, 23])
    return day + timedelta(hours=hour, minutes=rng.choice([0, 15, 30, 45]))


def instant(local, zone):
    """Of a local time that is skipped, the offset before the gap counts; of one that happens twice, the first."""
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(timezone.utc)


def exists(local, zone):
    return instant(local, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local


def row():
    zone = rng.choice(ZONES)
    freq = rng.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    interval = rng.choice([1, 1, 1, 2, 3, 4, 5, 7, 12])
    wkst = rng.choice([None, None, "SU", "MO", "WE", "SA"])
    rule = text_of(freq, interval, wkst, random_parts(freq))
    try:
        # An UNTIL keeps dateutil from searching to the year 9999.
        expand = lambda start: rrulestr(f"{rule};UNTIL={HORIZON:%Y%m%dT%H%M%S}", dtstart=start)
        start = next(iter(expand(random_start(zone))), None)
        if start is None or not exists(start, zone):
            return None
        local = list(islice(iter(expand(start)), 24))
    except ValueError:
        return None
    if local[0] != start or len(local) < NEXT_DATES + 1:
        return None
    # The last is left out: a clock change may move it past the one after it.
    instants = sorted({instant(one, zone) for one in local[:-1]})
    if instants[0] != instant(start, zone):
        return None
    reaches_horizon = len(instants) < NEXT_DATES + 1
    if chance(0.15):
        count = rng.randint(1, 8)
        rule += f";COUNT={count}"
        instants = instants[:count]
    elif chance(0.15):
        until = rng.choice(instants[:8]) + rng.choice([-1, 0, 1]) * timedelta(seconds=1)
        if until < instants[0]:
            return None
        rule += f";UNTIL={until:%Y%m%dT%H%M%SZ}"
        instants = [one for one in instants if one <= until]
    dates = [f"{one:%Y-%m-%dT%H:%MZ}" for one in instants[1 : NEXT_DATES + 1]]
    return [zone, start.isoformat(), rule, dates], reaches_horizon


def main():
    rows = {}
    while len(rows) < ROWS:
        found = row()
        if found:
            one, reaches_horizon = found
            rows[json.dumps(one[:3])] = None if reaches_horizon else one
    lines = [json.dumps(one, separators=(",", ":")) + "\n" for one in rows.values() if one]
    path = Path(__file__).with_name("rules.jsonl")
    path.write_text("".join(lines))
    print(f"{len(lines)} rules in {path.name}")


main()

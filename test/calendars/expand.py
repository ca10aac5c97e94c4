"""Reads calendar files as JSON texts, one a line. Prints for each the starts of its dates, in epoch seconds, and its texts."""

import json
import sys
from datetime import datetime, timezone

import recurring_ical_events
from icalendar import Calendar

FAR = datetime(2035, 1, 1, tzinfo=timezone.utc)

for line in sys.stdin:
    calendar = Calendar.from_ical(json.loads(line))
    events = calendar.walk("VEVENT")
    errors = [str(error) for component in calendar.walk() for error in component.errors]
    dates = recurring_ical_events.of(calendar).between(datetime(2020, 1, 1, tzinfo=timezone.utc), FAR)
    print(
        json.dumps(
            {
                "errors": errors,
                "starts": sorted(int(date["DTSTART"].dt.timestamp()) for date in dates),
                "ends": sorted(int(date.end.timestamp()) for date in dates),
                "method": str(calendar["METHOD"]),
                "summary": str(events[0]["SUMMARY"]),
                "organizer": str(events[0]["ORGANIZER"].params["CN"]),
                "alarms": len(events[0].walk("VALARM")),
            }
        ),
        flush=True,
    )

// Reads a calendar with ical.js, which Thunderbird reads calendars with, and says what it takes it for.
//
// Reads the calendar from standard input, and prints JSON: the events in their order, with instants in UTC.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
const utc = (time) => {
  if (time.zone.tzid !== "Europe/Copenhagen") throw new Error(`the zone is lost: ${time.zone.tzid}`);
  return new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
};
const events = calendar.getAllSubcomponents("vevent").map((part) => {
  const event = new ICAL.Event(part);
  return {
    uid: event.uid,
    title: event.summary,
    place: event.location,
    words: event.description,
    starts: utc(event.startDate),
    ends: utc(event.endDate),
    status: part.getFirstPropertyValue("status"),
    kinds: part.getFirstProperty("categories")?.getValues() ?? [],
  };
});
console.log(JSON.stringify(events));

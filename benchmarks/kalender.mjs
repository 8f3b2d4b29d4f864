// Reads a calendar file with ical.js, which shares no line with the library that wrote it, and holds its days against the list.
//
//   npm install ical.js
//   sosialplan frister --til frister.ics
//   sosialplan frister --til frister.json
//   node benchmarks/kalender.mjs frister.ics frister.json
//
// Says how many events it read and how many days agree; ends in 1 where one does not.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.cwd()}/`);
const found = require("ical.js");
const ICAL = found.default ?? found;

const [, , calendar, list] = process.argv;
const root = new ICAL.Component(ICAL.parse(readFileSync(calendar, "utf8")));
const events = new Map(
  root.getAllSubcomponents("vevent").map((each) => {
    const event = new ICAL.Event(each);
    const alarms = each.getAllSubcomponents("valarm").length;
    return [event.uid, { first: event.startDate.toString(), end: event.endDate.toString(), alarms }];
  }),
);
const zone = new ICAL.Timezone(root.getFirstSubcomponent("vtimezone"));
const summer = zone.utcOffset(ICAL.Time.fromString("2026-07-01T12:00:00"));
const winter = zone.utcOffset(ICAL.Time.fromString("2026-12-01T12:00:00"));
const rows = JSON.parse(readFileSync(list, "utf8")).frister.filter((each) => each.frist);
const wrong = rows.filter((each) => events.get(`${each.id}@sosialplan`)?.first !== each.frist);
const alarms = [...events.values()].filter((each) => each.alarms).length;
console.log(`${events.size} events, ${rows.length - wrong.length} of ${rows.length} days agree, ${alarms} with an alarm`);
console.log(`${zone.tzid}: ${winter / 3600} and ${summer / 3600} hours`);
process.exit(wrong.length || winter !== 3600 || summer !== 7200 ? 1 : 0);

// The file for a diary, set to the departures of another day than the one it was made for.

const LINE_OCTETS = 75;
const DAY_MIN = 1440;

const escaped = (/** @type {string} */ text) => text.replace(/[\\;,]/g, "\\$&")
  .replace(/\r\n|\r|\n/g, "\\n");

/** A content line in pieces of at most 75 octets, none ending within a character. */
const folded = (/** @type {string} */ line) => {
  const pieces = [""];
  let room = LINE_OCTETS;
  for (const sign of line) {
    const octets = new TextEncoder().encode(sign).length;
    if (octets > room) {
      pieces.push(" ");
      room = LINE_OCTETS - 1;
    }
    pieces[pieces.length - 1] += sign;
    room -= octets;
  }
  return pieces.join("\r\n");
};

/** The local time so many minutes after midnight of a day, as a calendar writes it. */
const local = (/** @type {number} */ day, /** @type {number} */ minutes) =>
  new Date((day * DAY_MIN + minutes) * 6e4).toISOString().slice(0, 19).replace(/[-:]/g, "");

/**
 * The file with each event at the times of a plan, and with the words of that plan.
 * @param {string} text
 * @param {number} day one sets out
 * @param {number[][]} at of each visit: setting out, coming, beginning, leaving (minutes)
 * @param {Record<string, [summary: string, description: string]>} told of events such as
 *   `trajet-2`, where the file has other words
 */
export const retimed = (text, day, at, told) => text.replace(/\r\n[ \t]/g, "")
  .replace(/BEGIN:VEVENT[^]*?END:VEVENT/g, (event) => {
    const named = /^UID:.*-(trajet|etape)-(\d+)-\w+@/m.exec(event);
    const times = named && at[Number(named[2]) - 1];
    if (!named || !times) return event;
    const [start, end] = named[1] === "trajet" ? times.slice(0, 2) : times.slice(2);
    const [summary, about] = told[`${named[1]}-${named[2]}`] ?? [];
    return event.replace(/^DTEND.*\r\n/m, "").replace(/^DTSTART(;TZID=[^:\r\n]+:).*/m,
      (_, zone) => [`DTSTART${zone}${local(day, start)}`,
        ...(end > start ? [`DTEND${zone}${local(day, end)}`] : [])].join("\r\n"))
      .replace(/^SUMMARY:.*/m, (line) => (summary ? `SUMMARY:${escaped(summary)}` : line))
      .replace(/^DESCRIPTION:.*/m, (line) => (about ? `DESCRIPTION:${escaped(about)}` : line));
  }).split("\r\n").map(folded).join("\r\n");

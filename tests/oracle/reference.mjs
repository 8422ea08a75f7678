// Asks opening_hours.js whether rules are open, closed or unknown at given moments.
// In: one JSON object a line, {rule, at: ["2026-11-22T09:30", …]}, local times of the process, in
// order. Out, in the same order: {refused: "why"}, or {at: "ocu…", within: "ocu…"} with a letter a
// moment: its state at each, and what its intervals say, for the two sometimes differ. "?" stands
// where it has no answer (it knows no school holidays of later years).

import { createInterface } from 'node:readline'
import OpeningHours from 'opening_hours'

// A place near Toulouse; the region matters, since Alsace and Moselle have two more holidays.
const place = {
  lat: '43.6',  // as text: numbers are silently passed over, and the sun then rises at six
  lon: '1.44',
  address: { country_code: 'fr', country: 'France', state: 'Occitanie' },
}
const DAY = 24 * 3600 * 1000

function moment(text) {
  const [year, month, day, hour, minute] = text.split(/[-T:]/).map(Number)
  return new Date(year, month - 1, day, hour, minute)
}

function state(hours, when) {
  try {
    if (hours.getUnknown(when)) return 'u'
    return hours.getState(when) ? 'o' : 'c'
  } catch {
    return '?'
  }
}

function intervals(hours, moments) {
  const [first, last] = [moments[0], moments[moments.length - 1]]
  const found = hours.getOpenIntervals(
    new Date(first.getTime() - 3 * DAY), new Date(last.getTime() + 3 * DAY))
  let at = 0
  return moments.map((when) => {
    while (at < found.length && found[at][1] <= when) at += 1
    if (at === found.length || found[at][0] > when) return 'c'
    return found[at][2] ? 'u' : 'o'
  }).join('')
}

function answer({ rule, at }) {
  let hours
  try {
    hours = new OpeningHours(rule, place, { locale: 'en' })
  } catch (failure) {
    return { refused: String(failure.message ?? failure).split('\n')[0] }
  }
  const moments = at.map(moment)
  // year by year, so that what it does not know of one year costs no other
  const years = new Map()
  for (const when of moments) {
    const year = when.getFullYear()
    years.set(year, [...(years.get(year) ?? []), when])
  }
  let within = ''
  for (const some of years.values()) {
    try {
      within += intervals(hours, some)
    } catch {
      within += '?'.repeat(some.length)
    }
  }
  return { at: moments.map((when) => state(hours, when)).join(''), within }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\n')
}

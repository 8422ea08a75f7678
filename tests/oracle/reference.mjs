// Asks opening_hours.js whether rules are open, closed or unknown at given moments.
// In: one JSON object a line, {rule, at: ["2026-11-22T09:30", …]}, local times of the process.
// Out, in the same order: {said: "ocu…"} with a letter a moment, or {refused: "why"}.

import { createInterface } from 'node:readline'
import OpeningHours from 'opening_hours'

// A place near Toulouse; the region matters, since Alsace and Moselle have two more holidays.
const place = {
  lat: 43.6,
  lon: 1.44,
  address: { country_code: 'fr', country: 'France', state: 'Occitanie' },
}

function answer({ rule, at }) {
  let hours
  try {
    hours = new OpeningHours(rule, place, { locale: 'en' })
  } catch (failure) {
    return { refused: String(failure.message ?? failure).split('\n')[0] }
  }
  const said = at.map((moment) => {
    const [date, clock] = moment.split('T')
    const [year, month, day] = date.split('-').map(Number)
    const [hour, minute] = clock.split(':').map(Number)
    const when = new Date(year, month - 1, day, hour, minute)
    if (hours.getUnknown(when)) return 'u'
    return hours.getState(when) ? 'o' : 'c'
  })
  return { said: said.join(''), warned: hours.getWarnings().length > 0 }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\n')
}

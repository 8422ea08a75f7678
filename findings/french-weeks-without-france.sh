#!/usr/bin/env bash
# Markets and collections in France go by even and odd weeks ("semaines paires"), numbered as ISO 8601
# and every French calendar do: week 1 has the year's first Thursday. CLDR has that for the region
# France, and the locale "fr" means "fr-FR" by CLDR's likely subtags: JavaScript's Intl (Node, ICU)
# says so, too. Babel 2.19.0 has the rule for "fr_FR" only. With "fr", the usual name of a
# site's language, week 1 is the one with 1 January (the rule of the world's default and of the United
# States), though the week does begin on Monday: 28 December 2026 is "1 of 2027" rather than 53, and
# all through 2027 each week is one too high, so even and odd are swapped. In 2026, when somebody
# would have tried it, all weeks before that are right. The same goes for "de", "es", "it".
# Needs Python 3 and Node. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check babel==2.19.0
cat >ask.py <<'PY'
from datetime import date, timedelta
from importlib.metadata import version

from babel.dates import format_date, format_skeleton

print("Babel", version("babel"))
seen = {}
for locale in ("fr", "fr_FR", "de", "es", "it"):
    counts = []
    for year, weeks in ((2026, 52), (2027, 52)):
        mondays = [date.fromisocalendar(year, week, 1) for week in range(1, weeks + 1)]
        counts.append(sum(int(format_date(day, "w", locale=locale)) != day.isocalendar().week
                          for day in mondays))
    eve = format_date(date(2026, 12, 28), "w/Y", locale=locale)
    seen[locale] = (*counts, eve)
    print(f"seen, {locale}: of 52 weeks {counts[0]} are other than ISO's in 2026, {counts[1]} in 2027;"
          f" 28 December 2026 is in {eve}")
print("seen, fr, 2 June 2027:", format_skeleton("yw", date(2027, 6, 2), locale="fr"),
      "; ISO week", date(2027, 6, 2).isocalendar().week)
print("expected: 0, 0 and 53/2026 for each of them")
wrong, right = (0, 52, "1/2027"), (0, 0, "53/2026")
raise SystemExit(seen != {"fr": wrong, "fr_FR": right, "de": wrong, "es": wrong, "it": wrong})
PY
cat >ask.js <<'JS'
const days = ["fr", "fr-FR"].map((name) => {
  const locale = new Intl.Locale(name);
  return (locale.getWeekInfo ? locale.getWeekInfo() : locale.weekInfo).minimalDays;
});
console.log(`Node ${process.version}: days that week 1 must have, for fr and fr-FR:`, ...days);
process.exit(days.every((count) => count === undefined || count === 4) ? 0 : 1);
JS
node ask.js
env/bin/python ask.py

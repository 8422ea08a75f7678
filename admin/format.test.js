/** What the form writes into a file: what was changed, and nothing else. Run by `npm test`. */
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import * as YAML from './vendor/yaml/index.js';
import {formatFor} from './format.js';
import {degrees, isoDay, pair} from './widgets.js';
import {WORDS, over} from './words.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const content = process.env.PARCOURS_ITINERARIES ?? join(here, '..', 'itineraries');
const config = YAML.parse(readFileSync(join(here, 'config.yml'), 'utf8'));
const format = formatFor(config);

const files = ['.', 'places'].flatMap(folder => readdirSync(join(content, folder))
  .filter(name => name.endsWith('.yml')).map(name => join(folder, name)));
const textOf = name => readFileSync(join(content, name), 'utf8');
/** What a file says, every scalar as text. */
const said = text => YAML.parse(text, {schema: 'failsafe'});
const saved = (text, edit) => {
  const data = format.fromFile(text);
  edit(data);
  return format.toFile(data);
};
/** The lines that a save took away and put in. */
const changed = (before, after) => {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let [start, end] = [0, 0];
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  while (end < old.length - start && end < now.length - start
    && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return [old.slice(start, old.length - end), now.slice(start, now.length - end)];
};

const PLACE = `# yaml-language-server: $schema=../../schema/place.schema.json
# Vu le 3 mars avec Mme Dupuy.
name: Moulin du Pré
kind: "monument"          # ou museum ?
commune: 06000
lat: 43.93500
lon: 0.62300
description:
  fr: >-
    Une roue de six mètres, remise en route
    par les gens du village.
  en: A wheel of six metres.
services: [toilets,  wifi]
# les sources d’abord
sources:
  - https://exemple.fr/a   # le site
  - https://exemple.fr/b
refs: {wikidata: Q1, autre: "007"}
wheelchair: no
`;

test('a file that nobody changed is the same, byte for byte', () => {
  for (const name of files) assert.equal(saved(textOf(name), () => {}), textOf(name), name);
  assert.equal(saved(PLACE, () => {}), PLACE);
});

test('only routes and places are taken for what they are', () => {
  const sorts = Object.fromEntries(files.map(name => [name, format.fromFile(textOf(name)).sorte]));
  assert.equal(sorts['site.yml'], '');
  assert.equal(sorts['territories.yml'], '');
  assert.ok(Object.entries(sorts).every(([name, sort]) => /^(site|territories)\.yml$/.test(name)
    || sort === (name.startsWith('places') ? 'lieux' : 'parcours')));
});

test('a changed word changes its line, and its comment and its quotes stay', () => {
  const after = saved(PLACE, data => { data.kind = 'museum'; });
  assert.deepEqual(changed(PLACE, after), [
    ['kind: "monument"          # ou museum ?'], ['kind: "museum"          # ou museum ?']]);
});

test('a number keeps its zeros, and a code its quotes', () => {
  assert.deepEqual(changed(PLACE, saved(PLACE, data => { data.point.lat = '43.90'; })),
    [['lat: 43.93500'], ['lat: 43.90']]);
  assert.deepEqual(changed(PLACE, saved(PLACE, data => { data.commune = '32208'; })),
    [['commune: 06000'], ['commune: "32208"']]);
});

test('an emptied field is a line less, a new one stands where it belongs', () => {
  assert.deepEqual(changed(PLACE, saved(PLACE, data => { data.wheelchair = ''; })),
    [['wheelchair: no'], []]);
  assert.deepEqual(changed(PLACE, saved(PLACE, data => { data.precision_m = '30'; })),
    [[], ['precision_m: 30']]);
});

test('a text once for all becomes one per language when a second is written', () => {
  assert.deepEqual(changed(PLACE, saved(PLACE, data => { data.name.en = 'Meadow mill'; })),
    [['name: Moulin du Pré'], ['name:', '  fr: Moulin du Pré', '  en: Meadow mill']]);
});

test('a text in one language only stays one', () => {
  const before = 'kind: lake\nname: {fr: Le lac}\n';
  assert.deepEqual(said(saved(before, data => { data.name.fr = 'Le grand lac'; })).name,
    {fr: 'Le grand lac'});
});

test('long texts are folded, and lines kept', () => {
  const long = 'Une phrase assez longue pour ne pas tenir sur une seule ligne, et qui continue '
    + 'encore un peu, par politesse.';
  const after = saved(PLACE, data => { data.description.fr = long; data.description.en = 'a\n\n- b'; });
  assert.equal(said(after).description.fr, long);
  assert.equal(said(after).description.en, 'a\n\n- b');
  assert.ok(after.split('\n').every(line => line.length <= 100));
});

test('a list gains, loses and moves items line by line', () => {
  assert.deepEqual(changed(PLACE, saved(PLACE, data => { data.sources.push('https://exemple.fr/c'); })),
    [[], ['  - https://exemple.fr/c']]);
  assert.deepEqual(changed(PLACE, saved(PLACE, data => { data.sources.shift(); })),
    [['  - https://exemple.fr/a   # le site'], []]);
  assert.deepEqual(changed(PLACE, saved(PLACE, data => { data.services.push('parking'); })),
    [['services: [toilets,  wifi]'], ['services: [toilets, wifi, parking]']]);
});

test('what nothing reads leaves with the next edit, and not before', () => {
  const before = `${PLACE}couleur: bleu # plus lu\n`;
  assert.equal(saved(before, () => {}), before);
  const after = saved(before, data => { data.refs.osm = 'node/1'; });
  assert.deepEqual(said(after).refs, {wikidata: 'Q1', autre: '007', osm: 'node/1'});
  assert.ok(!('couleur' in said(after)));
  assert.deepEqual(said(after).description, said(PLACE).description);
});

test('a point is one thing in the form, and two lines in the file', () => {
  assert.deepEqual(format.fromFile(PLACE).point, {lat: '43.93500', lon: '0.62300'});
  assert.ok(!('lat' in format.fromFile(PLACE)));
  assert.deepEqual(
    changed(PLACE, saved(PLACE, data => { data.point = {lat: '43.90000', lon: '0.70000'}; })),
    [['lat: 43.93500', 'lon: 0.62300'], ['lat: 43.90000', 'lon: 0.70000']]);
  assert.deepEqual(changed(PLACE, saved(PLACE, data => { data.point = undefined; })),
    [['lat: 43.93500', 'lon: 0.62300'], []]);
});

test('groups that were left empty are not written', () => {
  const after = saved(PLACE, data => {
    data.photo = {file: '', alt: {fr: '', en: ''}, credit: null};
    data.products = [];
    data.labels = [{fr: ''}];
  });
  assert.equal(after, PLACE);
});

test('a new place is written in the order of the form', () => {
  assert.equal(format.toFile({
    sorte: 'lieux', point: {lon: '0.62300', lat: '43.9'}, commune: '01234', kind: 'market',
    name: {fr: 'La halle', en: ''}, description: {fr: 'Le vendredi : marché.'},
    products: [{months: ['7', '8'], name: {fr: 'ail', en: 'garlic'}}], phone: '0561000000',
  }), `# yaml-language-server: $schema=../../schema/place.schema.json
name: La halle
kind: market
commune: "01234"
lat: 43.9
lon: 0.62300
description:
  fr: "Le vendredi : marché."
phone: "0561000000"
products:
  - name:
      fr: ail
      en: garlic
    months: [7, 8]
`);
});

test('what cannot be read is not overwritten', () => {
  for (const bad of ['name: {fr: x\n', '- a\n', '']) {
    assert.throws(() => format.fromFile(bad));
    assert.throws(() => format.toFile({sorte: 'lieux', _texte: bad || ' ', name: {fr: 'x'}}));
  }
});

const ROUTE = files.find(name => textOf(name).includes('optional: yes') && !name.includes('/'));

test('stops can be changed, added, taken away, moved and turned into others', () => {
  const before = textOf(ROUTE);
  const was = said(before);
  const edits = {
    change: stops => { stops[1].stay = '5min'; return 1; },
    gain: stops => { stops[2].arrive = '23:59'; return 1; },
    add: stops => { stops.splice(1, 0, {sorte: 'etape', travel: {minutes: '9', by: 'walk'},
      place: 'un-lieu'}); return 4; },
    remove: stops => { stops.splice(1, 1); return 0; },
    move: stops => { stops.splice(1, 0, ...stops.splice(3, 1)); return null; },
    turn: stops => { stops[1] = {sorte: 'etape-sans-fiche', name: {fr: 'Le banc'},
      kind: 'viewpoint', commune: '32208', lat: '43.9', lon: '0.6'}; return 5; },
  };
  for (const [what, edit] of Object.entries(edits)) {
    let lines;
    const after = saved(before, data => { lines = edit(data.days[0].stops); });
    const now = said(after);
    const stops = was.days[0].stops.map(stop => structuredClone(stop));
    edit(stops);
    for (const stop of stops) delete stop.sorte;
    if (what === 'turn') stops[1].name = 'Le banc';
    assert.deepEqual(now.days[0].stops, stops, what);
    assert.deepEqual({...now, days: was.days.slice(1)}, {...was, days: was.days.slice(1)}, what);
    if (lines !== null) assert.ok(changed(before, after)[1].length <= lines, what);
  }
});

test('every word of real files can be changed, and nothing else changes', () => {
  for (const name of [...files.filter(one => !one.includes('/')).slice(0, 2),
    ...files.filter(one => one.includes('/')).slice(0, 8)]) {
    const before = textOf(name);
    const was = said(before);
    const leaves = [];
    const walk = (value, path) => (typeof value === 'object'
      ? Object.entries(value).forEach(([key, one]) => walk(one, [...path, key]))
      : leaves.push(path));
    walk(was, []);
    if (!format.fromFile(before).sorte) continue;
    for (const path of leaves) {
      const set = (data, value) => {
        const holder = path.slice(0, -1).reduce((found, key) => found[key], data);
        const last = holder[path.at(-1)];
        if (typeof last === 'object') last.fr = value;
        else holder[path.at(-1)] = value;
      };
      const after = saved(before, data => set(data, 'un autre : mot'));
      const expected = structuredClone(was);
      set(expected, 'un autre : mot');
      assert.deepEqual(said(after), expected, `${name}: ${path.join('.')}`);
      assert.ok(changed(before, after)[1].length <= 1, `${name}: ${path.join('.')}`);
    }
  }
});

test('a day and a point are put right where they can only mean one thing', () => {
  for (const [typed, meant] of [['22/11/2026', '2026-11-22'], ['1er mars 2026', '2026-03-01'],
    ['3 août 2026', '2026-08-03'], [' 2026-11-22 ', '2026-11-22'], ['31/02/2026', '31/02/2026'],
    ['22/11/26', '22/11/26'], ['mars 2026', 'mars 2026'], ['', '']]) {
    assert.equal(isoDay(typed), meant);
  }
  for (const [typed, meant] of [['43,6045', '43.6045'], ['1.444°', '1.444'], ['-0,5', '-0.5'],
    ['43', '43'], ['43 N', '43 N'], ['', '']]) assert.equal(degrees(typed), meant);
  assert.deepEqual(pair('43.60450, 1.44400'), {lat: '43.60450', lon: '1.44400'});
  assert.deepEqual(pair('(43.6; 1.4)'), {lat: '43.6', lon: '1.4'});
  assert.equal(pair('43,6045'), null);
  assert.equal(pair('43.6'), null);
});

test('no word of the form publishes', () => {
  const words = tree => Object.values(tree).flatMap(one => (typeof one === 'string' ? [one] : words(one)));
  for (const word of words(WORDS)) assert.ok(!/publi/i.test(word), word);
  assert.deepEqual(over({a: {b: 'x'}}, {a: {b: 'y', c: 'z'}, d: 'w'}), {a: {b: 'x', c: 'z'}, d: 'w'});
});

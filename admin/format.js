/**
 * YAML files to the form's data, and back.
 *
 * Every scalar is handed over as the text that was typed (`06000` keeps its zero) and what was not
 * changed in the form is not changed in the file: comments, order, quotes and line breaks stay as
 * they were, so that a pull request shows the edit and nothing else.
 */
import * as YAML from './vendor/yaml/index.js';

/** Keys of the form's data that are not in the file: what an entry or a stop is, the text it came
 * from, and whether a text was written per language or once for all. */
export const SORT = 'sorte';
const TEXT = '_texte';
const FORM = '_forme';
const [ONCE, PER_LANGUAGE] = ['une', 'langues'];

/** What YAML 1.2 would take for something else than text: quoted where text is meant. */
const TYPED = /^(?:|~|null|true|false|[-+]?\d+|0o[0-7]+|0x[0-9a-f]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|[-+]?\.inf|\.nan)$/i;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const WIDTH = 100;

/** The format that Decap asks for under the name `yaml`, for the collections of `config`. */
export function formatFor(config) {
  const fieldsOf = sort => config.collections.find(one => one.name === sort)?.fields ?? [];
  return {
    fromFile(text) {
      const data = plain(parse(text).contents);
      const sort = sortOf(data);
      return {...toForm(data, fieldsOf(sort)), [SORT]: sort, [TEXT]: text};
    },
    toFile(data) {
      const {[SORT]: sort, [TEXT]: text, ...rest} = data;
      const fields = fieldsOf(sort);
      const wanted = ordered(fromForm(rest, fields) ?? {}, fields);
      if (!text) return HEADS[sort] + written(wanted, fields);
      if (same(plain(parse(text).contents), wanted)) return text;
      return revised(text, readable(wanted, fields), fields);
    },
  };
}

const HEADS = {
  parcours: '# yaml-language-server: $schema=../schema/itinerary.schema.json\n',
  lieux: '# yaml-language-server: $schema=../../schema/place.schema.json\n',
};

function sortOf(data) {
  if ('days' in data || ('alliance' in data && 'title' in data)) return 'parcours';
  return 'kind' in data || 'commune' in data ? 'lieux' : '';
}

function parse(text) {
  const doc = YAML.parseDocument(text, {schema: 'failsafe', prettyErrors: true});
  if (doc.errors.length > 0) throw new Error(doc.errors[0].message);
  if (!YAML.isMap(doc.contents)) throw new Error('« champ: valeur » est attendu');
  return doc;
}

/** A node as text, lists and objects; what stands empty is empty text. */
function plain(node) {
  if (YAML.isMap(node)) {
    return Object.fromEntries(node.items.map(pair => [String(pair.key), plain(pair.value)]));
  }
  return YAML.isSeq(node) ? node.items.map(plain) : String(node?.value ?? '');
}

const isGroup = value => typeof value === 'object' && value !== null && !Array.isArray(value);
const isLanguages = field => Boolean(field?.bilingual);
const isPoint = field => field?.widget === 'point';

/** The fields as the file has them: of a point its two coordinates. */
const inFile = fields => fields.flatMap(field => (isPoint(field) ? field.fields : [field]));

/** The fields of a group: of an object, an item of a list, or the sort of stop that `value` is. */
function within(field, value) {
  if (field?.types) {
    return (field.types.find(one => one.name === value[SORT])
      ?? field.types.find(one => one.fields[0].name in value) ?? field.types.at(-1)).fields;
  }
  return field?.fields ?? [];
}

function toForm(data, fields) {
  const point = fields.find(isPoint);
  const parts = point ? point.fields.map(one => one.name).filter(name => name in data) : [];
  const joined = parts.length > 0
    && {[point.name]: Object.fromEntries(parts.map(name => [name, data[name]]))};
  const rest = Object.entries(data).filter(([name]) => !parts.includes(name));
  return Object.assign(Object.fromEntries(rest.map(([name, value]) => {
    const field = fields.find(one => one.name === name);
    return [name, Array.isArray(value)
      ? value.map(item => groupToForm(item, field)) : groupToForm(value, field)];
  })), joined);
}

function groupToForm(value, field) {
  if (isLanguages(field)) {
    if (isGroup(value)) return {...value, [FORM]: PER_LANGUAGE};
    return {[field.fields[0].name]: value, [FORM]: ONCE};
  }
  if (!isGroup(value)) return value;
  const fields = within(field, value);
  const sort = field?.types?.find(one => one.fields === fields)?.name;
  return {...toForm(value, fields), ...(sort && {[SORT]: sort})};
}

/** The form's data as the file's, without what was left empty; undefined where nothing is left. */
function fromForm(value, fields, field) {
  if (Array.isArray(value)) {
    const items = value.map(item => fromForm(item, isGroup(item) ? within(field, item) : [], field))
      .filter(item => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (!isGroup(value)) {
    return value === '' || value === null || value === undefined ? undefined : String(value);
  }
  const {[SORT]: _, [FORM]: form, ...rest} = value;
  const kept = Object.entries(rest).flatMap(([name, one]) => {
    const own = fields.find(other => other.name === name);
    const put = fromForm(one, isGroup(one) ? within(own, one) : [], own);
    return isPoint(own) ? Object.entries(put ?? {}) : [[name, put]];
  }).filter(([, one]) => one !== undefined);
  if (kept.length === 0) return undefined;
  const alone = isLanguages(field) && kept.length === 1 && kept[0][0] === field.fields[0].name;
  const once = form === ONCE || (form === undefined && field?.shared);
  return alone && once ? kept[0][1] : Object.fromEntries(kept);
}

/**
 * What is read of the data: a field that the format does not know is an error of the file, which
 * the form has no other way to mend. It goes with the next edit, and is seen going by the reviewers.
 */
function readable(value, asked, field) {
  if (Array.isArray(value)) return value.map(item => readable(item, within(field, item), field));
  if (!isGroup(value) || asked.length === 0) return value;
  const fields = inFile(asked);
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => {
    const own = fields.find(other => other.name === name);
    if (!own) return [];
    return [[name, own.free ? one : readable(one, isGroup(one) ? within(own, one) : [], own)]];
  }));
}

/** A whole file, for a new entry. */
function written(wanted, fields) {
  return stringify(wanted, {fields});
}

/** Keys in the order of the form, the unknown ones last. */
function ordered(value, asked, field) {
  const fields = inFile(asked);
  if (Array.isArray(value)) return value.map(item => ordered(item, within(field, item), field));
  if (!isGroup(value)) return value;
  const place = new Map(fields.map((one, n) => [one.name, n]));
  const rank = name => place.get(name) ?? fields.length;
  return Object.fromEntries(Object.keys(value).sort((a, b) => rank(a) - rank(b)).map(name => {
    const own = fields.find(one => one.name === name);
    return [name, ordered(value[name], isGroup(value[name]) ? within(own, value[name]) : [], own)];
  }));
}

function stringify(value, field, width = WIDTH, oneLine = false) {
  const doc = new YAML.Document(null, {schema: 'failsafe'});
  doc.contents = nodeFor(value, field, oneLine);
  return doc.toString({lineWidth: oneLine ? 0 : width, flowCollectionPadding: false});
}

function nodeFor(value, field, oneLine) {
  if (Array.isArray(value)) {
    const seq = new YAML.YAMLSeq();
    seq.items = value.map(item => nodeFor(item, isGroup(item)
      ? {...field, types: undefined, fields: within(field, item)} : field?.field ?? field, oneLine));
    seq.flow = oneLine || (value.every(item => typeof item === 'string')
      && value.join(', ').length < WIDTH - 40);
    return seq;
  }
  if (isGroup(value)) {
    const map = new YAML.YAMLMap();
    map.flow = oneLine;
    const fields = inFile(within(field, value));
    map.items = Object.entries(value).map(([name, one]) => new YAML.Pair(
      new YAML.Scalar(name), nodeFor(one, fields.find(other => other.name === name), oneLine)));
    return map;
  }
  const scalar = new YAML.Scalar(value);
  if (field?.quotes) scalar.type = field.quotes;
  else if (field?.number && NUMBER.test(value)) scalar.type = 'PLAIN';
  else if (TYPED.test(value)) scalar.type = 'QUOTE_DOUBLE';
  else if (value.includes('\n')) scalar.type = oneLine ? 'QUOTE_DOUBLE' : 'BLOCK_LITERAL';
  else if (value.length > WIDTH - 20 && !oneLine) scalar.type = 'BLOCK_FOLDED';
  return scalar;
}

const same = (a, b) => {
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((one, n) => same(one, b[n]));
  }
  if (!isGroup(a)) return a === b;
  return isGroup(b) && Object.keys(a).length === Object.keys(b).length
    && Object.keys(a).every(name => name in b && same(a[name], b[name]));
};

/**
 * The text of a file after an edit: only what differs from `wanted` is rewritten.
 *
 * The result is read again: should it not say what is wanted, the whole file is written anew, under
 * the comments that it begins with.
 */
export function revised(text, wanted, fields) {
  const edits = [];
  try {
    reviseMap(text, parse(text).contents, wanted, {fields}, edits);
    const after = spliced(text, edits);
    if (same(plain(parse(after).contents), wanted)) return after;
  } catch {
    // a shape of YAML that is not spliced; the lines below do without
  }
  parse(text); // what cannot be read must not be overwritten
  return (text.match(/^(?:[ \t]*#.*\n|[ \t]*\n)*/)?.[0] ?? '') + written(wanted, fields);
}

/** The text with pieces replaced; pieces that overlap cannot be. */
function spliced(text, edits) {
  let after = text;
  let bound = text.length;
  const isPut = edit => edit.to === edit.from;  // what is put in goes before what is replaced there
  const order = edits.map((edit, n) => ({...edit, n})).sort(
    (a, b) => b.from - a.from || isPut(a) - isPut(b) || b.n - a.n);
  for (const {from, to, text: put} of order) {
    if (to > bound) throw new Error('overlap');
    after = after.slice(0, from) + put + after.slice(to);
    bound = from;
  }
  return after;
}

const lineStart = (text, at) => text.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (text, at) => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};
/** Where a node ends, the white space after it apart. */
const endOf = (text, node) => {
  let end = node.range[1];
  while (/\s/.test(text[end - 1])) end -= 1;
  return end;
};
const indented = (block, by) => block.replace(/\n$/, '').replace(/\n(?=.)/g, `\n${' '.repeat(by)}`);

function reviseMap(text, map, wanted, field, edits) {
  const fields = inFile(within(field, wanted));
  const column = map.items[0].key.range[0] - lineStart(text, map.items[0].key.range[0]);
  const own = name => fields.find(one => one.name === name);
  for (const [n, pair] of map.items.entries()) {
    const name = pair.key.value;
    if (!(name in wanted)) {
      removeLines(text, pair.key.range[0], pair.value, n, edits);
    } else if (!same(plain(pair.value), wanted[name])) {
      reviseValue(text, pair, wanted[name], own(name), column, edits);
    }
  }
  const names = map.items.map(pair => pair.key.value);
  const order = fields.map(one => one.name);
  for (const name of Object.keys(wanted)) {
    if (names.includes(name)) continue;
    const before = order.slice(0, Math.max(order.indexOf(name), 0));
    const after = map.items.findLastIndex(pair => before.includes(pair.key.value)
      && pair.key.value in wanted);
    const at = map.items[order.includes(name) ? Math.max(after, 0) : map.items.length - 1];
    const end = lineEnd(text, endOf(text, at.value));
    const block = stringify({[name]: wanted[name]}, {fields}, WIDTH - column);
    edits.push({from: end, to: end, text: `\n${' '.repeat(column)}${indented(block, column)}`});
  }
}

/** A value that changed: its parts where it has some, itself otherwise. */
function reviseValue(text, pair, value, field, column, edits) {
  const node = pair.value;
  if (node && !node.flow) {
    if (YAML.isMap(node) && isGroup(value)) {
      reviseMap(text, node, value, field, edits);
      return;
    }
    if (YAML.isSeq(node) && Array.isArray(value) && reviseSeq(text, node, value, field, edits)) return;
  }
  const [from, to] = [pair.key.range[0], Math.max(endOf(text, node), pair.key.range[1])];
  const crowded = /\S/.test(text.slice(to, lineEnd(text, to)));  // a comment, or more of a flow map
  const quotes = node.type?.startsWith('QUOTE') && !String(value).includes('\n') ? node.type : '';
  const block = stringify({[pair.key.value]: value},
    {fields: [{...field, name: pair.key.value, quotes}]}, WIDTH - column, crowded || node.flow);
  const bare = crowded || node.flow ? block.trim().replace(/^\{|\}$/g, '') : indented(block, column);
  edits.push({from, to, text: bare});
}

/** A list in lines: items that stay keep theirs. False where it is laid out otherwise. */
function reviseSeq(text, seq, wanted, field, edits) {
  const old = seq.items.map(plain);
  const pairs = matched(old, wanted);
  if (pairs.length === 0 && old.length !== wanted.length) return false;
  const dashes = seq.items.map(item => dashBefore(text, item.range[0]));
  if (dashes.includes(-1)) return false;
  const column = dashes[0] - lineStart(text, dashes[0]);
  const source = n => text.slice(dashes[n], endOf(text, seq.items[n]));
  let [i, j] = [0, 0];
  let last = -1;
  for (const [oldStop, newStop] of [...pairs, [old.length, wanted.length]]) {
    for (; i < oldStop && j < newStop; i += 1, j += 1) {  // changed items, one for one
      const item = seq.items[i];
      if (YAML.isMap(item) && !item.flow && isGroup(wanted[j])
          && item.items[0].key.value in wanted[j]) {
        reviseMap(text, item, wanted[j], field, edits);
      } else {
        edits.push({from: dashes[i], to: endOf(text, item),
          text: itemText(wanted[j], field, column)});
      }
      last = i;
    }
    for (; i < oldStop; i += 1) removeLines(text, dashes[i], seq.items[i], 1, edits);
    for (; j < newStop; j += 1) {
      const moved = old.findIndex(one => same(one, wanted[j]));
      const block = moved < 0 ? itemText(wanted[j], field, column) : source(moved);
      if (last < 0) {
        const from = lineStart(text, dashes[0]);
        edits.push({from, to: from, text: `${' '.repeat(column)}${block}\n`});
      } else {
        const end = lineEnd(text, endOf(text, seq.items[last]));
        edits.push({from: end, to: end, text: `\n${' '.repeat(column)}${block}`});
      }
    }
    last = i;
    [i, j] = [i + 1, j + 1];
  }
  return true;
}

function itemText(value, field, column) {
  return indented(stringify([value], field, WIDTH - column).replace(/^\[(.*)\]\n$/s, '- $1'), column);
}

/** Pairs of places where two lists agree, as many as can be, in order. */
function matched(old, wanted) {
  const most = Array.from({length: old.length + 1}, () => new Array(wanted.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = wanted.length - 1; j >= 0; j -= 1) {
      most[i][j] = same(old[i], wanted[j]) ? most[i + 1][j + 1] + 1
        : Math.max(most[i + 1][j], most[i][j + 1]);
    }
  }
  const pairs = [];
  for (let [i, j] = [0, 0]; i < old.length && j < wanted.length;) {
    if (same(old[i], wanted[j])) {
      pairs.push([i, j]);
      [i, j] = [i + 1, j + 1];
    } else if (most[i + 1][j] >= most[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

/** The dash that opens an item of a list, -1 where it does not stand alone before it. */
function dashBefore(text, at) {
  const start = lineStart(text, at);
  return /^\s*-[ ]+$/.test(text.slice(start, at)) ? text.indexOf('-', start) : -1;
}

/** Remove the lines of a field or of an item. */
function removeLines(text, start, value, n, edits) {
  const from = lineStart(text, start);
  if (/\S/.test(text.slice(from, start))) throw new Error(`first of an item: ${n}`);
  const to = Math.min(lineEnd(text, value ? Math.max(endOf(text, value), start) : start) + 1,
    text.length);
  edits.push({from, to, text: ''});
}

// What is served is what is written, less its comments; and the worker's parts fit together.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { parse, tokenizer } from "acorn";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDERS = ["overrides/assets/javascripts", "src/parcours/assets", "src/parcours/assets/worker"];
const CLASSIC = ["theme.js", "lost.js"];
const PROGRAM = `
import json, sys
from pathlib import Path
from parcours.web.scripts import joined, served
given = json.load(sys.stdin)
made = {path: served(Path(path).read_text("utf-8")) for path in given}
parts = {Path(path).name: text for path, text in made.items() if "/worker/" in path}
print(json.dumps([made, joined(parts, "worker.js")]))
`;

const paths = FOLDERS.flatMap((folder) => readdirSync(ROOT + folder)
  .filter((name) => name.endsWith(".js")).map((name) => `${folder}/${name}`));
const [served, worker] = JSON.parse(execFileSync(`${ROOT}.venv/bin/python`, ["-c", PROGRAM], {
  cwd: ROOT, input: JSON.stringify(paths), encoding: "utf-8",
  env: { ...process.env, PYTHONPATH: `${ROOT}src`, PYTHONDONTWRITEBYTECODE: "1" } }));

const kind = (path) => ({ ecmaVersion: 2022,
  sourceType: CLASSIC.some((name) => path.endsWith(`/${name}`)) ? "script" : "module" });
const tokens = (text, path) => [...tokenizer(text, kind(path))].map(({ type, value }) =>
  `${type.label} ${value instanceof RegExp ? value : JSON.stringify(value)}`);
const comments = (text, path) => {
  const found = [];
  parse(text, { ...kind(path), onComment: (_, comment) => found.push(comment.trim()) });
  return found;
};

test("there are scripts to look at", () => assert.ok(paths.length > 25));

for (const path of paths) {
  const text = readFileSync(ROOT + path, "utf-8");
  test(`${path} is served as the same program, without a comment`, () => {
    assert.deepEqual(tokens(served[path], path), tokens(text, path));
    assert.deepEqual(comments(served[path], path), []);
  });
}

test("the worker is one plain script, and no two of its parts use a name", () => {
  const { body } = parse(worker, { ecmaVersion: 2022, sourceType: "script" });
  const names = body.flatMap((one) => (one.declarations ?? []).flatMap(({ id }) =>
    (id.type === "Identifier" ? id.name : id.properties.map(({ value }) => value.name))));
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.length > 30);
});

test("only the worker's last part does something by itself", () => {
  for (const path of paths.filter((one) => one.includes("/worker/"))) {
    const { body } = parse(served[path], kind(path));
    const acts = body.filter(({ type }) => type === "ExpressionStatement");
    assert.equal(acts.length > 0, path.endsWith("/worker.js"), path);
  }
});

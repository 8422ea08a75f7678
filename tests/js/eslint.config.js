// One way to write scripts; what types can see is left to tsc.
import js from "@eslint/js";
import globals from "globals";

const own = ["overrides/assets/javascripts/*.js", "src/parcours/assets/*.js"];
const worker = ["src/parcours/assets/worker/*.js"];
const classic = [...["theme", "lost"].map((name) => `overrides/assets/javascripts/${name}.js`),
  "src/parcours/assets/parcours-carte.js", "src/parcours/assets/preview.js"];

export default [
  js.configs.recommended,
  {
    files: [...own, ...worker, "tests/js/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    rules: {
      "arrow-body-style": "error",
      "eqeqeq": "error",
      "func-style": ["error", "expression"],
      "max-len": ["error", { code: 110, ignoreTemplateLiterals: true, ignoreComments: true }],
      "no-implicit-globals": "error",
      "no-restricted-globals": ["error", "event", "name"],
      "no-restricted-syntax": ["error", {
        selector: "AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]",
        message: "Texts enter as text: make() of elements.js, textContent." }],
      "no-shadow": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-arrow-callback": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "quotes": ["error", "double", { avoidEscape: true }],
    },
  },
  { files: own, languageOptions: { globals: { ...globals.browser, L: "readonly" } } },
  { files: classic, languageOptions: { sourceType: "script" } },
  { files: worker,
    languageOptions: { globals: { ...globals.serviceworker, SITE: "readonly" } } },
  { files: ["tests/js/**/*.js"],
    languageOptions: { globals: { ...globals.node, caches: "readonly", SITE: "readonly" } } },
];

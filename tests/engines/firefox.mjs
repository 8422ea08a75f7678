// Drives Firefox over WebDriver BiDi for tests/helpers/engines.py: a question a line, as JSON, and
// an answer a line.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const [executablePath, width, height] = process.argv.slice(2);
// the window's own size: setting a viewport asks Firefox for an orientation that it does not know
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true,
  defaultViewport: null, args: [`--width=${width}`, `--height=${height}`] });
const page = await browser.newPage();

const does = {
  go: ({ address }) => page.goto(address, { waitUntil: "load" }).then(() => null),
  run: ({ expression }) => page.evaluate(expression),
  press: ({ key }) => page.keyboard.press(key),
  close: () => browser.close(),
};
for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, ...given } = JSON.parse(line);
  let answer;
  try {
    answer = { value: await does[name](given) ?? null };
  } catch (failure) {
    answer = { error: String(failure) };
  }
  console.log(JSON.stringify(answer));
  if (name === "close") break;
}

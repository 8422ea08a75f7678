// The visitor's own day: on a route its calendar and the hours of each stop, on the closures page
// what has lapsed since. All of it from what the build computed and wrote into the page; without
// this script the page says the same as text.
import { nowIn, toIso } from "./days.js";
import { dataOf, findAll } from "./elements.js";
import { followDay } from "./route-day.js";

// what is closed: what is over goes, and what has begun moves up
const closures = () => {
  const lists = findAll("[data-when-closures]");
  if (lists.length !== 2) return;
  const today = toIso(nowIn(lists[0].dataset.zone).day); // dates written so are in the order of their letters
  const [current, soon] = lists;
  for (const item of findAll("[data-from], [data-to]")) {
    item.hidden = Boolean(item.dataset.to) && (item.dataset.to ?? "") < today;
    if (item.parentElement === soon && (item.dataset.from ?? "") <= today) current.append(item);
  }
  for (const list of lists) {
    const none = list.nextElementSibling;
    if (none instanceof HTMLElement) none.hidden = list.querySelector(":scope > :not([hidden])") !== null;
  }
};

const data = document.getElementById("pc-when") && dataOf("pc-when");
if (data?.stops) followDay(data);
closures();

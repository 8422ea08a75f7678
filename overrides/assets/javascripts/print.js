// A page made to be printed, such as the yearly report: its buttons print it.
import { findAll } from "./elements.js";

for (const button of findAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

// What went to the bot, and what came from it?
import { $, page } from "./store.js";
import { h } from "./text.js";

export function inspector() {
  const { traffic, team_id } = page.state;
  const known = new Set([...$("traffic").children].map((n) => n.dataset.number));
  const kept = new Set(traffic.map((e) => `${team_id}${e.number}`));
  for (const node of [...$("traffic").children]) if (!kept.has(node.dataset.number)) node.remove();
  for (const e of traffic) {
    const number = `${team_id}${e.number}`;
    if (known.has(number)) continue;
    const into = e.direction === "to_bot";
    const item = h("details", {}, h("summary", {}, h("span", { class: "arrow", role: "img", "aria-label": into ? "to the bot" : "from the bot" }, into ? "→" : "←"),
      h("code", {}, e.kind), h("span", { class: "ms" }, `${e.ms} ms`), h("span", { class: "summary" }, e.summary)));
    item.addEventListener("toggle", () => { if (item.open && item.children.length === 1) item.append(h("pre", {}, JSON.stringify(e.detail, null, 1))); });
    const row = h("li", { class: e.direction }, item);
    row.dataset.number = number;
    $("traffic").prepend(row);
  }
}

const OPEN = "inspector-open";

export function inspecting(isOn) {
  localStorage.setItem(OPEN, isOn ? "yes" : "");
  $("inspector").hidden = !isOn;
  $("inspect").setAttribute("aria-expanded", String(isOn));
}

$("inspect").addEventListener("click", () => inspecting($("inspector").hidden));
$("close-inspector").addEventListener("click", () => { inspecting(false); $("inspect").focus(); });
// The first screen is the company's; who has opened the inspector finds it open again.
inspecting(localStorage.getItem(OPEN) === "yes" && matchMedia("(min-width: 1200px)").matches);

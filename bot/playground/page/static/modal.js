// How is a form shown, filled in and sent?
import { blocks } from "./blocks.js";
import { context } from "./messages.js";
import { $, act, page } from "./store.js";
import { emoji, h } from "./text.js";

let opener = null;

// What opened the form may be drawn anew meanwhile: it is found again by its name.
function remembered() {
  const node = document.activeElement, key = node?.dataset?.key;
  const place = node?.closest("[data-ts]")?.dataset.ts;
  return () => {
    const found = key && place ? document.querySelector(`[data-ts="${CSS.escape(place)}"] [data-key="${CSS.escape(key)}"]`)
      : key ? document.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
    (found ?? (node?.isConnected ? node : $("composer").querySelector("textarea")))?.focus();
  };
}

function filled(form) {
  return [...form.querySelectorAll("[data-fill]")].map((node) => {
    const [block_id, action_id] = JSON.parse(node.dataset.fill);
    let choice = node.value;
    if (node.tagName === "FIELDSET") {
      choice = [...node.querySelectorAll("input:checked")].map((i) => i.value);
      if (node.querySelector("input[type=radio]")) choice = choice[0] ?? null;
    } else if (node.type === "datetime-local" && choice) choice = Math.floor(new Date(choice) / 1000);
    return { block_id, action_id, choice };
  });
}

export function modal() {
  const box = $("modal"), view = page.state.modal;
  if (!view) {
    if (box.open) { box.close(); opener?.(); opener = null; }
    box.print = "";
    return;
  }
  const print = JSON.stringify([view.id, view.hash, view.errors]);
  if (box.print !== print) {
    box.print = print;
    const ctx = context({ view: view.id }, true);
    const form = h("form", { method: "dialog", noValidate: true });
    form.append(h("header", {}, h("h2", { id: "modal-title" }, emoji(view.title)),
      h("button", { type: "button", "aria-label": "Close", onclick: () => act({ do: "close" }) }, "✕")));
    if (view.errors[""]) form.append(h("p", { class: "error", role: "alert" }, view.errors[""]));
    form.append(h("div", { class: "modal-body" }, ...blocks(view.blocks, ctx, view.errors)));
    const foot = h("footer", {}, h("button", { type: "button", onclick: () => act({ do: "close" }) }, view.close || "Cancel"));
    if (view.submit) foot.append(h("button", { type: "submit", class: "press primary" }, view.submit));
    form.append(foot);
    form.addEventListener("submit", (event) => { event.preventDefault(); act({ do: "submit", view: view.id, values: filled(form) }); });
    box.replaceChildren(form);
  }
  if (!box.open) { opener = remembered(); box.showModal(); }
}

$("modal").addEventListener("cancel", (e) => { e.preventDefault(); act({ do: "close" }); });

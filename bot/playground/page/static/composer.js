// How does one type: with hints for commands, people and channels?
import { h } from "./text.js";

function hints(state, text, caret) {
  const before = text.slice(0, caret);
  if (/^\/[\w-]*$/.test(before)) {
    return state.commands.filter((c) => c.command.startsWith(before))
      .map((c) => ({ label: c.command, note: [c.usage_hint, c.description].filter(Boolean).join(" — "), text: c.command, from: 0 }));
  }
  const word = /(^|\s)([@#])([\w.-]*)$/.exec(before);
  if (!word) return [];
  const [, , sign, name] = word;
  const known = sign === "#" ? state.channels : state.people.concat(state.bot);
  return known.filter((k) => k.name.startsWith(name)).slice(0, 6)
    .map((k) => ({ label: sign + k.name, note: k.real_name ?? "", text: sign + k.name, from: caret - name.length - 1 }));
}

export function composer(form, state, send) {
  const id = `${form.id}-hints`;
  const box = h("ul", { id, class: "hints", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const area = h("textarea", { rows: 1, "aria-controls": id, "aria-autocomplete": "list", "data-key": form.id });
  const button = h("button", { type: "submit", class: "press primary", "aria-label": "Send" }, "Send");
  form.append(box, area, button);
  form.place = (words) => { area.placeholder = words; area.setAttribute("aria-label", words); };
  let offered = [], at = 0;

  function offer() {
    offered = state() ? hints(state(), area.value, area.selectionStart) : [];
    if (offered.length === 1 && offered[0].text === area.value) offered = [];
    at = Math.min(at, Math.max(0, offered.length - 1));
    box.hidden = !offered.length;
    box.replaceChildren(...offered.map((o, i) => h("li", { id: `${id}-${i}`, role: "option", "aria-selected": String(i === at),
      onmousedown: (e) => { e.preventDefault(); take(i); } }, h("strong", {}, o.label), " ", h("small", {}, o.note))));
    if (offered.length) area.setAttribute("aria-activedescendant", `${id}-${at}`);
    else area.removeAttribute("aria-activedescendant");
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 200)}px`;
  }

  function take(i) {
    const { text, from } = offered[i];
    const rest = area.value.slice(area.selectionStart);
    area.value = `${area.value.slice(0, from)}${text} ${rest}`;
    area.selectionStart = area.selectionEnd = from + text.length + 1;
    at = 0;
    offer();
    area.focus();
  }

  area.addEventListener("input", offer);
  area.addEventListener("blur", () => { box.hidden = true; });
  area.addEventListener("keydown", (event) => {
    if (!box.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      at = (at + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length;
      event.preventDefault();
      offer();
    } else if (!box.hidden && event.key === "Escape") { event.preventDefault(); box.hidden = true; }
    else if (!box.hidden && (event.key === "Tab" || (event.key === "Enter" && offered[at].text !== area.value.trim()))) {
      event.preventDefault();
      take(at);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = area.value.trim();
    if (!text) return;
    area.value = "";
    offer();
    const answer = await send(text);
    if (answer.error && !area.value) { area.value = text; offer(); }
  });
}

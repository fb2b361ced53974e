// Who and what is there, where is something new, and what is there to try?
import { $, act, go, looking, page, remember } from "./store.js";
import { h } from "./text.js";

const DISMISSED = "tries-dismissed";

export function fill(box, nodes, print) {
  const now = JSON.stringify(print);
  if (box.print === now) return;
  box.print = now;
  const key = box.contains(document.activeElement) && document.activeElement.dataset?.key;
  box.replaceChildren(...nodes());
  if (key) box.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

const counted = (unread) => (unread ? `, ${unread} unread` : "");

function entry({ id, label, name = label, note = "", unread = 0, isHere }, onclick) {
  const props = { type: "button", onclick, "data-key": id, "aria-label": name + (note ? `, ${note}` : "") + counted(unread) };
  if (isHere) props["aria-current"] = "page";
  if (unread) props.class = "unread";
  return h("li", {}, h("button", props, h("span", {}, label, note ? h("small", {}, `, ${note}`) : null),
    unread ? h("b", { class: "count", "aria-hidden": "true" }, String(unread)) : null));
}

export async function openApp(tab) {
  remember({ at: page.state.bot.id, thread: "", tab }, true);
  document.body.classList.remove("menu-open");
  await act({ do: tab === "home" ? "open_home" : "open_dm" });
}

export function sidebar() {
  const s = page.state;
  $("team").textContent = s.team;
  $("now").textContent = s.is_down ? `${s.now} · Slack is down` : s.now;
  $("start-over").hidden = !s.can_start_over;
  fill($("me"), () => s.people.map((p) => h("option", { value: p.id, selected: p.id === s.me.id },
    p.id === s.me.id ? p.real_name : p.label + (p.unread ? ` (${p.unread} unread)` : ""))), [s.people, s.me.id]);
  $("who").textContent = s.me.role;
  waiting(s);
  const isWith = (id) => looking.at === id;
  fill($("apps"), () => [entry({ id: s.bot.id, label: `✿ ${s.bot.real_name}`, name: s.bot.real_name, unread: s.bot.dm,
    isHere: isWith(s.bot.id) }, () => openApp("messages"))], [s.bot, looking.at]);
  fill($("channels"), () => s.channels.map((c) => entry({ id: c.id, label: `${c.is_private ? "🔒" : "#"} ${c.name}`,
    name: `${c.name}${c.is_private ? ", private" : ""}`, unread: c.unread, isHere: s.here.id === c.id }, () => go({ at: c.id }))),
  [s.channels, s.here.id]);
  fill($("people"), () => s.groups.map((c) => entry({ id: c.id, label: c.name, unread: c.unread, isHere: s.here.id === c.id },
    () => go({ at: c.id })))
    .concat(s.people.filter((p) => p.id !== s.me.id).map((p) => entry({ id: p.id, label: p.real_name, note: p.note,
      unread: p.dm, isHere: isWith(p.id) }, () => go({ at: p.id })))),
  [s.people, s.groups, s.here.id, s.me.id, looking.at]);
  document.title = (s.me.unread ? `(${s.me.unread}) ` : "") + "Pollen playground";
  $("menu-unread").textContent = s.me.unread || "";
  $("open-menu").setAttribute("aria-label", `Menu${counted(s.me.unread)}`);
  tries();
}

// Who has something to answer is one press away: half of what there is to see is on the other side.
function waiting(s) {
  const others = s.people.filter((p) => p.waiting && p.id !== s.me.id);
  fill($("waiting"), () => others.map((p) => h("li", {}, h("button", { type: "button", "data-key": p.id,
    "aria-label": `Act as ${p.real_name}, ${p.waiting} waiting`,
    onclick: () => go({ me: p.id, at: s.bot.id }).then(() => act({ do: "open_dm" })) },
  h("span", {}, `Waiting for ${p.real_name}`), h("b", { class: "count", "aria-hidden": "true" }, String(p.waiting))))), [others, s.me.id]);
}

// The first entry leads to the button or the words it is about; doing it ticks it off.
function start(one) {
  go({ me: one.me || page.state.me.id, at: one.at, try: one.id }).then(() => {
    const area = $("composer").querySelector("textarea");
    if (one.text) area.value = one.text;
    area.dispatchEvent(new Event("input"));
    area.focus();
  });
}

function tries() {
  const s = page.state, left = s.tries.filter((one) => !one.is_done).length;
  $("tries").hidden = !s.tries.length || localStorage.getItem(DISMISSED) === "yes";
  fill($("tries-list"), () => s.tries.map((one) => h("li", { class: one.is_done ? "done" : "" },
    h("button", { type: "button", "data-key": one.id, title: one.hint, onclick: () => start(one),
      "aria-label": `${one.label}${one.is_done ? ", done" : ""}` },
    h("span", { class: "tick", "aria-hidden": "true" }, one.is_done ? "✓" : ""), one.label))), [s.tries]);
  $("tries-title").textContent = left || !s.tries.length ? "Try this" : "You have tried it all";
  const doing = s.tries.find((one) => one.id === looking.try);
  $("hint").hidden = !doing || doing.is_done || $("tries").hidden;
  $("hint").textContent = doing?.hint ?? "";
}

$("close-tries").addEventListener("click", () => { localStorage.setItem(DISMISSED, "yes"); tries(); });

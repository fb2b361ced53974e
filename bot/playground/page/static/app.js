// What does one see, and what does a press do? The server tells everything; this page keeps only where one looks.
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { emoji, h, paragraphs } from "./text.js";

const $ = (id) => document.getElementById(id);
const looking = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
let state = null;

const REACTIONS = ["+1", "tada", "book", "raised_hands", "heart", "eyes"];

function remember(more) {
  Object.assign(looking, more);
  history.replaceState(null, "", "#" + new URLSearchParams(Object.entries(looking).filter(([, v]) => v)));
}

let hiding;
function toast(words) {
  $("toast").textContent = words;
  clearTimeout(hiding);
  if (words) hiding = setTimeout(() => toast(""), 8000);
}

async function act(gesture) {
  const answer = await fetch("/page/act", {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ me: state.me.id, ...gesture }),
  }).then((r) => r.json()).catch(() => ({ error: "This Slack does not answer any more." }));
  toast(answer.error ?? "");
  await refresh();
  return answer;
}

let asking = null, again = false;
async function refresh() {
  if (asking) { again = true; return asking; }
  asking = (async () => {
    do {
      again = false;
      const { me = "", at = "", thread = "" } = looking;
      const answer = await fetch(`/page/state?${new URLSearchParams({ me, at, thread })}`).catch(() => null);
      if (answer?.ok) { state = await answer.json(); show(); }
    } while (again);
    asking = null;
  })();
  return asking;
}

function context(target, isForm = false) {
  return { target, isForm, act, people: state.people.concat(state.bot), channels: state.channels };
}

function menu(m) {
  const target = { channel: m.channel, ts: m.ts };
  const item = (label, run) => h("button", { type: "button", onclick: (e) => {
    e.currentTarget.closest("details")?.removeAttribute("open"); run(); } }, label);
  const bar = h("div", { class: "hover", role: "group", "aria-label": "Message actions" });
  if (m.is_private) return bar;
  bar.append(h("details", { class: "menu" }, h("summary", { "aria-label": "Add reaction" }, "☺"),
    h("div", { class: "emoji" }, ...REACTIONS.map((name) => item(emoji(`:${name}:`), () => act({ do: "react", ...target, emoji: name }))))));
  bar.append(item("💬 Reply", () => { remember({ thread: m.thread_ts || m.ts }); refresh().then(() => $("reply").querySelector("textarea").focus()); }));
  const more = state.shortcuts.filter((s) => s.type === "message")
    .map((s) => item(s.name, () => act({ do: "shortcut", callback_id: s.callback_id, ...target })));
  if (m.is_mine) {
    more.push(item("Edit message", () => {
      const words = window.prompt("Edit message", m.blocks.flatMap((b) => b.texts).concat([m.lines]).flat()
        .map((l) => (l.spans ?? []).map((s) => s.text).join("")).join("\n"));
      if (words) act({ do: "edit", ...target, text: words });
    }), item("Delete message", () => act({ do: "delete", ...target })));
  }
  if (more.length) {
    bar.append(h("details", { class: "menu" }, h("summary", { "aria-label": "More message actions" }, "⋯"),
      h("ul", {}, ...more.map((b) => h("li", {}, b)))));
  }
  return bar;
}

function message(m, inThread) {
  const box = h("article", { class: `message ${m.is_private ? "private" : ""}`, "aria-label": `${m.author}, ${m.when}` });
  const face = h("span", { class: `face ${m.is_bot ? "bot" : ""}`, "aria-hidden": "true" }, m.is_bot ? "✿" : m.author[0]);
  face.dataset.hue = [...m.author].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 6;
  const body = h("div", { class: "body" });
  if (m.is_private) body.append(h("p", { class: "only" }, "👁 Only visible to you"));
  body.append(h("header", {}, h("strong", {}, m.author), m.is_bot ? h("span", { class: "tag" }, "APP") : null,
    h("time", {}, m.when), m.is_edited ? h("span", { class: "edited" }, "(edited)") : null));
  body.append(...paragraphs(m.lines), ...blocks(m.blocks, context({ channel: m.channel, ts: m.ts })));
  if (m.reactions.length) {
    body.append(h("div", { class: "reactions" }, ...m.reactions.map((r) => h("button", {
      type: "button", class: r.mine ? "mine" : "", "aria-label": `${r.name}, ${r.count}`,
      onclick: () => act({ do: "react", channel: m.channel, ts: m.ts, emoji: r.name }),
    }, `${emoji(`:${r.name}:`)} ${r.count}`))));
  }
  if (m.replies && !inThread) {
    body.append(h("button", { type: "button", class: "replies", onclick: () => { remember({ thread: m.ts }); refresh(); } },
      `💬 ${m.replies} ${m.replies === 1 ? "reply" : "replies"}`));
  }
  box.append(face, body, menu(m));
  return box;
}

// Only what changed is drawn anew, so that focus, open menus and half-made choices stay.
function list(box, messages, inThread) {
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const old = new Map([...box.children].map((n) => [n.dataset.ts, n]));
  let grew = false;
  const nodes = messages.map((m) => {
    const print = JSON.stringify([m, state.me.id, state.shortcuts.length]);
    const before = old.get(m.ts);
    if (before?.print === print) return before;
    const node = message(m, inThread);
    node.dataset.ts = m.ts;
    node.print = print;
    grew ||= !before;
    const key = before?.contains(document.activeElement) && document.activeElement.dataset.key;
    if (key) queueMicrotask(() => node.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus());
    return node;
  });
  box.replaceChildren(...nodes);
  if (grew && (atEnd || !old.size)) box.scrollTop = box.scrollHeight;
}

function go(more) { remember({ thread: "", tab: "", ...more }); return refresh(); }

function entry(label, isHere, onclick, note = "") {
  const props = { type: "button", onclick };
  if (isHere) props["aria-current"] = "page";
  return h("li", {}, h("button", props, label, note ? h("small", {}, note) : null));
}

function fill(box, nodes, print) {
  const now = JSON.stringify(print);
  if (box.print === now) return;
  box.print = now;
  box.replaceChildren(...nodes());
}

function sidebar() {
  const s = state;
  $("team").textContent = s.team;
  $("now").textContent = s.is_down ? `${s.now} · Slack is down` : s.now;
  $("start-over").hidden = !s.can_start_over;
  fill($("me"), () => s.people.map((p) => h("option", { value: p.id, selected: p.id === s.me.id },
    p.note ? `${p.real_name} (${p.note})` : p.real_name)), [s.people, s.me.id]);
  const isWith = (id) => looking.at === id;
  fill($("apps"), () => [entry(`✿ ${s.bot.real_name}`, isWith(s.bot.id), () => openApp("messages"))], [s.bot, looking.at]);
  fill($("channels"), () => s.channels.map((c) => entry(`${c.is_private ? "🔒" : "#"} ${c.name}`, s.here.id === c.id,
    () => go({ at: c.id }))), [s.channels, s.here.id]);
  fill($("people"), () => s.groups.map((c) => entry(c.name, s.here.id === c.id, () => go({ at: c.id })))
    .concat(s.people.filter((p) => p.id !== s.me.id).map((p) => entry(p.real_name, isWith(p.id), () => go({ at: p.id }), p.note))),
  [s.people, s.groups, s.here.id, s.me.id, looking.at]);
}

async function openApp(tab) {
  remember({ at: state.bot.id, thread: "", tab });
  await act({ do: tab === "home" ? "open_home" : "open_dm" });
}

function conversation() {
  const { here, home, bot } = state;
  const isApp = looking.at === bot.id, isHome = isApp && looking.tab === "home";
  const other = state.people.find((p) => p.id === looking.at);
  const group = state.groups.find((c) => c.id === here.id), sign = here.kind === "group" ? "🔒 " : "# ";
  $("where").textContent = isApp ? bot.real_name : other?.real_name ?? group?.name ?? `${sign}${here.name}`;
  const inside = here.has_bot ? `${bot.real_name} is here` : `${bot.real_name} is not here`;
  $("about").textContent = isApp ? "App" : other ? other.note : `${here.members} members · ${inside}`;
  $("invite").hidden = isApp || Boolean(other ?? group) || (here.has_bot && here.is_member);
  $("invite").textContent = here.is_member ? `Invite ${bot.real_name}` : "Join channel";
  $("tabs").hidden = !isApp;
  for (const b of $("tabs").children) b.setAttribute("aria-pressed", String(b.dataset.tab === (isHome ? "home" : "messages")));
  $("home").hidden = !isHome;
  $("messages").hidden = $("composer").hidden = isHome;
  if (isHome) {
    fill($("home"), () => home?.blocks.length ? blocks(home.blocks, context({ view: home.id }))
      : [h("p", { class: "empty" }, "The app has not shown its home tab yet.")], [home, state.me.id]);
  }
  list($("messages"), here.messages, false);
  $("messages").dataset.empty = here.refusal || "Nothing has been said here yet.";
  fill($("prompts"), () => isApp && !isHome ? here.prompts.map((p) => h("button", { type: "button",
    onclick: () => act({ do: "type", where: here.id, text: p.message }) }, emoji(p.title))) : [], [isApp, isHome, here.prompts, here.id]);
  $("composer").place(`Message ${isApp ? bot.real_name : other?.real_name ?? group?.name ?? "#" + here.name}`);
  $("thread").hidden = !looking.thread;
  if (looking.thread) list($("replies"), here.thread, true);
  $("status").textContent = here.status ? `${bot.real_name} ${here.status}` : "";
}

function modal() {
  const box = $("modal"), view = state.modal;
  if (!view) { if (box.open) box.close(); box.print = ""; return; }
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
  if (!box.open) box.showModal();
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

function inspector() {
  const known = new Set([...$("traffic").children].map((n) => n.dataset.number));
  const kept = new Set(state.traffic.map((e) => `${state.team_id}${e.number}`));
  for (const node of [...$("traffic").children]) if (!kept.has(node.dataset.number)) node.remove();
  for (const e of state.traffic) {
    const number = `${state.team_id}${e.number}`;
    if (known.has(number)) continue;
    const into = e.direction === "to_bot";
    const item = h("details", {}, h("summary", {}, h("span", { class: "arrow", "aria-label": into ? "to the bot" : "from the bot" }, into ? "→" : "←"),
      h("code", {}, e.kind), h("span", { class: "ms" }, `${e.ms} ms`), h("span", { class: "summary" }, e.summary)));
    item.addEventListener("toggle", () => { if (item.open && item.children.length === 1) item.append(h("pre", {}, JSON.stringify(e.detail, null, 1))); });
    const row = h("li", { class: e.direction }, item);
    row.dataset.number = number;
    $("traffic").prepend(row);
  }
}

// What is drawn anew under a press would swallow the click: drawing waits until the finger is up.
let isPressing = false;
document.addEventListener("pointerdown", () => { isPressing = true; }, true);
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => { isPressing = false; setTimeout(() => state && show()); }, true);
}

function show() {
  if (isPressing) return;
  // An answer that was on its way when one became somebody else does not undo it.
  if (!state.people.some((p) => p.id === looking.me)) remember({ me: state.me.id });
  sidebar();
  conversation();
  modal();
  inspector();
}

composer($("composer"), () => state, (text) => act({ do: "type", where: state.here.id, text }));
composer($("reply"), () => state, (text) => act({ do: "type", where: state.here.id, text, thread: looking.thread }));
$("reply").place("Reply…");
$("me").addEventListener("change", (e) => go({ me: e.target.value, at: looking.at === e.target.value ? "" : looking.at ?? "" }));
$("close-thread").addEventListener("click", () => go({ tab: looking.tab ?? "" }));
$("invite").addEventListener("click", () => act({ do: state.here.is_member ? "invite" : "join", where: state.here.id }));
$("tabs").addEventListener("click", (e) => e.target.dataset.tab && openApp(e.target.dataset.tab));
for (const b of document.querySelectorAll("[data-skip]")) b.addEventListener("click", () => act({ do: "skip", to: b.dataset.skip }));
$("down").addEventListener("click", () => act({ do: "down" }));
$("start-over").addEventListener("click", async () => { await act({ do: "start_over" }); go({ me: "", at: "" }); });
$("modal").addEventListener("cancel", (e) => { e.preventDefault(); act({ do: "close" }); });
$("inspect").addEventListener("click", () => inspecting($("inspector").hidden));
document.addEventListener("click", (e) => {
  for (const open of document.querySelectorAll("details.menu[open]")) if (!open.contains(e.target)) open.open = false;
});

function inspecting(isOn) {
  $("inspector").hidden = !isOn;
  $("inspect").setAttribute("aria-expanded", String(isOn));
}

inspecting(matchMedia("(min-width: 1200px)").matches);
const changes = new EventSource("/page/changes");
changes.onopen = changes.onmessage = refresh;
refresh().then(() => $("composer").querySelector("textarea").focus());

// What does one see, and what does a press do?
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { inspector } from "./inspector.js";
import { closeThread, context, list } from "./messages.js";
import { modal } from "./modal.js";
import { fill, openApp, sidebar } from "./sidebar.js";
import { $, act, go, looking, markRead, page, refresh, remember, stopped } from "./store.js";
import { emoji, h } from "./text.js";

function conversation() {
  // Where one is, is what the server has answered to: what was asked a moment ago may still be on its way.
  const { here, home, bot, people, groups, me, at } = page.state;
  const isApp = at === bot.id, isHome = isApp && looking.tab === "home";
  const other = people.find((p) => p.id === at);
  const group = groups.find((c) => c.id === here.id), sign = here.kind === "group" ? "🔒 " : "# ";
  $("where").textContent = isApp ? bot.real_name : other?.real_name ?? group?.name ?? `${sign}${here.name}`;
  const inside = here.has_bot ? `${bot.real_name} is here` : `${bot.real_name} is not here`;
  $("about").textContent = isApp ? "App" : other ? other.note : `${here.members} members · ${inside}`;
  $("invite").hidden = isApp || Boolean(other ?? group) || (here.has_bot && here.is_member);
  $("invite").textContent = here.is_member ? `Invite ${bot.real_name}` : "Join channel";
  $("canvas-open").hidden = isApp || Boolean(other ?? group);
  $("tabs").hidden = !isApp;
  for (const b of $("tabs").children) b.setAttribute("aria-pressed", String(b.dataset.tab === (isHome ? "home" : "messages")));
  $("home").hidden = !isHome;
  $("messages").hidden = $("composer").hidden = isHome;
  if (isHome) {
    fill($("home"), () => home?.blocks.length ? blocks(home.blocks, context({ view: home.id }))
      : [h("p", { class: "empty" }, "The app has not shown its home tab yet.")], [home, me.id]);
  }
  fill($("prompts"), () => isApp && !isHome ? here.prompts.map((p) => h("button", { type: "button",
    onclick: () => act({ do: "type", where: here.id, text: p.message }) }, emoji(p.title))) : [], [isApp, isHome, here.prompts, here.id]);
  answered(here);
  list($("messages"), here.messages, false);
  $("messages").dataset.empty = here.refusal || "Nothing has been said here yet.";
  $("composer").place(`Message ${isApp ? bot.real_name : other?.real_name ?? group?.name ?? "#" + here.name}`);
  $("thread").hidden = !looking.thread;
  if (looking.thread) list($("replies"), here.thread, true);
  $("status").textContent = here.status ? `${bot.real_name} ${here.status}` : "";
}

// Who asks the app in a channel is answered in a thread: it opens by itself.
let asked = null;
function answered(here) {
  if (!asked || asked.where !== here.id || looking.thread) return;
  const mine = here.messages.filter((m) => m.is_mine && m.ts > asked.after && !m.is_inline).at(-1);
  if (!mine?.replies) return;
  asked = null;
  remember({ thread: mine.ts }, true);
  refresh();
}

async function type(text) {
  const { here, bot } = page.state;
  const isAsking = text.includes(`@${bot.name}`) && here.kind !== "im";
  asked = isAsking && !looking.thread ? { where: here.id, after: here.messages.at(-1)?.ts ?? "" } : null;
  $("messages").wasSent = true;
  return act({ do: "type", where: here.id, text });
}

function reply(text) {
  $("replies").wasSent = true;
  return act({ do: "type", where: page.state.here.id, text, thread: looking.thread });
}

// What is drawn anew under a press would swallow the click: drawing waits until the finger is up.
let isPressing = false;
document.addEventListener("pointerdown", () => { isPressing = true; }, true);
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => { isPressing = false; setTimeout(() => page.state && page.show()); }, true);
}

page.show = () => {
  if (isPressing) return;
  // An answer that was on its way when one became somebody else does not undo it.
  if (!page.state.people.some((p) => p.id === looking.me)) remember({ me: page.state.me.id });
  sidebar();
  conversation();
  modal();
  inspector();
  markRead();
};

function menuOpen(isOpen) {
  document.body.classList.toggle("menu-open", isOpen);
  $("open-menu").setAttribute("aria-expanded", String(isOpen));
  (isOpen ? $("close-menu") : $("open-menu")).focus();
}

// Escape closes what is open, the innermost first, and the focus returns to what opened it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || $("modal").open) return;
  const menu = document.querySelector("details.menu[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  else if (document.body.classList.contains("menu-open")) menuOpen(false);
  else if (looking.thread) closeThread();
  else return;
  event.preventDefault();
});
document.addEventListener("click", (e) => {
  for (const open of document.querySelectorAll("details.menu[open]")) if (!open.contains(e.target)) open.open = false;
});

composer($("composer"), () => page.state, type);
composer($("reply"), () => page.state, reply);
$("reply").place("Reply…");
$("me").addEventListener("change", (e) => go({ me: e.target.value, at: looking.at === e.target.value ? "" : looking.at ?? "", try: looking.try ?? "" }));
$("open-menu").addEventListener("click", () => menuOpen(true));
$("close-menu").addEventListener("click", () => menuOpen(false));
$("close-thread").addEventListener("click", closeThread);
$("canvas-open").addEventListener("click", () => {
  $("canvas-text").value = page.state.here.canvas;
  $("canvas").returnValue = "";
  $("canvas").dataset.where = page.state.here.id;
  $("canvas").showModal();
});
$("canvas").addEventListener("close", () => {
  if ($("canvas").returnValue === "save") act({ do: "canvas", where: $("canvas").dataset.where, text: $("canvas-text").value });
});
$("invite").addEventListener("click", () => act({ do: page.state.here.is_member ? "invite" : "join", where: page.state.here.id }));
$("tabs").addEventListener("click", (e) => e.target.dataset.tab && openApp(e.target.dataset.tab));
for (const b of document.querySelectorAll("[data-skip]")) b.addEventListener("click", () => act({ do: "skip", to: b.dataset.skip }));
$("down").addEventListener("click", () => act({ do: "down" }));
$("start-over").addEventListener("click", async () => {
  if (!window.confirm("Start over? Everything said here is forgotten.")) return;
  await act({ do: "start_over" });
  go({ me: "", at: "" });
});
document.addEventListener("visibilitychange", () => page.state && markRead());

const changes = new EventSource("/page/changes");
changes.onopen = changes.onmessage = () => { stopped(false); refresh(); };
changes.onerror = () => stopped(true);
refresh().then(() => $("composer").querySelector("textarea").focus());

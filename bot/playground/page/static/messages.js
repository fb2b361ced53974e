// What does a message look like, and what can one do with it?
import { blocks } from "./blocks.js";
import { $, act, looking, page, refresh, remember } from "./store.js";
import { emoji, h, paragraphs } from "./text.js";

const REACTIONS = ["+1", "tada", "book", "raised_hands", "heart", "eyes"];

export function context(target, isForm = false) {
  const { people, bot, channels } = page.state;
  return { target, isForm, act, people: people.concat(bot), channels };
}

export function openThread(ts) {
  remember({ thread: ts }, true);
  return refresh().then(() => $("reply").querySelector("textarea").focus());
}

/** Close the thread and give the focus back to what opened it. */
export function closeThread() {
  const ts = looking.thread;
  remember({ thread: "" }, true);
  return refresh().then(() => {
    const root = document.querySelector(`#messages [data-ts="${CSS.escape(ts)}"]`);
    (root?.querySelector(".replies") ?? $("composer").querySelector("textarea")).focus();
  });
}

function words(m) {
  return m.blocks.flatMap((b) => b.texts).concat([m.lines]).flat()
    .map((l) => (l.spans ?? []).map((s) => s.text).join("")).join("\n");
}

function menu(m) {
  const target = { channel: m.channel, ts: m.ts };
  const item = (label, run, name = "") => h("button", { type: "button", "aria-label": name || label, onclick: (e) => {
    e.currentTarget.closest("details")?.removeAttribute("open"); run(); } }, label);
  const bar = h("div", { class: "hover", role: "group", "aria-label": "Message actions" });
  if (m.is_private || m.is_gone) return bar;
  bar.append(h("details", { class: "menu" }, h("summary", { "aria-label": "Add reaction", "data-key": "reaction" }, "☺"),
    h("div", { class: "emoji" }, ...REACTIONS.map((name) => item(emoji(`:${name}:`), () => act({ do: "react", ...target, emoji: name }), name)))));
  bar.append(item("💬 Reply", () => openThread(m.thread_ts || m.ts), "Reply"));
  const more = page.state.shortcuts.filter((s) => s.type === "message")
    .map((s) => item(s.name, () => act({ do: "shortcut", callback_id: s.callback_id, ...target })));
  if (m.is_mine) {
    more.push(item("Edit message", () => {
      const changed = window.prompt("Edit message", words(m));
      if (changed) act({ do: "edit", ...target, text: changed });
    }), item("Delete message", () => act({ do: "delete", ...target })));
  }
  if (more.length) {
    bar.append(h("details", { class: "menu" }, h("summary", { "aria-label": "More message actions", "data-key": "actions" }, "⋯"),
      h("ul", {}, ...more.map((b) => h("li", {}, b)))));
  }
  return bar;
}

function attachment(one, ctx) {
  return h("div", { class: "attachment" }, ...paragraphs(one.lines), ...blocks(one.blocks, ctx));
}

function message(m, inThread) {
  const kinds = [m.is_private && "private", m.is_inline && "inline", m.is_me && "me", m.is_gone && "gone"].filter(Boolean);
  const box = h("article", { class: ["message", ...kinds].join(" "), "aria-label": `${m.author}, ${m.when}` });
  const face = h("span", { class: `face ${m.is_bot ? "bot" : ""}`, "aria-hidden": "true" }, m.is_bot ? "✿" : m.author[0]);
  face.dataset.hue = [...m.author].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 6;
  const body = h("div", { class: "body" });
  if (m.is_private) body.append(h("p", { class: "only" }, "👁 Only visible to you"));
  body.append(h("header", {}, h("strong", {}, m.author), m.is_bot ? h("span", { class: "tag" }, "APP") : null,
    h("time", {}, m.when), m.is_edited ? h("span", { class: "edited" }, "(edited)") : null));
  const ctx = context({ channel: m.channel, ts: m.ts });
  body.append(...paragraphs(m.lines), ...blocks(m.blocks, ctx), ...m.attachments.map((one) => attachment(one, ctx)));
  if (m.reactions.length) {
    body.append(h("div", { class: "reactions" }, ...m.reactions.map((r) => h("button", {
      type: "button", class: r.mine ? "mine" : "", "aria-label": `${r.name}, ${r.count}`,
      onclick: () => act({ do: "react", channel: m.channel, ts: m.ts, emoji: r.name }),
    }, `${emoji(`:${r.name}:`)} ${r.count}`))));
  }
  if (m.replies && !inThread) {
    body.append(h("button", { type: "button", class: "replies", "data-key": "replies", onclick: () => openThread(m.ts) },
      `💬 ${m.replies} ${m.replies === 1 ? "reply" : "replies"}`));
  }
  box.append(face, body, menu(m));
  return box;
}

function bringIntoView(box, node) {
  const inside = node.getBoundingClientRect(), outside = box.getBoundingClientRect();
  if (inside.top < outside.top || inside.bottom > outside.bottom) node.scrollIntoView({ block: "nearest" });
}

// Only what changed is drawn anew, so that focus, open menus and half-made choices stay.
export function list(box, messages, inThread) {
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const old = new Map([...box.children].map((n) => [n.dataset.ts, n]));
  const isOther = box.place !== page.state.here.id + page.state.me.id;
  let added = null;
  const nodes = messages.map((m) => {
    const print = JSON.stringify([m, page.state.me.id, page.state.shortcuts.length]);
    const before = old.get(m.ts);
    if (before?.print === print) return before;
    const node = message(m, inThread);
    node.dataset.ts = m.ts;
    node.print = print;
    if (!before) added = node;
    const key = before?.contains(document.activeElement) && document.activeElement.dataset.key;
    if (key) queueMicrotask(() => node.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus());
    return node;
  });
  box.replaceChildren(...nodes);
  if (isOther || (added && (atEnd || box.wasSent))) box.scrollTop = box.scrollHeight;
  if (!isOther && added) {
    if (added.classList.contains("private")) bringIntoView(box, added);
    box.wasSent = false;
  }
  box.place = page.state.here.id + page.state.me.id;
}

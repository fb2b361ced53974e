// How does Block Kit look, and what happens when one presses it?
import { emoji, h, paragraphs, table } from "./text.js";

// A context knows: target (what an action is about), act(gesture), people, channels, isForm.

function say(element, ctx, block) {
  return { ...ctx.target, block_id: block.block_id, action_id: element.action_id };
}

function ask(element) {
  const c = element.confirm;
  return !c || window.confirm([c.title?.text, c.text?.text].filter(Boolean).join("\n"));
}

function button(label, element, ctx, block, index = 0) {
  const press = async (event) => {
    if (!ask(element)) return;
    if (element.url) window.open(element.url, "_blank", "noreferrer");
    event.currentTarget.setAttribute("aria-busy", "true");
    const pressed = event.currentTarget;
    await ctx.act({ do: "press", ...say(element, ctx, block), index });
    pressed.removeAttribute("aria-busy");
  };
  const props = { type: "button", class: `press ${element.style ?? ""}`, onclick: press };
  props["data-key"] = `${block.block_id}/${element.action_id}/${index}`;
  if (element.accessibility_label) props["aria-label"] = element.accessibility_label;
  return h("button", props, emoji(label));
}

const plain = (object) => emoji(object?.text ?? "");

function send(element, ctx, block, choice) {
  return ctx.act({ do: ctx.isForm ? "fill" : "choose", ...say(element, ctx, block), choice });
}

function choices(element, ctx) {
  const type = element.type.replace("multi_", "");
  if (type === "users_select") return ctx.people.map((p) => ({ label: p.real_name, value: p.id }));
  if (type === "channels_select" || type === "conversations_select") {
    return ctx.channels.map((c) => ({ label: `#${c.name}`, value: c.id }));
  }
  return element.options;
}

function chosen(now) {
  const list = Array.isArray(now) ? now : now ? [now] : [];
  return list.map((one) => one.value ?? one);
}

function select(element, ctx, block, label) {
  const picked = chosen(element.now);
  const props = { "aria-label": label || plain(element.placeholder) || element.action_id };
  props["data-fill"] = JSON.stringify([block.block_id, element.action_id]);
  props.onchange = (event) => send(element, ctx, block, event.target.value);
  const box = h("select", props, h("option", { value: "" }, plain(element.placeholder) || "Choose…"));
  for (const one of choices(element, ctx)) {
    box.append(h("option", { value: one.value, selected: picked.includes(one.value) }, emoji(one.label)));
  }
  return box;
}

function boxes(element, ctx, block, label) {
  const many = element.type !== "radio_buttons";
  const name = `${block.block_id}-${element.action_id}`;
  const picked = chosen(element.now);
  const field = h("fieldset", { "aria-label": label || plain(element.placeholder) || element.action_id });
  if (/_select$/.test(element.type)) field.className = "many";
  field.dataset.fill = JSON.stringify([block.block_id, element.action_id]);
  const read = () => [...field.querySelectorAll("input:checked")].map((i) => i.value);
  for (const one of choices(element, ctx)) {
    const props = { type: many ? "checkbox" : "radio", name, value: one.value, checked: picked.includes(one.value) };
    props.onchange = () => send(element, ctx, block, many ? read() : read()[0]);
    field.append(h("label", {}, h("input", props), " ", emoji(one.label)));
  }
  return field;
}

function external(element, ctx, block, label) {
  const found = h("ul", { class: "offered" });
  const input = h("input", { type: "search", placeholder: plain(element.placeholder) || "Search…" });
  input.setAttribute("aria-label", label || element.action_id);
  if (element.now && !Array.isArray(element.now)) input.value = element.now.text.text;
  input.addEventListener("input", async () => {
    if (input.value.length < (element.min_query_length ?? 3)) return;
    const answer = await ctx.act({ do: "suggest", ...say(element, ctx, block), typed: input.value });
    found.replaceChildren(...(answer.options ?? []).map((one, i) => h("li", {}, h("button", {
      type: "button",
      onclick: async () => {
        input.value = one.label;
        found.replaceChildren();
        const option = element.type.startsWith("multi_") ? [answer.offered[i]] : answer.offered[i];
        await ctx.act({ do: "take", ...say(element, ctx, block), option });
      },
    }, one.label))));
  });
  return h("div", { class: "external" }, input, found);
}

const KINDS = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local", email_text_input: "email",
  url_text_input: "url", number_input: "number" };

function typed(element, ctx, block, label) {
  const props = { "aria-label": label || plain(element.placeholder) || element.action_id };
  props["data-fill"] = JSON.stringify([block.block_id, element.action_id]);
  if (element.placeholder) props.placeholder = plain(element.placeholder);
  const isStamp = element.type === "datetimepicker";
  props.onchange = (event) => {
    const value = event.target.value;
    send(element, ctx, block, isStamp && value ? Math.floor(new Date(value) / 1000) : value);
  };
  if (element.multiline) return h("textarea", { rows: 4, value: element.now ?? "", ...props });
  const input = h("input", { type: KINDS[element.type] ?? "text", ...props });
  input.value = isStamp && element.now ? new Date(element.now * 1000).toISOString().slice(0, 16) : element.now ?? "";
  return input;
}

function overflow(element, ctx, block) {
  const menu = h("details", { class: "menu" }, h("summary", { "aria-label": "More" }, "⋯"));
  menu.append(h("ul", {}, ...element.options.map((one) => h("li", {}, h("button", {
    type: "button",
    onclick: () => { menu.open = false; ctx.act({ do: "choose", ...say(element, ctx, block), choice: one.value }); },
  }, emoji(one.label))))));
  return menu;
}

function one(element, ctx, block, label = "") {
  switch (element.type) {
    case "button": case "icon_button": return [button(element.text.text, element, ctx, block)];
    case "feedback_buttons": return ["positive_button", "negative_button"].map(
      (key, i) => button(element[key].text.text, { ...element[key], action_id: element.action_id }, ctx, block, i));
    case "overflow": return [overflow(element, ctx, block)];
    case "radio_buttons": case "checkboxes": case "multi_static_select": case "multi_users_select":
    case "multi_conversations_select": case "multi_channels_select": return [boxes(element, ctx, block, label)];
    case "external_select": case "multi_external_select": return [external(element, ctx, block, label)];
    default: return [/_select$/.test(element.type) ? select(element, ctx, block, label) : typed(element, ctx, block, label)];
  }
}

const texts = (lists) => lists.flatMap(paragraphs);

function input(block, ctx, error) {
  const [label, hint] = block.texts;
  const words = label[0].spans[0].text;
  const box = h("div", { class: "input" }, h("div", { class: "label" }, words,
    block.optional ? h("span", { class: "optional" }, " (optional)") : null));
  box.append(...block.elements.flatMap((e) => one(e, ctx, block, words)));
  if (hint) box.append(h("div", { class: "hint" }, ...paragraphs(hint)));
  if (error) box.append(h("p", { class: "error", role: "alert" }, error));
  return box;
}

function block(b, ctx, errors) {
  const controls = () => b.elements.flatMap((e) => one(e, ctx, b));
  switch (b.type) {
    case "divider": return h("hr");
    case "header": return h("h2", {}, ...b.texts[0].flatMap((l) => (l.spans ?? []).map((s) => emoji(s.text))));
    case "context": return h("div", { class: "context" }, ...b.texts.map((t) => h("div", {}, ...paragraphs(t))));
    case "actions": case "context_actions": return h("div", { class: `actions ${b.type}` }, ...controls());
    case "input": return input(b, ctx, errors[b.block_id]);
    case "section": return h("div", { class: "section" },
      h("div", { class: "words" }, ...texts(b.texts),
        b.fields.length ? h("div", { class: "fields" }, ...b.fields.map((f) => h("div", {}, ...paragraphs(f)))) : null),
      ...(b.image ? [h("div", { class: "image" }, `🖼 ${b.image}`)] : []), ...controls());
    case "table": return table(b.texts[0], b.aligns);
    case "data_table": return table(b.texts[1], [], b.texts[0]);
    case "image": return h("div", { class: "image" }, "🖼 ", ...texts(b.texts));
    default: return h("div", { class: b.type }, ...texts(b.texts));
  }
}

export function blocks(list, ctx, errors = {}) {
  return list.map((b) => block(b, ctx, errors));
}

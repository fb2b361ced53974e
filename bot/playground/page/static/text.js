// How is text put on the page? Only ever as text nodes: nothing people wrote becomes markup.

const EMOJI = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", tada: "🎉", book: "📖", books: "📚", open_book: "📖", raised_hands: "🙌",
  heart: "❤️", eyes: "👀", bulb: "💡", wave: "👋", seedling: "🌱", sunflower: "🌻", blossom: "🌼", bee: "🐝", honeybee: "🐝",
  honey_pot: "🍯", white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️", question: "❓", mag: "🔍", star: "⭐",
  sparkles: "✨", clap: "👏", pray: "🙏", rocket: "🚀", calendar: "📅", date: "📅", speech_balloon: "💬", thinking_face: "🤔",
  point_right: "👉", memo: "📝", pencil: "📝", pencil2: "✏️", house: "🏠", trophy: "🏆", medal: "🏅", gift: "🎁", fire: "🔥",
  smile: "😄", slightly_smiling_face: "🙂", hourglass: "⌛", lock: "🔒", link: "🔗", gear: "⚙️", bar_chart: "📊", handshake: "🤝",
  mortar_board: "🎓", microphone: "🎤", hand: "✋", raising_hand: "🙋", new: "🆕", arrow_right: "➡️", herb: "🌿", leaves: "🍃",
};

export function emoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] ?? whole);
}

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key in node && key !== "list") node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return node;
}

function span(s) {
  let node = document.createTextNode(s.code ? s.text : emoji(s.text));
  if (s.code) node = h("code", {}, node);
  if (s.bold) node = h("strong", {}, node);
  if (s.italic) node = h("em", {}, node);
  if (s.strike) node = h("s", {}, node);
  if (s.mention) node = h("span", { class: "mention" }, node);
  if (s.link && /^(https?:|mailto:)/.test(s.link)) {
    node = h("a", { href: s.link, target: "_blank", rel: "noreferrer noopener" }, node);
  }
  return node;
}

const spans = (line) => (line.spans ?? []).map(span);

function listOf(kind, lines) {
  const list = h(kind === "ordered" ? "ol" : "ul");
  for (const line of lines) {
    list.append(h("li", { class: `indent-${line.indent ?? 0}`, value: line.number ?? 0 }, ...spans(line)));
  }
  return list;
}

/** A table as Slack draws it: the first row is the head, columns are aligned as they say. */
export function table(rows, aligns = [], caption = []) {
  const node = h("table");
  if (caption.length) node.append(h("caption", {}, ...caption.flatMap(spans)));
  rows.forEach((row, i) => {
    const cells = (row.cells ?? []).map((cell, column) => {
      const props = i ? {} : { scope: "col" };
      return h(i ? "td" : "th", { class: `to-${aligns[column] ?? "left"}`, ...props }, ...(cell ?? []).map(span));
    });
    node.append(h("tr", {}, ...cells));
  });
  return h("div", { class: "table", tabIndex: 0, role: "region", "aria-label": "Table" }, node);
}

function group(kind, lines) {
  switch (kind) {
    case "bullet": case "ordered": return listOf(kind, lines);
    case "row": return table(lines);
    case "pre": return h("pre", {}, lines.map((l) => (l.spans ?? []).map((s) => s.text).join("")).join("\n"));
    case "rule": return h("hr");
    case "heading": return h("p", { class: "heading" }, ...lines.flatMap(spans));
    default: {
      const box = h(kind === "quote" ? "blockquote" : "p");
      lines.forEach((line, i) => box.append(...(i ? [h("br")] : []), ...spans(line)));
      return box;
    }
  }
}

export function paragraphs(lines) {
  const nodes = [];
  let run = [];
  const flush = () => { if (run.length) nodes.push(group(run[0].kind, run)); run = []; };
  for (const line of lines) {
    if (run.length && (run[0].kind !== line.kind || line.kind === "heading")) flush();
    run.push(line);
  }
  flush();
  return nodes;
}

// What does the page know, and how does it ask? The server tells everything; the page keeps only where one looks.

export const $ = (id) => document.getElementById(id);
export const looking = {};
export const page = { state: null, show: () => {} };

function read() {
  for (const key of Object.keys(looking)) delete looking[key];
  Object.assign(looking, Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
}
read();

const address = () => "#" + new URLSearchParams(Object.entries(looking).filter(([, v]) => v));

/** Look elsewhere; `isStep`: the browser's Back leads back from it. */
export function remember(more, isStep = false) {
  Object.assign(looking, more);
  if (address() === location.hash) return;
  history[isStep ? "pushState" : "replaceState"](null, "", address());
}

export function go(more) {
  remember({ thread: "", tab: "", try: "", ...more }, true);
  document.body.classList.remove("menu-open");
  $("open-menu").setAttribute("aria-expanded", "false");
  return refresh();
}

addEventListener("popstate", () => { read(); refresh(); });

let hiding;
export function toast(words) {
  $("toast").textContent = words;
  clearTimeout(hiding);
  if (words) hiding = setTimeout(() => toast(""), 8000);
}

export function stopped(isSo) {
  $("stopped").hidden = !isSo;
}

function send(gesture) {
  return fetch("/page/act", {
    method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({ me: page.state.me.id, ...gesture }),
  }).then((r) => r.json());
}

export async function act(gesture) {
  const answer = await send(gesture).catch(() => { stopped(true); return { error: " " }; });
  toast((answer.error ?? "").trim());
  await refresh();
  return answer;
}

// What is on the screen of somebody who looks is read.
export function markRead() {
  const { here } = page.state;
  if (here.unread && document.visibilityState === "visible" && looking.tab !== "home") {
    send({ do: "read", where: here.id }).catch(() => {});
  }
}

let asking = null, again = false;
export async function refresh() {
  if (asking) { again = true; return asking; }
  asking = (async () => {
    do {
      again = false;
      const { me = "", at = "", thread = "" } = looking;
      const answer = await fetch(`/page/state?${new URLSearchParams({ me, at, thread })}`).catch(() => null);
      const told = answer?.ok ? await answer.json() : null;
      if (told?.is_starting) $("about").textContent = "The playground is starting …";
      else if (told) { page.state = told; page.show(); }
    } while (again);
    asking = null;
  })();
  return asking;
}

// The browser's side of autoreply_sim.ui.bridge.Bridge. Works where the page has no shell (JupyterLab), too.
const BEAT_MS = 2000;
const MISSED_BEATS = 2;

function tellWhatIsKnown(model) {
  const query = asked();
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const ours = (tag) => ["en", "fr"].find((one) => (tag || "").toLowerCase().split(/[-_]/)[0] === one);
  const shell = window.dashboardShell;
  model.set({
    query,
    browser_language: navigator.language || "",
    dark: dark.matches,
    viewport: window.innerWidth,
    lang: model.get("lang") || ours(query.lang) || (shell ? shell.language() : ours(navigator.language)) || "en",
  });
  model.save_changes();

  const put = (name, value) => {
    if (model.get(name) === value) return;
    model.set(name, value);
    model.save_changes();
  };
  let settled;
  const onDark = () => put("dark", dark.matches);
  const onResize = () => {
    window.clearTimeout(settled);
    settled = window.setTimeout(() => put("viewport", window.innerWidth), 150);
  };
  const onClick = (event) => {
    event.preventDefault();
    put("lang", event.currentTarget.lang);
  };
  const link = document.getElementById("shell-language");
  dark.addEventListener("change", onDark);
  window.addEventListener("resize", onResize);
  link?.addEventListener("click", onClick);
  return () => {
    window.clearTimeout(settled);
    dark.removeEventListener("change", onDark);
    window.removeEventListener("resize", onResize);
    link?.removeEventListener("click", onClick);
  };
}

async function tellWhatWasKept(model, others) {
  model.set({ kept: await kept(others), ready: true });
  model.save_changes();
}

// The kernel checks the signature; without a shell, or where no proxy names the visitors, there is nothing to say.
async function tellWhoIsThere(model) {
  const signed = await window.dashboardShell?.whoAmI();
  if (!signed) return;
  model.set("signed", signed);
  model.save_changes();
}

// What is kept belongs to a page as it was loaded: two tabs never write over each other. One that answers is open.
const KEPT_AS = `autoreply_sim:${window.location.pathname}`;
const PAGE = Math.random().toString(36).slice(2);
const ANSWER_MS = 300;

// Private windows and full disks refuse; then nothing is kept, and nothing else changes.
function stored(what, otherwise) {
  try {
    return what();
  } catch {
    return otherwise;
  }
}

// Which page this tab showed before; a tab that was duplicated has the same, and it answers.
function pageBefore() {
  return stored(() => {
    const before = window.sessionStorage.getItem(KEPT_AS) || "";
    window.sessionStorage.setItem(KEPT_AS, PAGE);
    return before;
  }, "");
}

const pageOf = (place) => place.slice(KEPT_AS.length + 1).split(":")[0];

function listen() {
  if (!window.BroadcastChannel) return { answers: async () => new Set(), stop: () => {} };
  const channel = new BroadcastChannel(KEPT_AS);
  const here = new Set();
  channel.onmessage = ({ data }) => {
    if (data.ask) channel.postMessage({ here: PAGE });
    if (data.here) here.add(data.here);
  };
  async function answers() {
    channel.postMessage({ ask: true });
    await new Promise((done) => window.setTimeout(done, ANSWER_MS));
    return here;
  }
  return { answers, stop: () => channel.close() };
}

async function kept(others) {
  const before = pageBefore();
  const isOurs = (key) => key === KEPT_AS || key.startsWith(`${KEPT_AS}:`);
  const places = stored(() => Object.keys(window.localStorage).filter(isOurs), []);
  if (!places.length) return [];
  const open = await others.answers();
  return places.map((place) => {
    const page = pageOf(place);
    const is = open.has(page) ? "elsewhere" : page && page === before ? "own" : "";
    return { place, is, text: stored(() => window.localStorage.getItem(place), "") || "" };
  });
}

function keep(texts) {
  const mine = `${KEPT_AS}:${PAGE}:`;
  stored(() => {
    for (const place of Object.keys(window.localStorage)) {
      if (place.startsWith(mine) && !(place.slice(mine.length) in texts)) window.localStorage.removeItem(place);
    }
    for (const [name, text] of Object.entries(texts)) window.localStorage.setItem(mine + name, text);
  });
}

function forget(place) {
  if (place.startsWith(KEPT_AS)) stored(() => window.localStorage.removeItem(place));
}

// The address has `share` once there is one, and the language once the visitor or the dashboard has chosen it. What changes
// one of `steps` is a step of the browser's history. Whoever goes back or forward sees the address that they went to; until
// the kernel has shown what stands there, what it shares is of the page before.
function keepAddress(model) {
  let shown;
  let goings = model.get("goings");
  let heard = goings;
  const show = (change, isStep) => {
    const address = new URL(window.location.href);
    change(address);
    if (address.href === window.location.href) return;
    if (isStep) window.history.pushState(null, "", address);
    else window.history.replaceState(window.history.state, "", address);
  };
  const follow = () => {
    const answered = model.get("answered");
    if (answered < goings) return;
    const share = model.get("share");
    const isStep = answered === heard && shown && model.get("steps").some((key) => shown[key] !== share[key]);
    [heard, shown] = [answered, share];
    show((address) => {
      const lang = address.searchParams.get("lang") && model.get("lang");
      address.search = written({ ...(lang ? { lang } : {}), ...share });
    }, isStep);
  };
  const onGoing = () => {
    const went = asked();
    delete went.lang;
    if (!shown || written(went) === written(shown)) return; // another place of the same view
    shown = went; // or soon: whoever turns round before it is there goes somewhere else again
    goings = model.get("goings") + 1;
    model.set({ went, goings });
    model.save_changes();
  };
  model.on("change:share", follow);
  model.on("change:answered", follow);
  model.on("change:lang", () => {
    const lang = model.get("lang");
    if (!lang) return;
    show((address) => address.searchParams.set("lang", lang));
    speak(lang);
  });
  window.addEventListener("popstate", onGoing);
  return () => window.removeEventListener("popstate", onGoing);
}

function asked() {
  const query = Object.fromEntries(new URLSearchParams(window.location.search));
  delete query.token;
  return query;
}

// As people can read it: neither character has a meaning of its own here.
function written(query) {
  return new URLSearchParams(query).toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
}

function speak(lang) {
  if (window.dashboardShell) window.dashboardShell.speak(lang);
  else document.documentElement.lang = lang;
}

function download({ name, mime }, [data]) {
  const address = URL.createObjectURL(new Blob([data], { type: mime }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 60000);
}

// A kernel that computes for a minute is alive: so the server is asked whether its process runs, not the kernel.
function watchOverKernel() {
  const config = document.getElementById("jupyter-config-data");
  const { baseUrl, kernelId } = config ? JSON.parse(config.textContent) : {};
  if (!kernelId || !window.dashboardShell) return () => {};
  let missed = 0;
  async function beat() {
    if (document.hidden) return;
    let alive = false;
    try {
      const patience = AbortSignal.timeout(BEAT_MS);
      const answer = await fetch(`${baseUrl}alive/${kernelId}`, { cache: "no-store", signal: patience });
      // 204: it runs; 205: it is gone. A browser's console would call any other answer an error.
      alive = answer.status === 204;
    } catch {
      // No answer is an answer: the server is gone or out of reach.
    }
    missed = alive ? 0 : missed + 1;
    window.dashboardShell.lost(missed >= MISSED_BEATS);
  }
  const timer = window.setInterval(beat, BEAT_MS);
  return () => window.clearInterval(timer);
}

export default {
  initialize({ model }) {
    const stopKeeping = keepAddress(model);
    model.on("change:unsaved", () => {
      document.documentElement.dataset.unsaved = String(model.get("unsaved"));
    });
    model.on("change:keep", () => keep(model.get("keep")));
    model.on("msg:custom", (said, buffers) => {
      if (said.kind === "download") download(said, buffers);
      if (said.kind === "forget") forget(said.place);
    });
    const stopWatching = watchOverKernel();
    const others = listen();
    const stopTelling = tellWhatIsKnown(model);
    tellWhatWasKept(model, others);
    tellWhoIsThere(model);
    speak(model.get("lang"));
    return () => {
      stopKeeping();
      stopWatching();
      others.stop();
      stopTelling();
    };
  },
};

// The page around a dashboard: its words, its loading state, and its farewell. Runs before Voilà's own script.
(() => {
  "use strict";
  const root = document.documentElement;
  const { words, title, name } = JSON.parse(document.getElementById("shell-words").textContent);
  const part = (id) => document.getElementById(`shell-${id}`);
  const known = (tag) => ["en", "fr"].find((one) => (tag || "").toLowerCase().split(/[-_]/)[0] === one);
  const reload = () => window.location.reload();
  let language = "en";

  function speak(wanted) {
    language = known(wanted) || "en";
    const say = words[language];
    const other = language === "en" ? "fr" : "en";
    root.lang = language;
    document.title = title[language] || title.en || name;
    part("title").textContent = document.title;
    part("home").title = say.home;
    part("home").href = `${document.body.dataset.baseUrl.replace(/voila\/$/, "")}?lang=${language}`;
    const link = part("language");
    link.textContent = say.other_language;
    link.lang = link.hreflang = other;
    const address = new URL(window.location.href);
    address.searchParams.set("lang", other);
    link.href = address.pathname + address.search;
    part("loading").querySelector("p").textContent = say.loading;
    part("loading").querySelector("button").textContent = say.reload;
    part("lost").querySelector("span").textContent = say.lost;
    part("lost").querySelector("button").textContent = say.reload;
  }

  // Loading ends when there is something to look at: Voilà's own sign comes before the widgets are there.
  function awaitContent() {
    const loading = part("loading");
    const tooLong = window.setTimeout(() => complain(words[language].slow), 15000);
    const seen = new MutationObserver(() => {
      const cells = document.getElementById("rendered_cells");
      if (!cells) return;
      if (cells.querySelector('.jp-RenderedText[data-mime-type="application/vnd.jupyter.error"], .jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"]')) {
        finish();
        cells.hidden = true;
        loading.hidden = false;
        loading.setAttribute("role", "alert");
        loading.querySelector(".bar").hidden = true;
        complain(words[language].failed);
      } else if (cells.querySelector(".jupyter-widgets, .jp-OutputArea-output:not(:empty)")) {
        finish();
      }
    });
    function complain(text) {
      loading.querySelector("p").textContent = text;
      loading.querySelector("button").hidden = false;
    }
    function finish() {
      window.clearTimeout(tooLong);
      seen.disconnect();
      loading.hidden = true;
    }
    seen.observe(document.body, { childList: true, subtree: true });
  }

  function farewell() {
    const config = document.getElementById("jupyter-config-data");
    if (!config) return;
    const { baseUrl, kernelId } = JSON.parse(config.textContent);
    const form = new FormData();
    form.append("_xsrf", (document.cookie.match("\\b_xsrf=([^;]*)\\b") || [])[1] || "");
    navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`, form);
  }

  // Voilà ends the kernel when the page only *asks* whether it may close; whoever then stays sits before a dead page.
  // So nobody after us hears the question, and the kernel ends when the page really goes.
  window.addEventListener(
    "beforeunload",
    (event) => {
      event.stopImmediatePropagation();
      if (root.dataset.unsaved === "true") event.preventDefault();
    },
    { capture: true },
  );
  window.addEventListener("pagehide", farewell);
  window.addEventListener("pageshow", (event) => event.persisted && reload());

  // Asked at once, so that the answer is there when the dashboard is; without one, nobody is named.
  const whoAmI = fetch(`${document.body.dataset.baseUrl.replace(/voila\/$/, "")}whoami`, { cache: "no-store" })
    .then((answer) => (answer.ok ? answer.text() : ""))
    .catch(() => "");

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    document.body.dataset.jpThemeLight = String(!dark.matches);
    document.body.dataset.jpThemeName = dark.matches ? "JupyterLab Dark" : "JupyterLab Light";
  };
  dark.addEventListener("change", follow);
  follow();

  const asked = new URLSearchParams(window.location.search).get("lang");
  speak(known(asked) || (navigator.languages || [navigator.language]).map(known).find(Boolean));
  document.querySelectorAll("#shell-loading button, #shell-lost button").forEach((one) => one.addEventListener("click", reload));
  window.voila_process = () => {};
  awaitContent();

  // What the bridge widget uses.
  window.dashboardShell = {
    speak,
    language: () => language,
    whoAmI: () => whoAmI,
    lost: (isLost) => {
      part("lost").hidden = !isLost;
    },
  };
})();

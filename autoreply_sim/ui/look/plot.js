// A figure on a page: Plotly draws it in the look of the browser, as wide as its place. Plotly comes from this server,
// and only where there is something to draw.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const CONFIG = { displaylogo: false, displayModeBar: false, responsive: false };

function plotly() {
  const config = document.getElementById("jupyter-config-data");
  const base = config ? JSON.parse(config.textContent).baseUrl : "/";
  window.plotlyHere ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${base}assets/plotly.min.js`;
    script.onload = () => done(window.Plotly);
    script.onerror = () => failed(new Error(`${script.src} could not be loaded`));
    document.head.append(script);
  });
  return window.plotlyHere;
}

export default {
  render({ model, el }) {
    const place = document.createElement("div");
    place.className = "plot";
    place.setAttribute("role", "img");
    el.append(place);
    async function draw() {
      const looks = model.get("looks");
      const look = looks[dark.matches ? "dark" : "light"];
      if (!look) return;
      place.setAttribute("aria-label", model.get("label"));
      const { data, layout } = JSON.parse(look);
      const library = await plotly();
      await library.react(place, data, { ...layout, autosize: true, width: place.clientWidth || undefined }, CONFIG);
    }
    async function save() {
      const library = await plotly();
      library.downloadImage(place, { format: "png", scale: 2, filename: model.get("name") });
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = model.get("save_words");
    button.addEventListener("click", save);
    el.append(button);
    const resized = new ResizeObserver(() => window.Plotly?.Plots.resize(place));
    resized.observe(el);
    dark.addEventListener("change", draw);
    model.on("change:looks", draw);
    draw();
    return () => {
      resized.disconnect();
      dark.removeEventListener("change", draw);
      model.off("change:looks", draw);
      window.Plotly?.purge(place);
    };
  },
};

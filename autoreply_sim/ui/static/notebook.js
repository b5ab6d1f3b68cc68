// What a page does for a notebook that was written to be read: it draws the figures, and sets right what Jupyter's own
// pages would have done otherwise. A dashboard has none of it, and nothing happens.
(() => {
  "use strict";
  const cells = document.getElementById("rendered_cells");
  const address = document.currentScript.dataset.plotly;
  const NUMBER = /^[-−+]?[\d.,\u202f]+%?$|^(nan|inf|)$/i;
  const LONG = 40;
  let plotly;

  // Plotly comes from this server, and only where there is something to draw.
  function load() {
    plotly ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => done(window.Plotly);
      script.onerror = () => failed(new Error(`${address} could not be loaded`));
      document.head.append(script);
    });
    return plotly;
  }

  // Titles are kept in lines that a telephone shows whole; a wider page has room for longer ones.
  function spread(title, width) {
    const most = Math.max(40, Math.floor(width / 9.5));
    const lines = [""];
    for (const word of title.split(/<br>| /)) {
      const line = `${lines.at(-1)} ${word}`.trim();
      if (line.length > most) lines.push(word);
      else lines[lines.length - 1] = line;
    }
    return lines.join("<br>");
  }

  async function draw(place) {
    const { data, layout, config, frames } = JSON.parse(place.querySelector("script").textContent);
    if (layout.title?.text) layout.title.text = spread(layout.title.text, place.clientWidth);
    (await load()).newPlot(place, { data, layout, frames, config: { displaylogo: false, responsive: true, ...config } });
  }

  // A figure is drawn when it comes near: by then its place has a width, and what nobody sees costs nothing.
  function drawWhenNear(figures) {
    const near = (entry) => entry.isIntersecting;
    const seen = new IntersectionObserver(
      (entries) =>
        entries.filter(near).forEach(({ target }) => {
          seen.unobserve(target);
          draw(target);
        }),
      { rootMargin: "400px" },
    );
    figures.forEach((figure) => seen.observe(figure));
  }

  // pandas sets everything to the right, where numbers belong and words do not.
  function kindOf(text) {
    if (NUMBER.test(text)) return "number";
    return text.length > LONG ? "sentence" : "words";
  }

  function alignWords() {
    for (const cell of cells.querySelectorAll("table.dataframe td:not([data-is])")) {
      cell.dataset.is = kindOf(cell.textContent.trim());
      cell.closest(".jp-OutputArea-output").tabIndex = 0; // what scrolls must be reached without a mouse
      const heads = cell.closest("table").tHead.rows;
      if (cell.dataset.is !== "number" && heads.length === 1) heads[0].cells[cell.cellIndex].dataset.is = "words";
    }
  }

  // The documentation beside the notebooks is not served: its name stays, without a link that leads nowhere.
  function unlink(link) {
    const name = document.createElement("span");
    name.title = link.getAttribute("href").replace(/^(\.\.\/)+/, "");
    name.className = "beside";
    name.append(...link.childNodes);
    link.replaceWith(name);
  }

  drawWhenNear(cells.querySelectorAll(".drawn-figure"));
  cells.querySelectorAll('.jp-MarkdownCell a[href^="../"]').forEach(unlink);
  new MutationObserver(alignWords).observe(cells, { childList: true, subtree: true });
})();

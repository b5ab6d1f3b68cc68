// Draws every figure in the colours of the page: light, dark, or those of paper; there, tables are unfolded.
"use strict";
(() => {
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const isPaper = matchMedia("print");
  const config = JSON.parse(document.getElementById("config").textContent);

  const draw = (theme) => {
    for (const plot of document.querySelectorAll(".plot")) {
      const { data, layout } = JSON.parse(document.getElementById(`${plot.id}-${theme}`).textContent);
      Plotly.react(plot, data, layout, config);
    }
  };
  const redraw = () => draw(isPaper.matches ? "print" : isDark.matches ? "dark" : "light");

  isDark.addEventListener("change", redraw);
  isPaper.addEventListener("change", redraw);

  // Nobody unfolds paper. The numbers behind figures stay folded: they would be most of it.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")].filter((each) => !each.closest("figure"));
    for (const each of unfolded) each.open = true;
    draw("print");
  });
  addEventListener("afterprint", () => {
    for (const each of unfolded) each.open = false;
    redraw();
  });
  redraw();
})();

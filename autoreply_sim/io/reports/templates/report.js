// Draws every figure in the colours of the page: light, dark, or those of paper.
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
  addEventListener("beforeprint", () => draw("print"));
  addEventListener("afterprint", redraw);
  redraw();
})();

// What scrolls can be reached and scrolled by keyboard, and what unfolds a list has a name.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("pre, .bd-article figure, .pst-scrollable-table-container").forEach((block) => { block.tabIndex = 0; });
  document.querySelectorAll(".toctree-toggle").forEach((toggle) => {
    toggle.parentElement.setAttribute("aria-label", "Show the pages below");
  });
});

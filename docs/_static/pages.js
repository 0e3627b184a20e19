// A block of code that scrolls can be reached and scrolled by keyboard.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("pre").forEach((block) => { block.tabIndex = 0; });
});

/* Keys. Every key is a second way to a control that can be seen: an element says its own key with data-key="g", "1", "ctrl+s" …
   Rows of a list are [data-row] inside [data-rows]: J K move, Enter opens [data-open] (or the first link), Space clicks [data-preview],
   X ticks [data-pick]. Single letters count only outside fields. */
(function () {
  "use strict";

  var FIELDS = "input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select, [contenteditable]";
  var CONTROLS = "a, button, summary, input, select, textarea, [role=button]";
  var PREVIEW_WAIT = 150;
  var waiting = null;

  function rows() {
    return Array.prototype.slice.call(document.querySelectorAll("[data-rows] [data-row]"));
  }

  function current() {
    return document.querySelector("[data-rows] [data-row].at");
  }

  function shown(element) {
    return element.getClientRects().length > 0;
  }

  function moveTo(row) {
    var before = current();
    if (before) {
      before.classList.remove("at");
      before.removeAttribute("aria-current");
    }
    row.classList.add("at");
    row.setAttribute("aria-current", "true");
    row.setAttribute("tabindex", "-1");
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    if (previewIsOpen()) {
      clearTimeout(waiting);
      waiting = setTimeout(function () { preview(row); }, PREVIEW_WAIT);
    }
  }

  function step(by) {
    var all = rows();
    var at = all.indexOf(current());
    var next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
    if (all[next]) { moveTo(all[next]); }
    return all.length > 0;
  }

  function clickIn(row, selector) {
    var target = row && row.querySelector(selector);
    if (target) { target.click(); }
    return Boolean(target);
  }

  function previewIsOpen() {
    var drawer = document.getElementById("drawer");
    return Boolean(drawer && !drawer.hidden && drawer.children.length);
  }

  function preview(row) {
    return clickIn(row, "[data-preview]");
  }

  function close() {
    var dialog = document.querySelector("dialog[open]");
    if (dialog) { dialog.close(); return true; }
    var popover = document.querySelector("details.reveal[open], details.who[open]");
    if (popover) { popover.open = false; popover.querySelector("summary").focus(); return true; }
    return press("esc");
  }

  function press(name) {
    var found = Array.prototype.filter.call(document.querySelectorAll('[data-key="' + CSS.escape(name) + '"]'), shown)[0];
    if (!found) { return false; }
    if (found.getAttribute("aria-disabled") === "true" || found.disabled) { return true; }
    if (found.matches(FIELDS)) {
      found.focus();
      if (found.select) { found.select(); }
    } else {
      found.click();
    }
    return true;
  }

  function onRow(name) {
    var row = current();
    switch (name) {
      case "j": return step(1);
      case "k": return step(-1);
      case "enter": return clickIn(row, "[data-open], a[href]");
      case " ": return preview(row || rows()[0]);
      case "x": return clickIn(row, "[data-pick]");
      default: return false;
    }
  }

  function nameOf(event) {
    var key = event.key.toLowerCase();
    return (event.ctrlKey || event.metaKey ? "ctrl+" : "") + key;
  }

  function answer(event) {
    var name = nameOf(event);
    var inField = event.target.matches && event.target.matches(FIELDS);
    var onControl = event.target.matches && event.target.matches(CONTROLS);
    if (name === "escape") { return close(); }
    if (name.indexOf("ctrl+") === 0) { return press(name); }
    if (inField || event.altKey || document.querySelector("dialog[open]")) { return false; }
    if ((name === "enter" || name === " ") && onControl) { return false; }
    return press(name) || onRow(name);
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.defaultPrevented) { return; }
    if (answer(event)) { event.preventDefault(); }
  });

  document.addEventListener("click", function (event) {
    var row = event.target.closest("[data-rows] [data-row]");
    if (row && row !== current()) {
      rows().forEach(function (one) { one.classList.toggle("at", one === row); });
    }
    var opener = event.target.closest("[data-dialog]");
    var dialog = opener && document.getElementById(opener.getAttribute("data-dialog"));
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    var closer = event.target.closest("[data-close]");
    if (closer && closer.closest("dialog")) { closer.closest("dialog").close(); }
  });
}());

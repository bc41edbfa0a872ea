/* What a page does beyond links and forms. Everything here is a comfort: without it the page works, with more clicks.
   data-draft="address"   a form whose draft is kept there every 20 seconds while it changes
   data-guard             a form that warns before unsaved words are left behind
   data-seconds="60"      a revealed number that hides itself again
   data-all, data-pick    a tick for all rows, a tick for one; data-bulk is the bar that counts them
   data-focus             an error summary that takes the focus */
(function () {
  "use strict";

  var DRAFT_EVERY = 20000;
  var WARN_BEFORE = 120;

  function each(root, selector, act) {
    Array.prototype.forEach.call(root.querySelectorAll(selector), act);
  }

  // --- drafts and unsaved words

  function saveDraft(form) {
    if (!window.htmx || form.dataset.changed !== "yes") { return; }
    form.dataset.changed = "kept";
    window.htmx.ajax("POST", form.dataset.draft, { source: form, target: form.querySelector("[data-draft-said]"), swap: "innerHTML" });
  }

  document.addEventListener("input", function (event) {
    var form = event.target.closest("form[data-draft], form[data-guard]");
    if (form) { form.dataset.changed = "yes"; }
  });

  document.addEventListener("click", function (event) {
    var now = event.target.closest("[data-draft-now]");
    var form = now && now.closest("form[data-draft]");
    if (form && window.htmx) {
      event.preventDefault();
      form.dataset.changed = "yes";
      saveDraft(form);
    }
  });

  document.addEventListener("submit", function (event) {
    event.target.dataset.changed = "sent";
  });

  setInterval(function () { each(document, "form[data-draft]", saveDraft); }, DRAFT_EVERY);

  window.addEventListener("beforeunload", function (event) {
    if (document.querySelector('form[data-guard][data-changed="yes"]')) {
      event.preventDefault();
      event.returnValue = document.body.dataset.unsaved || "";
    }
  });

  // --- a revealed number

  function countDown(shown) {
    var left = Number(shown.dataset.seconds);
    var masked = shown.closest(".masked");
    var said = masked && masked.querySelector("[data-left]");
    var timer = setInterval(function () {
      left -= 1;
      if (said) { said.textContent = left; }
      if (left <= 0) {
        clearInterval(timer);
        (masked || shown).textContent = masked ? masked.dataset.masked : "";
        if (masked) { masked.classList.add("mono"); }
      }
    }, 1000);
    shown.removeAttribute("data-seconds");
  }

  // --- ticks and the bar that counts them

  function tally(scope) {
    var picks = scope.querySelectorAll("[data-pick]");
    var chosen = scope.querySelectorAll("[data-pick]:checked").length;
    each(scope, "[data-bulk]", function (bar) {
      bar.hidden = chosen === 0;
      each(bar, "[data-count]", function (count) { count.textContent = chosen; });
    });
    each(scope, "[data-all]", function (all) {
      all.checked = picks.length > 0 && chosen === picks.length;
      all.indeterminate = chosen > 0 && chosen < picks.length;
    });
    each(scope, "[data-pick]", function (pick) {
      var row = pick.closest("tr, [data-row]");
      if (row) { row.classList.toggle("on", pick.checked); }
    });
  }

  function scopeOf(element) {
    return element.closest("form") || document;
  }

  document.addEventListener("change", function (event) {
    var scope = scopeOf(event.target);
    if (event.target.matches("[data-all]")) {
      each(scope, "[data-pick]", function (pick) { pick.checked = event.target.checked; });
    }
    if (event.target.matches("[data-all], [data-pick]")) { tally(scope); }
    if (event.target.matches("[data-submit]")) { event.target.form.requestSubmit ? event.target.form.requestSubmit() : event.target.form.submit(); }
    if (event.target.matches(".pick input[type=radio]")) {
      each(scopeOf(event.target), ".pick", function (pick) { pick.classList.toggle("pick--on", pick.querySelector("input").checked); });
    }
  });

  document.addEventListener("reset", function (event) {
    setTimeout(function () { tally(event.target); }, 0);
  });

  // --- the drawer

  function drawer() {
    return document.getElementById("drawer");
  }

  function openDrawer(open) {
    var aside = drawer();
    var split = document.getElementById("split");
    if (!aside || !split) { return; }
    aside.hidden = !open;
    split.classList.toggle("split--open", open);
    if (!open) { aside.innerHTML = ""; }
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-close-drawer]")) {
      event.preventDefault();
      openDrawer(false);
    }
    var print = event.target.closest("[data-print]");
    if (print) {
      event.preventDefault();
      window.print();
    }
  });

  // --- what came without a page of its own

  function awaken(root) {
    each(root, "[data-seconds]", countDown);
    each(root, "[data-bulk]", function (bar) { tally(scopeOf(bar)); });
    var wants = root.querySelector("[data-focus]");
    if (wants) { wants.focus(); }
  }

  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target && event.detail.target.id === "drawer") { openDrawer(true); }
    awaken(event.detail.target || document);
  });

  function failed() {
    var main = document.getElementById("main");
    var before = document.getElementById("failed");
    if (before) { before.remove(); }
    var said = document.createElement("p");
    said.id = "failed";
    said.className = "note note--bad";
    said.setAttribute("role", "alert");
    said.textContent = document.body.dataset.failed || "";
    main.insertBefore(said, main.firstChild);
  }

  // A refusal (4xx) comes with its own words and is shown where the answer was awaited; anything else says that nothing was lost.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var status = event.detail.xhr.status;
    if (status === 409 || status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);

  // --- left alone: another tab of the same officer counts as being there

  var SEEN = "gongdun-seen";

  function lastSeen() {
    try { return Number(window.localStorage.getItem(SEEN)) || 0; } catch (refused) { return 0; }
  }

  function noteSeen() {
    try { window.localStorage.setItem(SEEN, String(Date.now())); } catch (refused) { /* a browser that keeps nothing knows this tab only */ }
  }

  function watchIdle(seconds, from) {
    var notice = document.getElementById("idle-notice");
    if (!notice) { return; }
    setTimeout(function () {
      if (lastSeen() > from) { watchIdle(seconds, lastSeen()); return; }
      var main = document.getElementById("main");
      main.insertBefore(notice.content.cloneNode(true), main.firstChild);
      setTimeout(function () {
        if (lastSeen() > from) { window.location.reload(); return; }
        window.location.assign(document.body.dataset.signedOut);
      }, WARN_BEFORE * 1000 + 2000);
    }, Math.max(from + (seconds - WARN_BEFORE) * 1000 - Date.now(), 0));
  }

  document.addEventListener("htmx:afterRequest", noteSeen);

  document.addEventListener("DOMContentLoaded", function () {
    awaken(document);
    if (document.body.dataset.idle) {
      noteSeen();
      watchIdle(Number(document.body.dataset.idle), lastSeen() || Date.now());
    }
  });
}());

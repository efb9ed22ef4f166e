/**
 * Starts what a form of the admin consists of: choosers, pickers of dates, lists of forms. Wagtail does it with scripts in
 * the page, which the admin's content security policy refuses; the page says instead, in
 * `<template data-starts="PageChooser" data-with="[...]">`, which of Wagtail's functions is to be called with what.
 *
 * It is no module, since it has to watch before the form is there.
 */
(() => {
  const CONSTRUCTORS = /^(\w*Chooser|InlinePanel|MultipleChooserPanel)$/;
  const FUNCTIONS = /^(init(Date|Time|DateTime)Chooser|createTaskChooser)$/;

  /** Called once: a form that is moved to another place comes along here again. */
  function start(mark) {
    const { starts, with: given } = mark.dataset;
    mark.remove();
    if (FUNCTIONS.test(starts)) window[starts](...JSON.parse(given));
    else if (CONSTRUCTORS.test(starts)) new window[starts](...JSON.parse(given));
  }

  const MARK = 'template[data-starts]';
  const marksIn = (node) => (node.matches(MARK) ? [node] : node.querySelectorAll(MARK));

  new MutationObserver((records) => {
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
    for (const node of added) if (node instanceof Element) marksIn(node).forEach(start);
  }).observe(document, { childList: true, subtree: true });
})();

/**
 * Leaves a mark in the browser of whoever is logged in, for the site's pages to ask for an editor's bar. It says nothing of
 * who that is, and is sent to nobody: a cookie would be, and with it no cache could tell readers' requests to be alike.
 */
try {
  if (document.body.classList.contains('login')) localStorage.removeItem('editor');
  else if (document.querySelector('#wagtail-sidebar, [data-wagtail-sidebar]')) localStorage.setItem('editor', '1');
} catch {
  // A browser that stores nothing shows no bar.
}

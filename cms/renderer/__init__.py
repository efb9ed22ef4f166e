"""Gets a page's HTML from the renderer, a Node process that draws it with the components of the frontend.

Nothing here is needed for a page to be served: without a renderer it goes out with its head and its state, and the
reader's browser draws it.
"""

"""Published documents: each public page's card and detail as finished JSON, so that a read is a look at one row.

The worker makes them (`making`). A change that makes any of what one was made of stale drops it, in the same transaction
(`dropping`): what is not there is built as ever, from the tables that editors write. Whether readers may see the page itself
is never asked of a document, but of the gate, in the query that finds it (`reading`). Drafts, previews and the site as on
another date know nothing of documents.
"""

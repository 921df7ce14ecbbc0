"""The wizard of the import: each module draws one step of the page, from a draft and its report."""

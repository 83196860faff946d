"""Reading a site page by page, so that any worker can take it up where another left it (F2, F7).

What is to be read and what was read are rows of `Page`; a `Source` is the work of one worker at a
time, by lease. A page is claimed before it is asked for, and stored with its links in one
transaction. Whoever dies leaves claims that expire: what was in flight then is asked for again,
and nothing else.
"""

"""The student pages of a university that does not exist, served under /universidad/ as an example.

A demo and the measurements of retrieval read them like any site outside: over HTTP, in pages with
menus, asides and footers. They are content in Spanish (one page in English) and no part of
PsiChat's own pages, so nothing in them is translated. In production the addresses answer 404.
"""

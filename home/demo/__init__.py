"""An invented group, the Aldermouth Tenants' Assembly, so that a new site is full of things to look at and to change.

What it says stands in `content/`, one file for each page; its pictures are drawn by `pictures/`. `loading.load_demo`
makes pages of it all.
"""

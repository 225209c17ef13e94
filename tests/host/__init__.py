"""A second site that plugs the two apps in, as a host would: it proves what `cms/guides/hosts.md` promises."""

"""A second site that plugs the two apps in, as an outside developer would: it proves what the README promises."""

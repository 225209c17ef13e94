"""A production site on this machine, and what is done to it: the guide is true, or this says where it is not."""

"""Where editors meet remarks: beside the form, in lists, in reports, and on the first screen."""

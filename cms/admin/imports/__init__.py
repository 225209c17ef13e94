"""Old articles in the admin: looked over before anything is written, then imported, proposals decided about."""

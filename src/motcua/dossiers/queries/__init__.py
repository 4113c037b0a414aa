"""Questions about dossiers; what a person is shown starts from `dossiers_visible_to`."""

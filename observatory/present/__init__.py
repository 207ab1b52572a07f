"""What is shown, without HTTP: view models, words, dates, the Jinja environment, catalogues."""

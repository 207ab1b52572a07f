"""The web as it was: captures of a web archive, of a WARC file, of a folder of saved pages."""

"""Other people's formats to a manuscript's folder."""

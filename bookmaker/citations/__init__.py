"""Sources and how they are cited: BibTeX and CSL JSON in, words by a CSL style out."""

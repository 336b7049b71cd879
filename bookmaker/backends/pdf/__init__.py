"""The print edition: `backend.PdfBackend`."""

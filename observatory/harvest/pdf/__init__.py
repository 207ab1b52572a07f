"""A PDF as text and tables, each with its place; what cannot be trusted is refused."""

from observatory.harvest.pdf.document import Pdf
from observatory.harvest.pdf.reading import is_pdf, read_pdf

__all__ = ["Pdf", "is_pdf", "read_pdf"]

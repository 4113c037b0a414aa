"""Papers made here, sent to a browser: shown there, kept by nobody on the way."""

from motcua.web.served_files import serve_pdf as pdf

__all__ = ["pdf"]

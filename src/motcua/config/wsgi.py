"""The entrance for any WSGI server: `granian --interface wsgi motcua.config.wsgi:application`, or gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from motcua.config import embedded_database
from motcua.config.databases import uses_embedded
from motcua.config.parent import leave_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
os.environ.setdefault("MOTCUA_SERVING", "1")
if uses_embedded():
    embedded_database.ensure_running()
if starter := os.environ.get("MOTCUA_SERVER"):
    leave_with(int(starter))

application = get_wsgi_application()

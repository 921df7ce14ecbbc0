"""Empty tables to fill in, over HTTP."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from danube import texts
from danube.api import asked
from danube.api.asked import Refused
from danube.catalogue.kinds import KINDS
from danube.exports import templates
from danube.exports.tables import MEDIA_TYPES


def template(request: Request) -> Response:
    """The empty table of a kind; a workbook explains every column on its second sheet."""
    choice = asked.read(request, "lang")
    texts.use(choice.one("lang", texts.LANGUAGES, default="en"))
    kind, form = request.path_params["kind"], request.path_params["format"]
    for name, value, known in (("kind of table", kind, KINDS), ("format", form, templates.FORMATS)):
        if value not in known:
            raise Refused(asked.unknown(name, value, known), 404)
    name = templates.file_name(kind, form)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(templates.template(kind, form), media_type=MEDIA_TYPES[form], headers=headers)

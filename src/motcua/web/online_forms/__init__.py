"""Online forms on pages: a schema shown with answers and errors, and what was posted read back.

A page that lets people fill in a form does this, on GET and on POST alike:

    bound = bind(schema, request.POST or None, request.FILES, on=today, answers=draft.answers, files=draft_files)
    if bound.uploads:                                   # store them, then say under which identifiers
        bound = bound.with_files({path: [(identifier, name), …], …})
    if request.method == "POST" and not bound.is_rearranging:
        …save bound.typed for a draft; for lodging bind with is_final=True, and go on with bound.clean
          only when bound.is_right
    return render(request, "…", {"online_form": bound})

and in its template:

    <form class="form" method="post" enctype="multipart/form-data" novalidate>{% csrf_token %}
      {% include "components/online_form/form.html" with form=online_form only %}
      <div class="form__actions">…</div>
    </form>

`bound.is_rearranging` is true when a button inside the form was pressed (a row added or taken away, a place chosen,
questions asked anew): show the page again with what was typed, and save nothing but the draft. Such a post may come
from htmx, which takes `#online-form` out of the whole page that is answered. The page must answer at its own address.

`bind` looks places and schools up by name; `bound.clean` holds today's communes and our own schools.
"""

from motcua.web.online_forms.binding import BoundForm, Upload, bind

__all__ = ["BoundForm", "Upload", "bind"]

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.documents.enums import Match, SignedState, SigningAuthority
from motcua.documents.models import SignedPaper
from motcua.documents.queries import find_signed_paper, is_kept_whole, match_of
from motcua.documents.rules.codes import read_code
from motcua.documents.rules.papers.facts import SignBlock
from motcua.documents.rules.papers.wording import signing_titles
from motcua.kernel.clock import now
from motcua.web.portal.verification.forms import CodeForm, CompareForm
from motcua.web.portal.verification.patience import is_patient
from motcua.web.templatetags.motcua import day, moment


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    if "ma" not in request.GET:
        return _page(request, CodeForm())
    if not is_patient(request, now()):
        return _too_often(request)
    form = CodeForm(request.GET)
    if not form.is_valid():
        return _page(request, form, status=422)
    return redirect("portal:verified", form.cleaned_data["ma"])


@require_http_methods(["GET", "HEAD", "POST"])
def verified(request: HttpRequest, code: str) -> HttpResponse:
    if not is_patient(request, now()):
        return _too_often(request)
    paper = find_signed_paper(typed=code)
    if paper is None:
        return _page(request, CodeForm(initial={"ma": code}), status=404, is_unknown=True)
    if code != paper.verification_code and read_code(code) and request.method != "POST":
        return redirect("portal:verified", paper.verification_code)
    compare = CompareForm(request.POST, request.FILES) if request.method == "POST" else CompareForm()
    match = _compared(paper, compare) if request.method == "POST" else None
    context = {
        "paper": paper,
        "standing": "altered" if not is_kept_whole(paper) else SignedState(paper.state).value,
        "facts": _facts(paper),
        "compare": compare,
        "match": match.value if match else "",
    }
    response = render(
        request, "portal/verification/paper.html", context, status=422 if compare.errors else 200
    )
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _compared(paper: SignedPaper, form: CompareForm) -> Match | None:
    if not form.is_valid():
        return None
    digest = hashlib.sha256()
    for chunk in form.cleaned_data["file"].chunks():
        digest.update(chunk)
    return match_of(paper=paper, sha256=digest.hexdigest())


def _facts(paper: SignedPaper) -> list[dict[str, str]]:
    signer = SignBlock(
        paper.signer_name, paper.signer_title, SigningAuthority(paper.authority), paper.head_title
    )
    facts = [
        (_("Mã kiểm tra"), paper.verification_code),
        (_("Tên văn bản"), paper.title),
        (_("Số, ký hiệu"), paper.number),
        (_("Ngày ban hành"), day(paper.issued_on) if paper.issued_on else ""),
        (_("Người ký"), f"{paper.signer_name}, {' '.join(signing_titles(signer))}"),
        (_("Cơ quan"), paper.agency_name),
        (_("Thời gian ký"), moment(paper.signed_at)),
        (
            _("Thời gian cơ quan ký"),
            moment(paper.organisation_signed_at) if paper.organisation_signed_at else "",
        ),
        (_("Thu hồi lúc"), moment(paper.revoked_at) if paper.revoked_at else ""),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def _too_often(request: HttpRequest) -> HttpResponse:
    return _page(request, CodeForm(), status=429, is_too_often=True)


def _page(
    request: HttpRequest,
    form: CodeForm,
    *,
    status: int = 200,
    is_unknown: bool = False,
    is_too_often: bool = False,
) -> HttpResponse:
    context = {"form": form, "is_unknown": is_unknown, "is_too_often": is_too_often}
    return render(request, "portal/verification/ask.html", context, status=status)

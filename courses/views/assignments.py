"""Assignments: what is asked, the draft, and handing it in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from courses.actions import assigning, submissions
from courses.forms import AssignmentForm, WorkForm
from courses.models import Activity, Assignment, DueDate, PeerReview, Submission
from courses.models.peer_review import with_peers
from courses.permissions import may_do, may_hand_in
from courses.views import pages
from courses.views.finding import Found, find_activity

DRAFT = "draf"


def show(request: HttpRequest, found: Found) -> HttpResponse:
    submission = _work(request, found)
    form = WorkForm(submission, initial={"text": submission.text})
    return _page(request, found, submission, form)


@require_POST
def hand_in(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Keep the draft or hand it in: the button pressed says which."""
    found = find_activity(request, slug, pk)
    if found.activity.kind != Activity.Kind.ASSIGNMENT:
        raise Http404
    if not found.step.decision:
        return pages.closed(request, found)
    submission = _work(request, found)
    form = WorkForm(submission, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, submission, form, status=422)
    is_draft = request.POST.get("deed") == DRAFT
    deed = submissions.keep_draft if is_draft else submissions.hand_in
    try:
        deed(learner=request.user, assignment=submission.assignment, **form.parts())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, submission, form, status=422)
    said = _("Draf tersimpan.") if is_draft else _("Tugas Anda sudah dikumpulkan.")
    messages.success(request, said)
    return redirect(found.activity)


def edit(request: MemberRequest, found: Found) -> HttpResponse:
    assignment = _assignment(found)
    form = AssignmentForm(request.POST or None, instance=assignment)
    if request.method == "POST" and form.is_valid():
        assigning.write(author=request.user, assignment=assignment, **form.cleaned_data)
        messages.success(request, _("Tugas tersimpan."))
        return redirect("courses:edit", found.standing.course.slug, found.activity.pk)
    context = {
        "found": found,
        "form": form,
        "rubric": Assignment.objects.get(pk=assignment.pk).rubric,
        "waiting": _waiting(request, assignment),
    }
    status = 422 if form.is_bound else 200
    return render(request, "courses/assignment_edit.html", context, status=status)


def _assignment(found: Found) -> Assignment:
    assignment = get_object_or_404(Assignment, activity=found.activity)
    assignment.activity = found.activity
    return assignment


def _work(request: HttpRequest, found: Found) -> Submission:
    """The reader's own, or one that is not yet written down."""
    assignment = _assignment(found)
    if not request.user.is_authenticated:
        raise Http404
    mine = Submission.objects.filter(assignment=assignment, learner=request.user)
    submission = with_peers(mine.for_reading()).first()
    if submission is None:
        submission = Submission(assignment=assignment, learner=request.user)
    submission.assignment = assignment
    return submission


def _page(
    request: HttpRequest,
    found: Found,
    submission: Submission,
    form: WorkForm,
    *,
    status: int = 200,
) -> HttpResponse:
    assignment = submission.assignment
    saved = submission if submission.pk else None
    doing = may_do(found.standing)
    seat = found.standing.enrollment
    due = DueDate.objects.filter(
        activity=found.activity, cohort=seat.cohort_id if seat else None
    )
    context = {
        "found": found,
        "assignment": assignment,
        "submission": saved,
        "form": form,
        "decision": may_hand_in(assignment, saved) if doing else doing,
        "due_on": due.values_list("due_on", flat=True).first(),
        "asked": _asked(found, assignment),
        "waiting": _waiting(request, assignment) if found.standing.guides else 0,
    }
    return render(request, "courses/assignment.html", context, status=status)


def _asked(found: Found, assignment: Assignment) -> list[PeerReview]:
    """The works of this assignment that the reader is asked to review now."""
    seat = found.standing.enrollment
    if seat is None or not seat.reviews_due:
        return []
    asked = PeerReview.objects.open().filter(reviewer=seat.learner_id).for_list()
    return list(asked.filter(round__turn__submission__assignment=assignment))


def _waiting(request: HttpRequest, assignment: Assignment) -> int:
    if not request.user.is_authenticated:
        return 0
    mine = Submission.objects.waiting().reviewed_by(request.user)
    return mine.filter(assignment=assignment).count()

"""Who may correct what was earned, and void or reprint its proof."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Achievement, Certificate, Course, Webinar


def can_manage_achievement(
    user: User | AnonymousUser, achievement: Achievement
) -> Decision:
    """Those who facilitate its course or manage its webinar; nobody their own."""
    if not user.is_authenticated:
        return no(_("Masuk dulu."))
    if user.pk == achievement.learner_id:
        return no(_("Sertifikat sendiri diurus oleh orang lain."))
    if user.is_staff:
        return YES
    if (
        achievement.course_id
        and Course.objects.edited_by(user).filter(pk=achievement.course_id).exists()
    ):
        return YES
    if (
        achievement.webinar_id
        and Webinar.objects.managed_by(user).filter(pk=achievement.webinar_id).exists()
    ):
        return YES
    return no(_("Hanya fasilitator kelasnya yang mengurus sertifikat ini."))


def can_revoke(user: User | AnonymousUser, certificate: Certificate) -> Decision:
    if not certificate.is_valid:
        return no(_("Sertifikat ini tidak sedang berlaku."))
    return can_manage_achievement(user, certificate.achievement)


def can_reissue(user: User | AnonymousUser, certificate: Certificate) -> Decision:
    return can_revoke(user, certificate)


def can_issue_again(user: User | AnonymousUser, achievement: Achievement) -> Decision:
    holds = achievement.certificates.filter(revoked_at=None, replaced_at=None)
    if holds.exists():
        return no(_("Masih ada sertifikat yang berlaku."))
    return can_manage_achievement(user, achievement)

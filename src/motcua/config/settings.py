"""Django's settings. Everything an operator may change comes from the environment; see docs/operator.md."""

from __future__ import annotations

import os
from pathlib import Path

from motcua.config.databases import application_database, owner_database
from motcua.config.outgoing import notice_hours, notice_senders, site_address
from motcua.config.places import data_folder, secret_key

BASE = Path(__file__).resolve().parents[1]

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("MOTCUA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("MOTCUA_ORIGINS", "").split(",") if origin]
_HTTPS = os.environ.get("MOTCUA_HTTPS") == "1"

INSTALLED_APPS = [
    "motcua.web",
    "motcua.reports",
    "motcua.feedback",
    "motcua.indicators",
    "motcua.reviews",
    "motcua.dossiers",
    "motcua.plans",
    "motcua.catalogue",
    "motcua.documents",
    "motcua.forms",
    "motcua.notices",
    "motcua.payments",
    "motcua.workflow",
    "motcua.jobs",
    "motcua.accounts",
    "motcua.organisations",
    "motcua.deadlines",
    "motcua.kernel",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "ninja",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.config.revival.DatabaseRevival",
    "motcua.web.middleware.content_security_policy",
    "motcua.web.middleware.readable_addresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.web.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "motcua.web.desk.signin.guard.second_factor",
    "motcua.web.waiting_files.spent_files",
    "motcua.web.middleware.refusals",
]

ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "web"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.web.context.frame",
            ],
            "builtins": ["motcua.web.templatetags.motcua"],
        },
    }
]

DATABASES = {"default": application_database(), "owner": owner_database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["motcua.accounts.backends.Backend"]
# Kinds of open work that pass on when one agency succeeds another (organisations.ports.OpenWork).
OPEN_WORK: tuple[str, ...] = (
    "motcua.accounts.actions.hand_over.PositionsAndRoles",
    "motcua.catalogue.actions.hand_over.OpenDecisions",
    "motcua.workflow.actions.hand_over.OpenProcesses",
    "motcua.payments.actions.hand_over.OpenCharges",
    "motcua.dossiers.actions.hand_over.OpenDossiers",
    "motcua.plans.actions.hand_over.OpenPlans",
    "motcua.reviews.actions.scenarios_handing_over.OpenScenarios",
    "motcua.feedback.actions.feedback.hand_over.OpenFeedback",
    "motcua.feedback.actions.dialogues.hand_over.OpenDialogues",
    "motcua.reviews.actions.hand_over.OpenReviews",
    "motcua.reviews.actions.rounds.hand_over.OpenRounds",
    "motcua.reviews.actions.costs.handing_over.OpenCostSheets",
)
# The State's electronic identity (accounts.ports.EIdentity): a callable that gives a provider or None.
E_IDENTITY = ""
# What each room keeps about a person, for the person's own copy: functions `f(person)` by name.
PERSONAL_DATA: dict[str, str] = {
    "tai_khoan": "motcua.accounts.queries.own_account",
    "thong_bao": "motcua.notices.queries.own_notices",
    "ho_so": "motcua.dossiers.queries.online.own_dossiers",
    "phan_anh_kien_nghi": "motcua.feedback.queries.feedback.following.personal_feedback",
    "cau_hoi_doi_thoai": "motcua.feedback.queries.dialogues.personal_questions",
}
# Who takes payments online (payments.ports.PaymentGateway): a callable that gives one or None.
PAYMENT_GATEWAY = "motcua.config.trial_payments.gateway"
# Who is told that money moved (payments.ports.MoneyListener).
MONEY_LISTENERS: tuple[str, ...] = ("motcua.dossiers.actions.paid.hear_of_money",)
# Who measures how far targets and tasks of plans are (plans.ports.Measures).
MEASURES = "motcua.indicators.queries.for_plans.ForPlans"
# Functions `run(at)` marked with how often they are due (jobs.rules.work.every), run by the worker.
PERIODIC_WORK: tuple[str, ...] = (
    "motcua.notices.tasks.deliver",
    "motcua.notices.tasks.give_up",
    "motcua.notices.tasks.purge",
    "motcua.jobs.tasks.recover",
    "motcua.jobs.tasks.tidy",
    "motcua.documents.tasks.forget_waiting",
    "motcua.dossiers.tasks.remind",
    "motcua.dossiers.tasks.run_out",
    "motcua.dossiers.tasks.go_on_when_paid",
    "motcua.dossiers.tasks.look_after_drafts",
    "motcua.plans.tasks.remind",
    "motcua.reviews.tasks.remind",
    "motcua.feedback.tasks.ask_for_ratings",
    "motcua.feedback.tasks.forget_who_passed",
    "motcua.feedback.tasks.tell_of_rules",
    "motcua.feedback.tasks.remind_of_feedback_terms",
    "motcua.feedback.tasks.remind_of_unanswered_surveys",
    "motcua.indicators.tasks.keep",
    "motcua.reports.tasks.open_periods",
    "motcua.reports.tasks.remind",
)
# Long jobs by kind: functions `run(progress, at)` (jobs.actions.background.Progress).
BACKGROUND_JOBS: dict[str, str] = {
    "dossier_register": "motcua.dossiers.actions.exporting.write_register_file",
    "catalogue": "motcua.catalogue.actions.exporting.write_catalogue_file",
}
# Who puts signatures on papers (documents.ports.Signer).
SIGNER = "motcua.documents.signing.InHouseSigner"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/ban-lam-viec/dang-nhap/"
LOGIN_REDIRECT_URL = "/ban-lam-viec/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if _HTTPS else None
X_FRAME_OPTIONS = "DENY"

# Behind our own proxy the visitor's address is the last one that it added to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _HTTPS else 0
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "motcua.web.desk.signin.adapter.Adapter"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "motcua.web.desk.signin.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# None: required unless the installation is a sample.
REQUIRE_TOTP = {"1": True, "0": False}.get(os.environ.get("MOTCUA_REQUIRE_TOTP", ""))
MFA_TOTP_ISSUER = "motcua"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["motcua.config.formats"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [("components", BASE / "web" / "components")]
STATIC_ROOT = data_folder() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "motcua.web.static_files.OneStylesheetStorage"},
}
MEDIA_ROOT = data_folder() / "files"
LARGEST_KEPT_FILE_MB = int(os.environ.get("MOTCUA_LARGEST_FILE_MB", "20"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long process or procedure is one form of many rows
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# Links in letters begin with this.
SITE_ADDRESS = site_address()
NOTICE_HOURS = notice_hours()
# What carries messages out, by channel (notices.ports); a channel without one keeps its messages waiting.
NOTICE_SENDERS = notice_senders()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = ["ninja.W001"]

"""Settings of PsiChat; everything that differs between machines comes from the environment.

The names are documented in `.env.example`. A `.env` file beside `manage.py` is read first; what
the environment says wins over it.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import environ

from psichat import embedding_providers, logs
from psichat.env import Env

BASE_DIR = Path(__file__).resolve().parent.parent
environ.Env.read_env(str(BASE_DIR / ".env"))
env = Env()

PSICHAT_ENV = env.choice("PSICHAT_ENV", ("local", "production"), "local")
PRODUCTION = PSICHAT_ENV == "production"
VAR = Path(env.text("PSICHAT_VAR", str(BASE_DIR / "var"))).resolve()
VAR.mkdir(parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = env.secret("SECRET_KEY", VAR / "secret_key", required=PRODUCTION)
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", () if PRODUCTION else ("*",))
if PRODUCTION and not ALLOWED_HOSTS:
    env.problems.append("ALLOWED_HOSTS is missing; name the hosts that PsiChat answers to.")
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
CORS_ALLOWED_ORIGINS = env.origins("CORS_ALLOWED_ORIGINS")
CORS_URLS_REGEX = r"^/api/.*$"

INSTALLED_APPS = [
    "daphne",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "channels",
    "rest_framework",
    "rest_framework_simplejwt",
    "rest_framework_simplejwt.token_blacklist",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_celery_beat",
    "django_prometheus",
    "corsheaders",
    "django_htmx",
    "axes",
    "psichat",
    "accounts",
    "analysis",
    "scraping",
    "conversations",
    "tutoring",
    "monitoring",
]

MIDDLEWARE = [
    "psichat.request_id.RequestIdMiddleware",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.language.UserLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "psichat.error_pages.PageErrorsMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "psichat.urls"
WSGI_APPLICATION = "psichat.wsgi.application"
ASGI_APPLICATION = "psichat.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- data -------------------------------------------------------------------------------------
DATABASE_URL = env.url(
    "DATABASE_URL",
    ("sqlite", "postgres", "postgresql"),
    f"sqlite:///{VAR / 'psichat.sqlite3'}",
)
DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
DATABASES["default"]["CONN_MAX_AGE"] = None  # threads live long: a connection for each is kept
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
    }
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.url("REDIS_URL", ("redis", "rediss", "unix"))
if PRODUCTION and not REDIS_URL:
    env.problems.append("REDIS_URL is missing; it looks like redis://host:6379/0.")
REDIS_PREFIX = env.text("PSICHAT_REDIS_PREFIX", "psichat")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "psichat.cache.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": REDIS_PREFIX,
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        }
    }
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "prefix": f"{REDIS_PREFIX}-live"},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

# --- background work -------------------------------------------------------------------------
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", REDIS_URL or "memory://")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": f"{REDIS_PREFIX}-celery-",
    "visibility_timeout": 3600,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 1800
CELERY_TASK_SOFT_TIME_LIMIT = 1700
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "tutoring.tasks.*": {"queue": "alerts"},
    "conversations.tasks.*": {"queue": "alerts"},
    "scraping.tasks.embed": {"queue": "embedding"},
    "scraping.tasks.*": {"queue": "scraping"},
}
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TIMEZONE = "UTC"

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.BCryptSHA256PasswordHasher",
    "django.contrib.auth.hashers.BCryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:login"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
PASSWORD_RESET_TIMEOUT = 3600

CONSENT_VERSION = "2026-11"

# Limits of requirement A6: (how many, in how many seconds).
RATE_LIMITS = {
    "message": (env.integer("RATE_LIMIT_MESSAGES", 20, 1), 60),
    "anonymous": (env.integer("RATE_LIMIT_ANONYMOUS", 100, 1), 3600),
    "login": (env.integer("RATE_LIMIT_LOGIN", 5, 1), 60),
    # Not of A6: looks at a site before it is added, and searches, of one tutor.
    "preview": (10, 60),
    "search": (60, 60),
}
AXES_FAILURE_LIMIT = env.integer("LOCKOUT_FAILURES", 10, 1)
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = True
AXES_CLIENT_IP_CALLABLE = "accounts.sign_in.client_address"
AXES_DISABLE_ACCESS_LOG = True  # it would keep every e-mail address that signs in

SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=15),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=7),
    "ROTATE_REFRESH_TOKENS": True,
    "BLACKLIST_AFTER_ROTATION": True,
    "UPDATE_LAST_LOGIN": False,
    "SIGNING_KEY": SECRET_KEY,
}

# --- API --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.BearerAuthentication",
        "accounts.authentication.BrowserSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["psichat.throttling.AnonymousThrottle"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["psichat.api.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "psichat.api.TimeCursorPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "psichat.api.error_response",
    "PAGE_SIZE": 50,
    "NUM_PROXIES": env.integer("TRUSTED_PROXIES", 0),
    "DATETIME_FORMAT": "%Y-%m-%dT%H:%M:%S.%fZ",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "PsiChat API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
MAX_BODY_BYTES = 262_144
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES

# --- conversation -----------------------------------------------------------------------------
MESSAGE_MAX_CHARACTERS = 2000
HISTORY_TO_ANSWERER = env.integer("HISTORY_TO_ANSWERER", 10, 1)
# Migrating brings the content that came with the program into the database.
CATALOGUE_AFTER_MIGRATE = True
# Seconds between two pieces of an embedded answer; it is ready at once, and read as it is written.
ANSWER_PACE_SECONDS = env.number("ANSWER_PACE_SECONDS", 0.04)
SOCKET_FRAMES_PER_SECOND = env.integer("SOCKET_FRAMES_PER_SECOND", 20, 1)
WEB_THREADS = env.integer("WEB_THREADS", 4, 1)
METRICS_TOKEN = env.text("METRICS_TOKEN")

# --- language models --------------------------------------------------------------------------
GOOGLE_API_KEY = env.text("GOOGLE_API_KEY")
GOOGLE_API_ENDPOINT = env.url("GOOGLE_API_ENDPOINT", ("http", "https"))
OLLAMA_BASE_URL = env.url("OLLAMA_BASE_URL", ("http", "https"), "http://127.0.0.1:11434")
OPENAI_API_KEY = env.text("OPENAI_API_KEY")
OPENAI_BASE_URL = env.url("OPENAI_BASE_URL", ("http", "https"))
HUGGINGFACE_ADAPTER = env.text("HUGGINGFACE_ADAPTER")
HUGGINGFACE_4BIT = env.choice("HUGGINGFACE_4BIT", ("0", "1"), "0") == "1"
LLM_CHAIN = env.model_chain(
    {
        "GOOGLE_API_KEY": GOOGLE_API_KEY,
        "OPENAI_API_KEY": OPENAI_API_KEY,
        "OPENAI_BASE_URL": OPENAI_BASE_URL,
    }
)
LLM_PROVIDER = LLM_CHAIN[0][0] if LLM_CHAIN else "embedded"
LLM_FIRST_TOKEN_SECONDS = env.number("LLM_FIRST_TOKEN_SECONDS", 8, 0.1)
LLM_ANSWER_SECONDS = env.number("LLM_ANSWER_SECONDS", 45, 1)
# Called with the books and the purpose before a model is asked: whether it may be (D8).
LLM_BUDGET_GUARD = "monitoring.budget.allows"

# --- knowledge --------------------------------------------------------------------------------
JINA_API_KEY = env.text("JINA_API_KEY")
JINA_API_ENDPOINT = env.url(
    "JINA_API_ENDPOINT", ("http", "https"), embedding_providers.JINA_ENDPOINT
)
PINECONE_API_KEY = env.text("PINECONE_API_KEY")
PINECONE_HOST = env.url("PINECONE_HOST", ("http", "https"))
EMBEDDING_PROVIDER = env.text("EMBEDDING_PROVIDER", "embedded")
EMBEDDING_MODEL = env.text("EMBEDDING_MODEL")
VECTOR_STORE = env.choice("VECTOR_STORE", ("embedded", "pgvector", "pinecone"), "embedded")
_knowledge_keys = {
    "GOOGLE_API_KEY": GOOGLE_API_KEY,
    "OPENAI_API_KEY": OPENAI_API_KEY,
    "OPENAI_BASE_URL": OPENAI_BASE_URL,
    "JINA_API_KEY": JINA_API_KEY,
    "JINA_API_ENDPOINT": JINA_API_ENDPOINT,
    "PINECONE_API_KEY": PINECONE_API_KEY,
    "PINECONE_HOST": PINECONE_HOST,
}
env.problems += embedding_providers.problems(EMBEDDING_PROVIDER, EMBEDDING_MODEL, _knowledge_keys)
env.problems += embedding_providers.store_problems(VECTOR_STORE, DATABASE_URL, _knowledge_keys)
# Seconds of pause between two batches for an embedding provider outside.
EMBEDDING_PAUSE_SECONDS = env.number("EMBEDDING_PAUSE_SECONDS", 1)
# Passages that go to the answerer.
SEARCH_RESULTS = env.integer("SEARCH_RESULTS", 4, 1)
CRAWL_ALLOWED_PRIVATE_HOSTS = env.items("CRAWL_ALLOWED_PRIVATE_HOSTS")
# Seconds between two requests to one host, where its robots.txt doesn't ask for more.
CRAWL_DELAY_SECONDS = env.number("CRAWL_DELAY_SECONDS", 1)
# Of an uploaded file; a body may be a little more, so that the refusal can name the file.
KNOWLEDGE_FILE_BYTES = 20 * 1024 * 1024
LARGE_BODIES = {"/knowledge/upload/": 33_554_432}
# The pages of an invented university, for the demo; "" where they are not served.
PORT = env.integer("PORT", 8000, 1)
CRAWL_DEMO_SITE = "" if PRODUCTION else f"http://localhost:{PORT}/universidad/"

# --- pages ------------------------------------------------------------------------------------
LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.time_zone("TIME_ZONE", "America/Santiago")
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else VAR / "static"
if not PRODUCTION:
    STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
# On one's own machine a changed stylesheet is served as it is now, not as it was at the start.
WHITENOISE_AUTOREFRESH = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = VAR / "uploads"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- mail -------------------------------------------------------------------------------------
EMAIL_URL = env.text("EMAIL_URL")
if EMAIL_URL:
    globals().update(environ.Env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "PsiChat <no-reply@localhost>")

# --- security ---------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING_CONFIG = None
logs.configure(json_lines=PRODUCTION, level=env.text("LOG_LEVEL", "INFO"))

env.finish()

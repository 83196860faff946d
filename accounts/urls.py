"""Under /accounts/."""

from django.urls import path

from accounts.pages import consent, password, profile, sign_in

app_name = "accounts"
urlpatterns = [
    path("login/", sign_in.login, name="login"),
    path("login/code/", sign_in.login_code, name="login_code"),
    path("logout/", sign_in.logout, name="logout"),
    path("register/", sign_in.register, name="register"),
    path("password/forgotten/", password.password_reset, name="password_reset"),
    path("password/sent/", password.password_reset_done, name="password_reset_done"),
    path(
        "password/choose/<uidb64>/<token>/",
        password.ChoosePassword.as_view(),
        name="password_reset_confirm",
    ),
    path("me/", profile.me, name="me"),
    path("me/password/", password.password_change, name="password_change"),
    path("me/devices/<uuid:family_id>/close/", profile.close_device, name="close_device"),
    path("me/second-factor/", profile.second_factor_page, name="second_factor"),
    path("me/second-factor/qr.svg", profile.second_factor_qr, name="second_factor_qr"),
    path("consent/", consent.consent, name="consent"),
    path("consent/declined/", consent.consent_declined, name="consent_declined"),
]

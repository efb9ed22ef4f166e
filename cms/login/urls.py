"""The addresses on the way in. They come before Wagtail's, of which the page for the password is one."""

from django.urls import path

from cms.login.views import LoginView, SecondStepView, SetUpView

urlpatterns = [
    path("login/", LoginView.as_view(), name="wagtailadmin_login"),
    path("second-step/", SecondStepView.as_view(), name="second_step"),
    path("second-step/set-up/", SetUpView.as_view(), name="second_step_set_up"),
]

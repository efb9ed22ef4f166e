"""The admin's forms for users: an e-mail address and a password, and no name unless somebody wants to give one."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.users.forms import UserCreationForm, UserEditForm, UserForm
from wagtail.users.views.users import CreateView, EditView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from home.models import User


class EmailUserForm(UserForm):
    error_messages: ClassVar[dict[str, str]] = {
        **UserForm.error_messages,
        "duplicate_username": "There is already a user with this e-mail address.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address"
        self.fields["email"].help_text = "To log in with. Capital letters make no difference."
        for name in ("first_name", "last_name"):
            self.fields[name].required = False
            self.fields[name].help_text = "May stay empty, and need not be the real name. The other editors see it."


class EmailUserCreationForm(EmailUserForm, UserCreationForm):
    pass


class EmailUserEditForm(EmailUserForm, UserEditForm):
    pass


class WithoutSuperusers:
    """For the views of users: only superusers make others superusers, who are bound by no role."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]  # a view's
        if not is_superuser(self.request):
            form.fields.pop("is_superuser", None)
        return form


class UserCreateView(WithoutSuperusers, CreateView):
    pass


class UserEditView(WithoutSuperusers, EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.object.is_superuser and not is_superuser(request):
            # Whoever could set a superuser's password would be one.
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def is_superuser(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_superuser


def leave_superusers_alone(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponseBase | None:
    """Keeps everybody but superusers from doing anything with a selection in which one is."""
    if is_superuser(request) or not any(isinstance(item, User) and item.is_superuser for item in objects):
        return None
    messages.error(request, "Nothing was changed, because somebody among them is not bound by roles.")
    return redirect(action.next_url)


class UserViewSet(WagtailUserViewSet):
    add_view_class = UserCreateView
    edit_view_class = UserEditView

    def get_form_class(self, for_update: bool = False) -> type[EmailUserForm]:
        return EmailUserEditForm if for_update else EmailUserCreationForm

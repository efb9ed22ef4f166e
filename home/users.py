"""The admin's forms for users: an e-mail address and a password, and no name unless somebody wants to give one."""

from typing import Any, ClassVar

from wagtail.users.forms import UserCreationForm, UserEditForm, UserForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet


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


class UserViewSet(WagtailUserViewSet):
    def get_form_class(self, for_update: bool = False) -> type[EmailUserForm]:
        return EmailUserEditForm if for_update else EmailUserCreationForm

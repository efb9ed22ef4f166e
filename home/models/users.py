"""The people who can log in. They are known by their e-mail address; no other name is asked of them."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models


class EmailUserManager(UserManager["User"]):
    """Makes users from an e-mail address, in lower case: nobody should fail to log in over a capital letter."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]  # there is no username
        return self._create(email, password, **{"is_staff": False, "is_superuser": False, **fields})

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]  # there is no username
        return self._create(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def _create(self, email: str, password: str | None, **fields: Any) -> "User":
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):  # type: ignore[django-manager-missing]  # pictures and documents refer to it, without types
    """Somebody who can log in to the admin. `first_name` and `last_name` may stay empty."""

    username = None  # type: ignore[assignment]  # the e-mail address takes its place
    email = models.EmailField(
        "e-mail address", unique=True, error_messages={"unique": "There is already a user with this e-mail address."}
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = EmailUserManager()  # type: ignore[misc]  # typed for users without a username

    def clean(self) -> None:
        super().clean()
        # Before the check that the address is unique, which would let the same address in capitals pass.
        self.email = self.email.lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.get_full_name() or self.email

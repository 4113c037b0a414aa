from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Staff are entered by an administrator: nobody signs up by themselves at the desk."""

    def is_open_for_signup(self, request: object) -> bool:
        return False
